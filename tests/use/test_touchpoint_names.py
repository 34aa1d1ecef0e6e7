"""Touchpoints renamed and merged: every figure is that of a file in which they are written so."""

import pytest

from journey.data.ask import ask
from journey.data.generation import open_generation
from journey.data.store import current_generation
from journey.data.views import all_views
from journey.model.errors import BadDefinition
from journey.model.filters import Filters
from journey.use.definition_tables import Tables, as_toml, touchpoint_rows
from journey.use.load import load, redefine
from tests.logs import build, event, load_options, write_csv
from tests.use.test_definition_tables import tables

SPELT = {"Ad": ("Ad", "AD", "ad "), "Basket": ("Basket", "Cart"), "Shop": ("Shop", "Shop\u200b")}
STAGES = '[touchpoints]\nAd = "awareness"\nBasket = "consideration"\nShop = "purchase"\n'
ANSWERED = "[ends]\nare_settled = true\n"
MERGING = f'merge_spellings = true\n{STAGES}[touchpoint_names]\nCart = "Basket"\n{ANSWERED}'
WITHOUT = (
    "what_if",
    "journey",
)  # they need an option, and are made of the tables that the others show


def rows(spelt: dict[str, tuple[str, ...]]) -> list[dict]:
    """Thirty journeys of one to three touchpoints, each in one of its spellings in turn."""
    return [
        event(f"c{number:02}", f"2025-01-0{day}", names[number % len(names)], nps=number % 11)
        for number in range(30)
        for day, names in enumerate(spelt.values(), 1)
        if day <= 1 + number % 3
    ]


def current(tmp_path):
    return open_generation(current_generation(tmp_path / "db", "log"))


def test_every_view_is_that_of_a_file_with_these_names(tmp_path):
    spelt, plain = tmp_path / "spelt", tmp_path / "plain"
    for folder in (spelt, plain):
        folder.mkdir()
    merged = build(spelt, rows(SPELT), MERGING)
    written = build(plain, rows({name: (name,) for name in SPELT}), STAGES + ANSWERED)
    assert sorted(merged.touchpoints.values()) == ["Ad", "Basket", "Shop"]
    compared = [name for name in all_views() if name not in WITHOUT]
    for name in compared:
        answers = [_rows(generation, name) for generation in (merged, written)]
        assert answers[0] == answers[1], name
    assert len(compared) > 25


def _rows(generation, view: str) -> object:
    try:
        return ask(generation, view, Filters()).rows
    except Exception as error:  # views that ask for an option say the same of both
        return str(error)


def test_a_filter_and_a_link_take_the_name_in_force(tmp_path):
    generation = build(tmp_path, rows(SPELT), MERGING)
    found = ask(generation, "summary", Filters.of(where={"touchpoint": ["Basket"]})).rows[0]
    assert found["journeys"] == 20


def test_a_load_merges_where_it_is_told_to_and_later_loads_go_with_it(tmp_path):
    path = write_csv(tmp_path / "log.csv", rows(SPELT))
    report = load(tmp_path / "db", "log", path, load_options())
    [finding] = [finding for finding in report.findings if finding.code == "names"]
    assert (finding.count, [setting.value for setting in finding.settings]) == (
        5,
        ["spellings=merged"],
    )
    assert "they count apart, and would be 2" in finding.sentence
    again = load(tmp_path / "db", "log", path, load_options(assumed=["spellings=merged"]))
    assert again.version == 2 and set(current(tmp_path).touchpoints.values()) == {
        *("Ad", "Basket", "Cart", "Shop")
    }
    later = write_csv(tmp_path / "later.csv", [event("z", "2025-02-01", " aD")])
    report = load(tmp_path / "db", "log", later, load_options())
    assert "names" not in {finding.code for finding in report.findings}
    assert len(current(tmp_path).touchpoints) == 4


def edited(generation, calls: dict[str, str], apart=(), **settings) -> str:
    """The definition after these touchpoints were called otherwise in the table."""
    stages, touchpoints, channels, emotions = tables(generation)
    for row in touchpoints:
        row["name"] = calls.get(row["touchpoint"], row["name"])
    return as_toml(
        generation.definition, Tables(stages, touchpoints, channels, emotions), settings, apart
    )


def test_renamed_in_the_table_what_is_said_of_it_goes_with_it(tmp_path):
    definition = STAGES + '[ends]\ngood = ["Shop"]\n[wait_targets_seconds]\nShop = 60\n'
    generation = build(tmp_path, rows({name: (name,) for name in SPELT}), definition)
    redefine(tmp_path / "db", "log", edited(generation, {"Shop": "Store"}))
    after = current(tmp_path)
    assert sorted(after.touchpoints.values()) == ["Ad", "Basket", "Store"]
    definition = after.definition
    assert definition.touchpoint_stages["Store"] == "purchase" and definition.wait_targets == {
        "Store": 60
    }
    assert definition.ends.good == ("Store",) and definition.touchpoint_names == {"Shop": "Store"}
    before, now = (ask(each, "funnel", Filters()).rows for each in (generation, after))
    assert before == now


def test_two_with_one_name_are_one_and_can_be_taken_apart_again(tmp_path):
    generation = build(tmp_path, rows(SPELT), STAGES)
    redefine(tmp_path / "db", "log", edited(generation, {"Cart": "Basket"}))
    together = current(tmp_path)
    assert "Cart" not in together.touchpoints.values()
    [row] = [row for row in touchpoint_rows(together) if row["touchpoint"] == "Basket"]
    assert (row["also"], row["events"], row["stage"]) == ("Cart", 20, "consideration")
    redefine(tmp_path / "db", "log", edited(together, {}, apart=["Cart"]))
    assert sorted(current(tmp_path).touchpoints.values()) == sorted(
        name.strip() for names in SPELT.values() for name in names
    )


