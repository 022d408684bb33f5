"""The register of purchases, made countable: twins once, kinds of source apart, values flagged.

The register is a sample of what could be found, not the market: every figure drawn from it
says so, with n. A contract seen twice (a notice and a decision) counts once; a decision or
a press report is no notice; and a value that is a ceiling, a placeholder or a likely typing
error stays in the list with its flag and out of every headline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Ref, unique_refs
from futuregazing.claims.units import POUND, Unit

TABLE = "register"
BLUE_LIGHT_KINDS = ("police", "fire", "ambulance")

NOTICE, DECISION, PRESS, DISCLOSURE = "notice", "decision", "press report", "disclosure"
SEEN_AS: Mapping[str, str] = MappingProxyType(
    {"decision": DECISION, "news": PRESS, "foi": DISCLOSURE}
)
"""What a purchase was seen in, by `notice_type`; every other type is a public notice."""
TRUSTED_FIRST = (NOTICE, DECISION, DISCLOSURE, PRESS)

SAID = "as printed"
NO_VALUE, SHARED, CEILING = "no value", "shared", "ceiling"
PLACEHOLDER, IMPLAUSIBLE, YEARLY = "placeholder", "likely keying error", "a year's cost"

LARGEST_PLACEHOLDER = 1.0
"""Portals demand a value: nought, a penny or a pound stands for none."""
IMPLAUSIBLE_FROM = 100_000_000.0
IMPLAUSIBLE_TIMES = 20.0
"""An estimate of one local body is taken for a keying error if it is above the first and
so many times larger than any other known value of its theme: telematics for two forces at
£714,769,000 beside a next largest of a few million."""
LOCAL_KINDS = ("council", "combined_authority", *BLUE_LIGHT_KINDS)

THEME_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "ai": "Artificial intelligence",
        "body_worn_video": "Body-worn video",
        "cctv_iot_smart": "CCTV, sensors and smart places",
        "control_room_comms": "Control rooms and radio",
        "crm_digital": "Customer and digital services",
        "cyber": "Cyber security",
        "data_analytics": "Data and analytics",
        "digital_forensics": "Digital forensics",
        "education": "Education systems",
        "elections": "Elections",
        "finance_erp": "Finance and back office",
        "gis": "Mapping and addresses",
        "hardware_devices": "Hardware and devices",
        "hosting_cloud": "Hosting and cloud",
        "housing": "Housing",
        "hr_payroll": "HR and payroll",
        "it_support_services": "IT support and services",
        "legal": "Legal systems",
        "library_leisure": "Libraries and leisure",
        "low_code": "Low-code",
        "network_telecoms": "Networks and telephony",
        "other": "Other technology",
        "parking_transport": "Parking and transport",
        "planning": "Planning",
        "records_casework": "Records and casework",
        "revenues_benefits": "Revenues and benefits",
        "social_care": "Social care",
        "telecare": "Telecare",
    }
)
VALUE_BASIS_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "award": "award value",
        "contract": "contract value",
        "tender_estimate": "buyer's estimate",
        "framework_ceiling": "framework ceiling",
        "shared": "shared between suppliers",
        "annual": "a year's cost",
        "none": "no value printed",
    }
)
BUYER_KIND_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "council": "Councils",
        "combined_authority": "Combined authorities",
        "police": "Police",
        "fire": "Fire and rescue",
        "ambulance": "Ambulance",
        "consortium": "National bodies and consortia",
    }
)
PROCEDURE_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "call_off": "Call-off from a framework",
        "direct": "Direct award",
        "framework": "Framework set up",
        "mini_competition": "Mini-competition in a framework",
        "negotiated": "Negotiated procedure",
        "open": "Open competition",
        "other": "Other",
        "restricted": "Restricted competition",
        "unknown": "Route not stated",
    }
)

OTHER_ROUTES, OTHER_THEMES = PROCEDURE_LABELS["other"], THEME_LABELS["other"]
"""What is left over: it is counted, but it neither leads a ranking nor stands within it."""


def purchases(register: pd.DataFrame) -> pd.DataFrame:
    """Return the register with each contract once.

    Args:
        register: the table as of an edition, row ids as index.

    Returns:
        The rows that stand for a contract, with the columns `seen_as` (notice, decision,
        press report, disclosure), `value_flag` ("as printed" where the value can be used
        within its basis, else what is wrong with it), `twins` (ids of the rows it stands
        for besides itself) and `refs` (all of them).
    """
    frame = register.copy()
    frame["seen_as"] = [SEEN_AS.get(kind, NOTICE) for kind in frame["notice_type"]]
    frame["value_flag"] = _value_flags(frame)
    chosen = _twins(frame)
    frame = frame[frame.index.isin(chosen)]
    frame["twins"] = pd.Series(
        [chosen[str(row)] for row in frame.index], index=frame.index, dtype=object
    )
    frame["refs"] = pd.Series(
        [
            tuple(Ref(TABLE, one) for one in (str(row), *twins))
            for row, twins in zip(frame.index, frame["twins"], strict=True)
        ],
        index=frame.index,
        dtype=object,
    )
    return frame


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as dictionaries by column."""
    return [{str(key): cell for key, cell in row.items()} for row in frame.to_dict("records")]


