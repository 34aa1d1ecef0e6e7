"""Whether the figures of a file still hold: the same data, changed data, other filters, exhibits that are gone."""

import base64
import json
import random
import zlib
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from journey.exhibit import declared
from journey.exhibit.declared import Declaration
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.grid import Column, Grid
from journey.exhibit.ref import Ref
from journey.exhibit.source import asking
from journey.export.passport import packed, passport, unpacked
from journey.export.verify import Move, _is_same, verify
from journey.model.errors import UserError
from journey.model.filters import Filters
from tests.export.made_collection import MADE_ON
from tests.logs import build, event

WEB = Filters.of(where={"channel": ["web"]})


def figures(ref: Ref, source) -> Exhibit | Nothing:
    """Where journeys touch, under the filters of the reference; nothing where there is none."""
    answer = source.ask("touchpoints")
    if not answer.rows:
        return Nothing(ref, "Touchpoints", "no journey is left")
    events = sum(row["events"] or 0 for row in answer.rows)
    grid = Grid((Column("Events", True),), ((str(events),),), ((events,),))
    return Exhibit(ref, "table", f"{events} events", "", grid, (answer,), events, "event", "")


def declare(patched: pytest.MonkeyPatch) -> None:
    one = Declaration("made.touchpoints", "", "Touchpoints", (), figures)
    patched.setitem(declared.DECLARED, one.id, one)


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    declare(monkeypatch)


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """The log with so many at the shop and at the ad; the same one is loaded once, a second `copy` of it anew."""

    @cache
    def made(shop: int, ad: int = 20, copy: int = 1):
        rows = [
            event(f"c{number}", "2025-01-01", "Ad", stage="awareness", channel="web")
            for number in range(ad)
        ]
        rows += [
            event(f"c{number}", "2025-01-02", "Shop", stage="purchase", channel="store")
            for number in range(shop)
        ]
        return build(tmp_path_factory.mktemp("log"), rows)

    return made


def passport_of(generation, *filters: Filters):
    made = [
        declared.make(Ref.of("made.touchpoints", each), asking(generation, each))
        for each in filters
    ]
    return unpacked(packed(passport(generation, "", made, MADE_ON)))


def test_the_same_data_give_the_same(log):
    generation = log(10)
    verdict = verify(passport_of(generation, Filters(), WEB), generation)
    assert verdict.moves == () and verdict.exhibits == 2 and verdict.figures > 20
    assert verdict.notes == ("The events are the same as in the file.",)


def test_the_same_data_loaded_elsewhere_give_the_same(log):
    first, second = log(10), log(10, copy=2)
    assert verify(passport_of(first, Filters()), second).moves == ()


def test_what_moved_is_named_with_then_and_now(log):
    before, after = log(10), log(12)
    verdict = verify(passport_of(before, Filters()), after)
    moves = {(move.row, move.column): (move.then, move.now) for move in verdict.moves}
    assert moves[("", "finding")] == ("30 events", "32 events")
    assert moves[("", "n")] == ("30", "32")
    shop = "purchase / Shop / store"
    assert moves[(shop, "events")] == ("10", "12")
    assert {row for row, _ in moves} == {"", shop}
    assert {move.exhibit for move in verdict.moves} == {"made.touchpoints"}
    assert verdict.notes[0].startswith("The events are not the same")


def test_filters_are_those_of_the_file(log):
    """The web is the same in both; only the store has other numbers."""
    before, after = log(0), log(0, copy=2)
    other = log(0, ad=21)
    made = passport_of(before, WEB)
    assert verify(made, after).moves == ()
    assert ("20", "21") in {(move.then, move.now) for move in verify(made, other).moves}


def test_rows_that_came_and_went_are_told(log):
    before, after = log(10), log(0)
    gone = Move("made.touchpoints", "purchase / Shop / store", "touchpoints", "there", "not there")
    assert gone in verify(passport_of(before, Filters()), after).moves
    came = replace(gone, then="not there", now="there")
    assert came in verify(passport_of(after, Filters()), before).moves


def test_an_order_alone_is_no_difference(log):
    generation = log(10)
    made = passport_of(generation, Filters())
    [table] = made.shown[0].figures
    turned = replace(table, rows=table.rows[::-1])
    turned_passport = replace(made, shown=(replace(made.shown[0], figures=(turned,)),))
    assert verify(turned_passport, generation).moves == ()


def test_rows_cut_from_the_passport_are_not_compared_and_said(log):
    generation = log(10)
    made = passport_of(generation, Filters())
    [table] = made.shown[0].figures
    short = replace(table, rows=table.rows[:1], cut=len(table.rows) - 1)
    verdict = verify(replace(made, shown=(replace(made.shown[0], figures=(short,)),)), generation)
    assert verdict.moves == () and "1 row" in verdict.notes[-1]


def test_an_exhibit_that_is_gone_has_moved(log, monkeypatch):
    generation = log(10)
    made = passport_of(generation, Filters())
    monkeypatch.delitem(declared.DECLARED, "made.touchpoints")
    [move] = verify(made, generation).moves
    assert move.column == "exhibit" and "There is no exhibit" in move.now


def test_filters_that_select_nothing_now_have_moved(log):
    store = Filters.of(where={"channel": ["store"]})
    before, after = log(10), log(0)
    [move] = verify(passport_of(before, store), after).moves
    assert move.then == "10 events" and "There is no channel 'store'" in move.now


def test_another_version_and_program_are_said(log):
    generation = log(10)
    made = replace(
        passport_of(generation, Filters()), version=7, program="0.0.1", made_on=date(2024, 1, 1)
    )
    notes = " ".join(verify(made, generation).notes)
    assert "from version 7; the data are at version 1" in notes and "journey 0.0.1" in notes


def test_the_last_digits_of_a_sum_are_no_difference_and_more_are():
    assert _is_same(0.1 + 0.2, 0.3) and _is_same(1e9, 1e9 + 1e-3)
    assert not _is_same(0.3, 0.3001) and not _is_same(10, 11) and not _is_same(None, 0.0)


JUNK = (
    None,
    0,
    -1,
    1e400,
    10**30,
    "",
    "\ud800",
    "x" * 1000,
    [],
    {},
    [[]],
    {"": None},
    True,
    "2025-99-99",
)


@pytest.fixture(scope="module")
def whole(log) -> bytes:
    """What a passport of two exhibits packs."""
    with pytest.MonkeyPatch.context() as patched:
        declare(patched)
        return zlib.decompress(base64.b64decode(packed(passport_of(log(10), Filters(), WEB))))


@pytest.mark.parametrize("seed", range(60))
def test_a_passport_that_somebody_changed_is_compared_or_refused_in_words(seed, log, whole):
    """One value of it, whichever, becomes something else."""
    chance = random.Random(seed)
    kept = json.loads(whole)
    places: dict = {}
    for holder, key in leaves(kept):
        places.setdefault(key, []).append(holder)
    key = chance.choice(list(places))
    holder = chance.choice(places[key])
    holder[key] = chance.choice(JUNK)
    text = base64.b64encode(zlib.compress(json.dumps(kept).encode())).decode()
    try:
        verify(unpacked(text), log(10))
    except UserError as refused:
        assert str(refused)


def leaves(value):
    """Every place in the value: what holds it, and under which key."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in list(pairs):
        yield value, key
        if isinstance(part, dict | list):
            yield from leaves(part)
