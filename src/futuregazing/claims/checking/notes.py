"""A row's own words: sums, shares and counts that its definition spells out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from futuregazing.claims.checking.finding import Comparison, told
from futuregazing.claims.checking.growth import growths
from futuregazing.claims.checking.interval import Interval, change, printed_interval, total, yearly
from futuregazing.claims.checking.ledger import Ledger
from futuregazing.claims.checking.reading import Claim

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_SHARE_OF = re.compile(rf"{_NUMBER}% of {_NUMBER}(bn|m)\b")
_OUT_OF = re.compile(rf"^{_NUMBER} of {_NUMBER}\b")
_PLUS = re.compile(rf"{_NUMBER}m [^:;,+]*plus {_NUMBER}m\b")
_SUM_OF = re.compile(r"sum of (.+)")
_CAGR = re.compile(rf"CAGR {_NUMBER}%")
_AMOUNT = re.compile(rf"\({_NUMBER}(bn|m)\)")
_ADDED = re.compile(rf"\+{_NUMBER}(bn|m)\b")
RESPONSE_RATE = "response_rate"
_SCALES = {"bn": 1e9, "m": 1e6}


def own_words(ledger: Ledger) -> Iterator[Comparison]:
    """Compare a number with the sum or the share that its own definition spells out."""
    for claim in ledger.claims:
        for meant, words in _spelt_out(claim):
            yield Comparison(
                (claim,),
                claim.interval,
                meant,
                f"{claim.told}; its definition: {words} = {told(meant, claim.unit.base)}",
                "A number does not fit its own definition.",
                role="words",
            )


def counts_on_the_page(ledger: Ledger) -> Iterator[Comparison]:
    """Compare a count with the counts of the same things that other rows' words give."""
    for page in ledger.pages().values():
        for count in page:
            if not count.unit.is_count or " " in count.unit.base:
                continue
            for other in page:
                if other is not count and other.period == count.period:
                    yield from _counted_in(count, other)


def part_with_share(ledger: Ledger) -> Iterator[Comparison]:
    """Compare a share that names its amount with the whole that the relations give."""
    for relation in ledger.related("share") + ledger.related("share of"):
        for share in ledger.of_metric(relation.metric):
            for amount in _AMOUNT.findall(share.note):
                for whole in ledger.of_metric(relation.of):
                    if share.same_place(whole) and share.period == whole.period:
                        yield _implies(share, _read(*amount), whole)


def growth_with_amount(ledger: Ledger) -> Iterator[Comparison]:
    """Compare a growth that names the amount added with the level it led to."""
    for growth, relation in growths(ledger):
        for amount in _ADDED.findall(growth.note):
            base = _read(*amount) / growth.interval.scaled(0.01)
            for level in ledger.of_metric(relation.of):
                if level.same_place(growth) and _ends_with(level, growth):
                    reached = base + _read(*amount)
                    yield Comparison(
                        (growth, level),
                        reached,
                        level.interval,
                        f"{amount[0]}{amount[1]} / {growth.told} + {amount[0]}{amount[1]} = "
                        f"{told(reached, 'GBP')}, but {level.told}",
                        "A growth and the amount added do not lead to the level.",
                        "medium",
                    )


def _spelt_out(claim: Claim) -> Iterator[tuple[Interval, str]]:
    note = claim.note
    if (found := _SHARE_OF.search(note)) and claim.unit.is_money:
        whole = _read(found[2], found[3])
        yield whole * _printed(found[1], percent=True).scaled(0.01), found[0]
    if claim.metric.endswith(RESPONSE_RATE):
        for text in (note, claim.buyers):
            if found := _OUT_OF.match(text):
                share = 100 * _value(found[1]) / _value(found[2])
                yield Interval(share, share), found[0]
    if (found := _PLUS.search(note)) and claim.unit.is_money:
        yield total((_read(found[1], "m"), _read(found[2], "m"))), found[0]
    if found := _SUM_OF.search(note):
        parts = re.findall(_NUMBER, found[1])
        if len(parts) < 2:
            return
        # The interval is that of a printed sum: addends of one table are rounded together.
        added = sum(_value(part) for part in parts)
        yield Interval(added - 0.5, added + 0.5), found[0]


def forecast_rates(ledger: Ledger) -> Iterator[Comparison]:
    """Compare a compound rate that a row's words give with the levels of its publisher."""
    for claim in ledger.claims:
        found = _CAGR.search(claim.note)
        page = ledger.pages()[claim.url] if found else []
        for start in page:
            years = _years_between(start, claim)
            if found and start.metric == claim.metric and start.same_place(claim) and years > 0:
                rate = yearly(change(start.rounded, claim.rounded), years)
                yield Comparison(
                    (start, claim),
                    rate,
                    _printed(found[1], percent=True),
                    f"{start.told} to {claim.told} is {told(rate, 'percent')} a year, "
                    f"called {found[0]}",
                    "A compound rate does not fit the levels it joins.",
                )


def _counted_in(count: Claim, other: Claim) -> Iterator[Comparison]:
    noun = re.escape(count.unit.base)  # in the plural: "202 council websites" are no councils
    for text in (other.note, other.buyers):
        for words in re.findall(rf"{_NUMBER} (?:[A-Za-z\-]+ ){{0,2}}{noun}\b", text):
            yield Comparison(
                (count, other),
                Interval(_value(words), _value(words)),
                count.interval,
                f"{count.told}, but {words} {count.unit.base} in the words of {other.row}",
                "A count differs from the count that another row of the page speaks of.",
                role="count",
            )


def _implies(share: Claim, amount: Interval, whole: Claim) -> Comparison:
    base = amount / share.interval.scaled(0.01)
    return Comparison(
        (share, whole),
        base,
        whole.interval,
        f"{told(amount, 'GBP')} / {share.told} = {told(base, 'GBP')}, but {whole.told}",
        "A share and the amount it names imply another whole.",
        role="share",
    )


def _ends_with(level: Claim, growth: Claim) -> bool:
    if level.period is None or growth.period is None:
        return False
    return level.period.end == growth.period.end and level.period.kind == "calendar year"


def _years_between(start: Claim, end: Claim) -> float:
    if (
        start.period is None
        or end.period is None
        or not (start.period.bounded and end.period.bounded)
    ):
        return 0.0
    return round((end.period.end - start.period.end).days / 365.25, 1)


def _read(number: str, scale: str) -> Interval:
    return _printed(number).scaled(_SCALES[scale])


def _printed(number: str, *, percent: bool = False) -> Interval:
    return printed_interval(Decimal(number.replace(",", "")), "exact", percent=percent)


def _value(number: str) -> float:
    return float(number.replace(",", ""))
