"""The typefaces of the PDF, always the same files: other fonts would be other bytes.

Source Sans Pro (SIL Open Font Licence) sets everything. What it has no letter for comes
from DejaVu Sans; what that lacks too is drawn as its script's sign from the Last Resort
font, so that no name, however strange, stops an edition. Both ship with matplotlib.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import font_source_sans_pro
import matplotlib
import typst

TEXT_FAMILY = "Source Sans Pro"
TEXT_FACES = ("Light", "Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
FALLBACK_FILES = (
    "DejaVuSans.ttf",
    "DejaVuSans-Bold.ttf",
    "DejaVuSans-Oblique.ttf",
    "DejaVuSansMono.ttf",
    "LastResortHE-Regular.ttf",
)


def font_files() -> list[Path]:
    """Return the font files that an edition is set in."""
    text = Path(font_source_sans_pro.font_directory)
    fallback = Path(matplotlib.get_data_path(), "fonts", "ttf")
    return [
        *(text / f"SourceSansPro-{face}.ttf" for face in TEXT_FACES),
        *(fallback / name for name in FALLBACK_FILES),
    ]


def load_fonts(folder: Path) -> typst.Fonts:
    """Return the fonts, copied into `folder`: Typst takes folders, and the packages' hold more."""
    for file in font_files():
        shutil.copyfile(file, folder / file.name)
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
