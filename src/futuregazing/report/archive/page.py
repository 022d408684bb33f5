"""`index.html` over the editions: what each holds, each headline through them, one search.

One self-contained page in the house style, made from the editions' catalogues alone; without
its script it is a full list, with it the list can be searched. What figures show and sentences
say is packed beside the list, in its order: it is there to be found, not to be read.
"""

from __future__ import annotations

import base64
import json
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from futuregazing.durable import write_whole
from futuregazing.report.archive.catalogue import read_catalogues
from futuregazing.report.archive.series import lines_of
from futuregazing.report.archive.strip import strip_of, widest
from futuregazing.report.beside import FILES
from futuregazing.report.blocks import Json
from futuregazing.report.deflate import deflated
from futuregazing.report.html.assets import security_policy, style_sheet, styled

HERE = Path(__file__).parent
INDEX = "index.html"


def write_archive(folder: Path) -> Path | None:
    """Write `index.html` into a folder of reports; None if it holds no edition.

    Args:
        folder: holds a folder an edition; those without a catalogue are left out.
    """
    catalogues = read_catalogues(folder)
    if not catalogues:
        return None
    index = folder / INDEX
    write_whole(index, render_archive(catalogues).encode())
    return index


def render_archive(catalogues: list[Json]) -> str:
    """Return the page.

    Args:
        catalogues: of the editions, the earliest first; at least one.
    """
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = f"{style_sheet()}\n{styled(HERE / 'style' / 'archive.css')}".strip()
    script = (HERE / "style" / "archive.js").read_text("utf-8").strip()
    editions = list(reversed(catalogues))
    packed = packed_words(editions)
    lines = lines_of(catalogues)
    page = environment.get_template("index.html.j2").render(
        editions=editions,
        packed=packed,
        newest=catalogues[-1]["edition"],
        lines=lines,
        strip=partial(strip_of, least=widest(lines)),
        files=FILES,
        style=Markup(style),
        script=Markup(script),
        policy=security_policy(style, script, packed),
    )
    return page.strip() + "\n"


def packed_words(editions: list[Json]) -> str:
    """Return the words to find each item of the list by, as JSON, packed, in base64.

    One list of texts an item: figures, predictions and numbers of each edition in turn, as the
    page lists them. Catalogues that an earlier version left have none.
    """
    words: list[list[str]] = []
    for one in editions:
        words += [item.get("shows", []) for item in one["figures"]]
        words += [[] for _ in one["predictions"]]
        words += [[item["said"]] if item.get("said") else [] for item in one["numbers"]]
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(deflated(text.encode())).decode()
