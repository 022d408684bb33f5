"""Purchases under frameworks in the published files: how they name the framework, and if."""

import datetime as dt
import json

import pytest
from real_files import SHARED, imported

from futuregazing.measures.measured import load
from futuregazing.measures.measured_labels import NO_FRAMEWORK
from futuregazing.measures.measured_routes import call_offs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not beside it"),
]
AS_OF = dt.date(2026, 11, 22)
NATIONS = ("public_contracts_scotland.ndjson", "sell2wales.ndjson")
FILE = "contracts_finder_england.ndjson"


def releases(name):
    packages = map(json.loads, (SHARED / "ocds" / name).read_text("utf-8").splitlines())
    return [release for one in packages for release in one.get("releases", [one])]


def details(release):
    return str(release.get("tender", {}).get("procurementMethodDetails") or "").lower()


def called_off():
    """Return the awards that their notice says were bought under a framework, each once.

    An award that was published again counts as it was published last.
    """
    found = {}
    for release in sorted(releases(FILE), key=lambda one: one["date"]):
        if "call-off" in details(release) or "framework" in details(release):
            found |= {(release["ocid"], one["id"]): one for one in release.get("awards", [])}
    return list(found.values())


def test_every_call_off_in_the_file_is_told_though_none_names_its_framework(tmp_path):
    imported([SHARED / "ocds" / FILE], tmp_path / "snapshot")
    frame = call_offs(load(tmp_path / "snapshot", AS_OF))
    expected = called_off()
    assert not [one for one in releases(FILE) if one.get("relatedProcesses")]
    assert list(frame["framework"]) == [NO_FRAMEWORK]
    assert frame["n"].iloc[0] == len(expected)
    assert float(frame["value"].iloc[0].value) == pytest.approx(
        sum(one["value"]["amount"] for one in expected)
    )


def test_a_plan_that_a_process_followed_is_not_its_framework(tmp_path):
    planned = [one for name in NATIONS for one in releases(name) if one.get("relatedProcesses")]
    kinds = [tuple(p["relationship"]) for one in planned for p in one["relatedProcesses"]]
    assert kinds == [("planning",)] * 36
    file = tmp_path / "awarded.ndjson"
    value = {"amount": 5_000, "currency": "GBP"}
    for one in planned:
        one["awards"] = [{"id": "1", "status": "active", "date": one["date"], "value": value}]
        one["tag"] = ["award"]
    file.write_text("".join(json.dumps(one) + "\n" for one in planned), "utf-8")
    found = imported([file], tmp_path / "snapshot")
    asked = "SELECT count(*), count(framework_ocid), count_if(route = 'call-off') FROM award"
    assert found.rows(asked) == [(len(planned), 0, 0)]


def test_a_published_call_off_that_named_a_framework_would_stand_under_its_title(tmp_path):
    orders = (one for one in releases(FILE) if "call-off" in details(one) and one.get("awards"))
    under, over = next(orders), next(orders)
    over["tender"] |= {
        "procurementMethodDetails": "Open procedure",
        "techniques": {"hasFrameworkAgreement": True},
    }
    named = {"id": "1", "relationship": ["framework"], "scheme": "ocid"}
    under["relatedProcesses"] = [named | {"identifier": over["ocid"]}]
    file = tmp_path / "two.ndjson"
    file.write_text("".join(json.dumps(one) + "\n" for one in (under, over)), "utf-8")
    imported([file], tmp_path / "snapshot")
    frame = call_offs(load(tmp_path / "snapshot", AS_OF))
    assert list(frame["framework"]) == [over["tender"]["title"]]
    assert float(frame["value"].iloc[0].value) == under["awards"][0]["value"]["amount"]
