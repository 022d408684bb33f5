"""Future Gazing: the report on UK local-government technology, rebuilt from one command.

A notebook imports from here what a reader would understand: `open_section` and the
functions that show things. Importing the package itself brings in nothing heavy.
"""

from __future__ import annotations

__version__ = "2027.0"
