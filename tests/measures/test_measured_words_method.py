"""What the method says of the files of a snapshot."""

from __future__ import annotations

import pandas as pd
import pytest

from futuregazing.claims.refs import Ref
from futuregazing.measures.measured_words_method import kinds_title


def kinds(*rows: tuple[str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["holds", "read", "rejected"])
    refs = [(Ref("snapshot_files", str(place)),) for place in range(len(frame))]
    return frame.assign(refs=pd.Series(refs, dtype=object))


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([("awards", 360, 0), ("payments", 90, 0)], "Every row that was read was kept"),
        (
            [("awards", 360, 0), ("awards", 1_380, 0), ("payments", 196_541, 9)],
            "Rejected, each with its reason: 9 of 196,541 payments",
        ),
        (
            [("awards", 360, 1), ("awards", 1_640, 1), ("payments", 90, 3)],
            "Rejected, each with its reason: 2 of 2,000 awards and 3 of 90 payments",
        ),
    ],
)
def test_rows_of_one_kind_are_added_up_and_kinds_never_are(
    rows: list[tuple[str, int, int]], title: str
) -> None:
    assert kinds_title(kinds(*rows)).text == title
