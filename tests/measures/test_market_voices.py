import pandas as pd
from ledger_rows import ledger

from futuregazing.measures import market_voices

ROW = {
    "statement_id": "S1",
    "kind": "market",
    "published_date": "2024-10",
    "who": "Analysts",
    "statement": "Spend grows more slowly.",
}


def voices(**changes: str):
    frame = pd.DataFrame([ROW | changes], index=["S1"])
    return ledger(statements=frame)


def test_what_is_said_of_growth_is_told_with_who_said_it_and_when():
    (said,) = market_voices.said(voices(), of_growth=True)
    assert str(said) == "Analysts put it in words in October 2024: spend grows more slowly."
    assert [ref.row for ref in said.refs] == ["S1"]
    assert market_voices.said(voices(), of_growth=False) == []


def test_statements_of_other_kinds_are_left_to_other_sections():
    assert market_voices.said(voices(kind="trend"), of_growth=True) == []
