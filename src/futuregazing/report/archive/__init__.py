"""The archive: `index.html` over all editions, made from the catalogue that each leaves behind."""

from futuregazing.report.archive.catalogue import write_catalogue
from futuregazing.report.archive.page import write_archive

__all__ = ["write_archive", "write_catalogue"]
