"""The register of published hashes, and the predictions that are no longer what it says.

A hash enters the register once, when an edition is about to publish its prediction
(`futuregazing data publish-predictions`), and is never rewritten: sealing the tables renews
the checksums of files, not these. Whoever wants other criteria enters another prediction
that names the one it amends; both are then judged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from futuregazing.claims.predicting.criteria import criteria_hashes, short

REMEDY = (
    "Restore the criteria as they were published, or enter the amended prediction under a new "
    "number that names this one (futuregazing predict --amends)."
)


@dataclass(frozen=True)
class Changed:
    """A prediction whose criteria no longer give the hash that was published.

    Attributes:
        prediction: its id.
        published_in: the edition that published the hash.
        hashed_on: the day the hash was made.
        published: the hash as published.
        now: the hash that the criteria give now.
    """

    prediction: str
    published_in: int
    hashed_on: dt.date
    published: str
    now: str

    def __str__(self) -> str:
        """Say which hash was published when, what the criteria give now, and what to do."""
        return (
            f"{self.prediction}: its criteria changed after publication. The {self.published_in} "
            f"edition published the hash {short(self.published)} of {self.hashed_on.isoformat()}; "
            f"the criteria now give {short(self.now)}. {REMEDY}"
        )


def changed(tables: Mapping[str, pd.DataFrame]) -> list[Changed]:
    """Return the predictions whose criteria were changed after their hash was published.

    Args:
        tables: with `predictions` and `prediction_hashes`, text or typed, as of an edition
            or whole. A hash whose prediction the tables do not show is passed over.
    """
    predictions, hashes = tables["predictions"], tables["prediction_hashes"]
    register = hashes[hashes.index.isin(predictions.index)]
    now = criteria_hashes(predictions.loc[register.index])
    return [
        Changed(
            prediction=str(row),
            published_in=int(edition),
            hashed_on=dt.date.fromisoformat(day),
            published=published,
            now=now[row],
        )
        for row, edition, day, published in zip(
            register.index,
            register["published_in"],
            register["hashed_on"],
            register["sha256"],
            strict=True,
        )
        if published != now[row]
    ]


def unpublished(
    tables: Mapping[str, pd.DataFrame], *, edition: int, as_of: dt.date
) -> pd.DataFrame:
    """Return the predictions that an edition publishes and that have no hash yet.

    Args:
        tables: with `predictions` and `prediction_hashes`, all rows.
        edition: its year; predictions for later years are not its to publish.
        as_of: its date; what was not known by then is not in it.
    """
    predictions, hashes = tables["predictions"], tables["prediction_hashes"]
    years = predictions["edition"].astype("int64")
    its_own = (years <= edition) & (predictions["known_by"] <= as_of.isoformat())
    return predictions[its_own & ~predictions.index.isin(hashes.index)]


def entries(predictions: pd.DataFrame, *, edition: int, day: dt.date) -> list[dict[str, str]]:
    """Return the rows that the register gets for some predictions."""
    return [
        {
            "prediction_id": str(row),
            "published_in": str(edition),
            "hashed_on": day.isoformat(),
            "sha256": sha256,
        }
        for row, sha256 in criteria_hashes(predictions).items()
    ]