def test_renamed_twice_it_bears_the_last_name(tmp_path):
    generation = build(tmp_path, rows(SPELT), STAGES)
    redefine(tmp_path / "db", "log", edited(generation, {"Cart": "Trolley"}))
    redefine(tmp_path / "db", "log", edited(current(tmp_path), {"Trolley": "Basket"}))
    names = current(tmp_path).definition.touchpoint_names
    assert names["Cart"] == "Basket" and "Trolley" not in current(tmp_path).touchpoints.values()


def test_of_two_stages_that_of_the_one_that_bore_the_name_holds(tmp_path):
    definition = STAGES + 'Cart = "retention"\n'
    generation = build(tmp_path, rows(SPELT), definition)
    redefine(tmp_path / "db", "log", edited(generation, {"Cart": "Basket"}))
    assert current(tmp_path).definition.touchpoint_stages["Basket"] == "consideration"


def test_a_circle_is_refused(tmp_path):
    generation = build(tmp_path, rows(SPELT), STAGES)
    with pytest.raises(BadDefinition, match="one at a time"):
        edited(generation, {"Cart": "Basket", "Basket": "Cart"})


def test_an_address_renamed_by_hand_is_in_no_pattern_and_patterns_merge_by_all_their_events(
    tmp_path,
):
    """/P/1 to /P/3 have three events, /p/8 two: together they are called /P/*."""
    names = ["/P/1", "/P/2", "/P/3", "/p/8", "/p/8", "/p/9"]
    rows = [event(f"c{number}", "2025-01-01", name) for number, name in enumerate(names)]
    rules = 'group_addresses = true\nmerge_spellings = true\n[touchpoint_names]\n"/p/9" = "Help"\n'
    generation = build(tmp_path, rows, rules)
    assert sorted(generation.touchpoints.values()) == ["/P/*", "Help"]


SUBJECTS = {
    "Your order * is sent": ("Your order 17 is sent", "RE: Your order 18 is sent"),
    "* Ticket * is closed": ("AW: [Ticket#2025] Ticket #4 is closed", "#6 Ticket 5 is closed"),
    "Rechnung Nr. *": ("WG: Rechnung Nr. 2025-0817", "Rechnung Nr. 2025-0818"),
}
PAGES = {
    "/p/*": ("/p/1", "/p/2?x=1"),
    "/cart": ("/cart", "/cart#top"),
    "/orders/*/paid": ("/orders/17/paid", "/orders/18/paid"),
}


@pytest.mark.parametrize(("kind", "spelt"), [("subjects", SUBJECTS), ("addresses", PAGES)])
def test_every_view_is_that_of_a_file_with_these_patterns(tmp_path, kind, spelt):
    stages = "[touchpoints]\n" + "".join(
        f'"{name}" = "{stage}"\n'
        for name, stage in zip(spelt, ("awareness", "consideration", "purchase"), strict=True)
    )
    folders = tmp_path / "spelt", tmp_path / "plain"
    for folder in folders:
        folder.mkdir()
    grouped = build(folders[0], rows(spelt), f"group_{kind} = true\n{stages}{ANSWERED}")
    written = build(folders[1], rows({name: (name,) for name in spelt}), stages + ANSWERED)
    assert sorted(grouped.touchpoints.values()) == sorted(spelt)
    for name in all_views():
        if name not in WITHOUT:
            assert _rows(grouped, name) == _rows(written, name), name


def test_subjects_are_grouped_where_it_is_said_and_later_loads_go_with_it(tmp_path):
    """Names that read like no subject stay, and so does a subject that is renamed by hand."""
    names = [f"Re: Your order {number} is sent" for number in range(30)]
    others = ["Call 2", "Call 3", "Checkout v2", "A_ACTIVATED", "Step 1", "Step 2"]
    path = write_csv(
        tmp_path / "log.csv", [event("a", "2025-01-01", name) for name in [*names, *others]]
    )
    load(tmp_path / "db", "log", path, load_options(assumed=["subjects=grouped"]))
    assert sorted(current(tmp_path).touchpoints.values()) == [
        *sorted(others),
        "Your order * is sent",
    ]
    later = write_csv(
        tmp_path / "later.csv", [event("z", "2025-02-01", "Fwd: Your order 99 is sent")]
    )
    report = load(tmp_path / "db", "log", later, load_options())
    assert "subjects" not in {finding.code for finding in report.findings}
    assert len(current(tmp_path).touchpoints) == 7
    by_hand = '[touchpoint_names]\n"Re: Your order 7 is sent" = "My order"\n'
    redefine(tmp_path / "db", "log", f"group_subjects = true\n{by_hand}")
    assert "My order" in current(tmp_path).touchpoints.values()
    redefine(tmp_path / "db", "log", "")
    assert len(current(tmp_path).touchpoints) == 37


def test_subjects_of_the_same_words_in_another_case_are_one_where_spellings_are_merged(tmp_path):
    """Two of the three are written with a capital."""
    names = ["Re: your order 1 is sent", "Your order 2 is sent", "AW: Your order 3 is sent"]
    rules = "group_subjects = true\nmerge_spellings = true\n"
    generation = build(tmp_path, [event("a", "2025-01-01", name) for name in names], rules)
    assert list(generation.touchpoints.values()) == ["Your order * is sent"]
