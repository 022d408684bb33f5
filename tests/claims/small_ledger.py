"""Tiny literal ledgers for the rules' tests."""

import pandas as pd

from futuregazing.claims.checking.ledger import ledger_of
from futuregazing.claims.checking.registry import compared, findings

DEFAULTS = {
    "metric": "annual_tech_spend",
    "unit": "GBP bn",
    "qualifier": "exact",
    "period_start": "2020",
    "period_end": "2020",
    "geography": "England",
    "buyer_scope": "local authorities",
    "definition_note": "",
    "measure_basis": "published_invoice_spend",
    "series_id": "",
    "publisher": "An analyst",
    "url": "https://example.org/a",
    "published_date": "2025-01-01",
    "known_by": "2025-01-01",
    "source_grade": "A",
}

RELATIONS = [
    ("topic", "annual_tech_spend", "technology spend", "", ""),
    ("topic", "public_sector_it_spend", "technology spend", "", ""),
    ("share", "share_outside", "cumulative_tech_spend", "spend_outside", ""),
    ("complement", "share_inside", "share_outside", "", ""),
    ("exclusive", "using_share", "not_using_share", "", ""),
    ("growth", "growth_rate", "technology spend", "", "tech"),
    ("growth", "sme_share_growth", "sme_share", "", ""),
    ("mean", "contract_value_mean", "contract_awards_count", "contract_awards_value", ""),
    ("mean", "annual_tech_spend_average", "years", "cumulative_tech_spend", ""),
    ("part", "region_spend", "annual_tech_spend", "", "any buyer"),
    ("amount", "cumulative_tech_spend", "", "", ""),
    ("amount", "incident_cost", "", "", ""),
    ("yearly", "annual_tech_spend", "technology spend", "", ""),
    ("ahead", "live_contracts_expiring_24m", "", "", ""),
    ("below", "contract_value_median", "contract_value_mean", "", ""),
]


def figures_of(*rows):
    """Make a table like `figures`, with one row for each dict; ids are FIG0001 and so on."""
    made = []
    for i, row in enumerate(rows, start=1):
        value = row["value"]
        made.append(DEFAULTS | {"figure_id": f"FIG{i:04d}"} | row | {"value_text": str(value)})
    frame = pd.DataFrame(made)
    frame["value"] = frame["value"].astype(float)
    return frame.set_index("figure_id", drop=False)


def ledger(*rows):
    relations = pd.DataFrame(RELATIONS, columns=["kind", "metric", "of", "gives", "detail"])
    links = pd.DataFrame(columns=["table", "to_table", "row_id", "to_row"])
    return ledger_of(figures_of(*rows), relations, links)


def rules_that_speak(*rows):
    """Return the names of the rules that find something in a ledger of these rows."""
    return {finding.rule for finding in findings(compared(ledger(*rows)))}