def keep(frame: pd.DataFrame, wanted: Iterable[bool]) -> pd.DataFrame:
    """Return the rows wanted; an empty list keeps no row, where pandas keeps no column."""
    return frame[pd.Series(list(wanted), index=frame.index, dtype=bool)]


def commonest(words: Iterable[object]) -> tuple[list[str], int]:
    """Return the most frequent words, sorted, and how often each stands."""
    counts = Counter(str(word) for word in words)
    most = max(counts.values(), default=0)
    return sorted(word for word, number in counts.items() if number == most), most


def refs_of_purchases(frame: pd.DataFrame) -> tuple[Ref, ...]:
    """Return the register rows behind some purchases, twins among them."""
    return unique_refs(ref for refs in frame["refs"] for ref in refs)


def deals(frame: pd.DataFrame) -> pd.DataFrame:
    """Return purchases without the further suppliers of one framework or award.

    The register has a line a supplier, all but the first marked as sharing its value: a
    framework with eight suppliers was set up once.
    """
    return frame[frame["value_basis"] != SHARED]


def how_many(frame: pd.DataFrame, noun: str = "contracts") -> Quantity:
    """Return the number of purchases, as a count that knows its rows: "1 contract"."""
    return counted(len(frame), noun, refs_of_purchases(frame), basis="count", scope="register")


def value_of(row: Mapping[str, Any]) -> Quantity | None:
    """Return one purchase's value with its basis, or None if none is printed."""
    if _absent(row["value_gbp"]):
        return None
    return Quantity(
        Decimal(repr(float(row["value_gbp"]))).normalize(),
        Unit(POUND),
        basis=str(row["value_basis"]),
        scope=str(row["buyer_name"]),
        refs=(row["refs"][0],),
    )


def total_value(frame: pd.DataFrame, bases: Sequence[str]) -> Quantity | None:
    """Return the sum of the usable values of one basis, or None without any.

    Raises:
        ValueError: values of several bases are asked for; they are never added up.
    """
    if len(set(bases)) != 1:
        raise ValueError(f"values of {', '.join(bases)} are different things: sum one of them")
    usable = frame[(frame["value_flag"] == SAID) & (frame["value_basis"] == bases[0])]
    if usable.empty:
        return None
    pounds = [Decimal(repr(float(value))) for value in usable["value_gbp"]]
    return Quantity(
        sum(pounds, Decimal(0)),
        Unit(POUND),
        basis=str(bases[0]),
        scope="register",
        refs=refs_of_purchases(usable),
        figures=None,
        formula=f"sum of {len(usable)} values",
    )


def _value_flags(frame: pd.DataFrame) -> list[str]:
    """Return for each row whether its value can be used within its basis, or why not."""
    by_basis = {"framework_ceiling": CEILING, "shared": SHARED, "annual": YEARLY}
    flags = []
    largest = _two_largest_by_theme(frame)
    for row in records(frame):
        flag = by_basis.get(row["value_basis"], SAID)
        if flag == SAID and _absent(row["value_gbp"]):
            flag = NO_VALUE
        elif flag == SAID and row["value_gbp"] <= LARGEST_PLACEHOLDER:
            flag = PLACEHOLDER
        elif flag == SAID and _is_implausible(row, largest):
            flag = IMPLAUSIBLE
        flags.append(flag)
    return flags


def _two_largest_by_theme(frame: pd.DataFrame) -> dict[str, list[float]]:
    """Return the two largest values of each theme, ceilings left out."""
    valued = frame[(frame["value_basis"] != "framework_ceiling") & frame["value_gbp"].notna()]
    return {
        str(theme): sorted(values, reverse=True)[:2]
        for theme, values in valued.groupby("theme")["value_gbp"]
    }


def _is_implausible(row: Mapping[str, Any], largest: Mapping[str, list[float]]) -> bool:
    """Tell whether an estimate dwarfs all that is known of its theme."""
    if row["value_basis"] != "tender_estimate" or row["buyer_kind"] not in LOCAL_KINDS:
        return False
    value = float(row["value_gbp"])
    others = [other for other in largest.get(row["theme"], []) if other < value]
    return bool(others) and value >= IMPLAUSIBLE_FROM and value > IMPLAUSIBLE_TIMES * others[0]


def _twins(frame: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return the rows that stand for a contract, each with the ids of its twins."""
    leader = {str(row): str(row) for row in frame.index}
    for row, twin in frame["same_contract_as"].items():
        if twin in leader:
            old, new = leader[str(row)], leader[str(twin)]
            leader = {one: new if chief == old else chief for one, chief in leader.items()}
    groups: dict[str, list[str]] = {}
    for row, chief in leader.items():
        groups.setdefault(chief, []).append(row)
    told = dict(zip(map(str, frame.index), records(frame), strict=True))
    ordered = [
        sorted(rows, key=lambda row: _tells_most(told[row], row)) for rows in groups.values()
    ]
    return {best: tuple(others) for best, *others in ordered}


def _tells_most(row: Mapping[str, Any], name: str) -> tuple[bool, bool, bool, int, str]:
    """Sort the twin with a value, an end, a supplier, the better source first."""
    return (
        _absent(row["value_gbp"]),
        not row["end_date"],
        not row["supplier_name"],
        TRUSTED_FIRST.index(str(row["seen_as"])),
        name,
    )


def _absent(value: Any) -> bool:
    return value is None or bool(pd.isna(value))
