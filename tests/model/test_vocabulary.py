"""One record an outcome, figure, field: no switch over outcomes forgets one, no column lacks a word, none is typed twice."""

import ast
import re
from typing import get_args

import pytest

from journey.data.views import flow
from journey.data.views.form import COUNT, MOMENT, SECONDS, SHARE, Column, View
from journey.findings.asking import FORMS
from journey.graph import chain
from journey.ingest.fields import FIELDS as FIELDS_OF_IMPORTS
from journey.ingest.fields import MAPPED
from journey.map import one_customer
from journey.map.evidence.measures import MEASURES
from journey.map.evidence.panel import title
from journey.map.paths.evidence.touchpoint import End
from journey.map.paths.flow import end_words
from journey.model import cells
from journey.model.cells import Cell
from journey.model.definition import default_definition
from journey.model.metrics import FRICTION_PARTS, METRIC_NUMBERS
from journey.model.path_filters import FUNNEL_OUTCOMES, deviation, parse_cohort, path_filter
from journey.model.theme import DARK, LIGHT, ROLES
from journey.model.vocabulary import (
    CELL_KINDS,
    END_NUMBERS,
    ENDS,
    FIELDS,
    FIGURES,
    FRICTION,
    KINDS,
    METRICS,
    ORDERED_OUTCOMES,
    OUTCOMES,
    SERVICE_LOG,
    SHARES_OF_REACHED,
    SURVEY,
    Wording,
    noun,
    outcome,
    unit,
    use_words,
)
from journey.presenters.paths import conversion, expected, graph, variants
from journey.presenters.paths.flows import next_words
from journey.ui.importing.mapping import FIELD_TITLES
from tests.conftest import ROOT

ALL_VIEWS = FORMS
COLUMNS = [
    (name, column)
    for name, view in ALL_VIEWS.items()
    for column in view.columns
    if not column.is_helper
]

FUNNEL = (ROOT / "journey" / "data" / "views" / "funnel.py").read_text(encoding="utf-8")


def test_the_outcomes_of_the_funnel_have_a_record_each():
    """The columns of counts that the view `funnel` declares, but for the customers they rest on."""
    columns = set(re.findall(r"\"(\w+)\",\s*COUNT|Column\(\"(\w+)\", COUNT", FUNNEL))
    named = {first or second for first, second in columns}
    assert {name for name in named if not name.endswith("customers")} == set(OUTCOMES)


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_switch_over_outcomes_knows_each(name):
    assert Cell(name, "purchase").words() and title(name) and name in MEASURES


@pytest.mark.parametrize("name", ENDS)
def test_every_switch_over_ends_knows_each(name):
    """Of flows, of what follows a touchpoint, of one customer's journey; and the tables' numbers."""
    assert end_words(name) and next_words(name, "") and name in get_args(End)
    assert name in END_NUMBERS and name in chain.ENDS and name in flow.ENDS
    assert one_customer._ended(one_customer.Journey(1, "", name, "purchase", ()))


def test_those_of_the_ordered_funnel_are_all_there():
    assert set(FUNNEL_OUTCOMES) <= set(OUTCOMES) | set(ORDERED_OUTCOMES)
    assert set(ENDS) < set(SHARES_OF_REACHED) < set(OUTCOMES)


@pytest.mark.parametrize(
    "record", [*OUTCOMES.values(), *ORDERED_OUTCOMES.values()], ids=lambda r: r.id
)
def test_a_record_has_all_its_words_and_a_colour_of_the_theme(record):
    assert all((record.noun, record.verb, record.clause, record.of_stage))
    for theme in (LIGHT, DARK):
        assert record.role in ("", "stage") or theme.role(record.role).startswith("#")
    assert record.role in ("", "stage", *ROLES)  # or a drawing in a browser has no such colour
    assert outcome(record.id) is record


def test_the_words_are_typed_nowhere_else():
    """No dictionary or tuple outside the vocabulary gives a word to an outcome's id."""
    pairs = "|".join(f'{name}"[:,] f?"{record.noun}' for name, record in OUTCOMES.items())
    found = {
        path.name
        for path in (ROOT / "journey").glob("**/*.py")
        if path.name != "vocabulary.py"
        and re.search(rf"\"({pairs})\"", path.read_text(encoding="utf-8"), re.IGNORECASE)
    }
    assert found == set()


# As the glossary has them: noun, verb, the role of the colour.
IN_FORCE = {
    "reached": ("reached", "reach", "stage"),
    "advanced": ("went on", "go on", "accent"),
    "completed": ("completed", "complete", "positive"),
    "ended_well": ("ended well", "end well", "calm"),
    "in_progress": ("under way", "are under way", "muted"),
    "dropped_off": ("left", "leave", "negative"),
    "skipped": ("skipped", "skip it", ""),
    "out_of_order": ("out of order", "come out of order", "warm"),
    "stopped": ("stopped", "stop", "negative"),
}


def test_words_and_colours_are_those_of_the_glossary():
    records = OUTCOMES | ORDERED_OUTCOMES
    assert {id: (one.noun, one.verb, one.role) for id, one in records.items()} == IN_FORCE


def test_a_kind_of_dataset_has_words_of_its_own_where_it_says_otherwise():
    """A service log says 'open' and 'went silent'; a survey, and what is of no kind, say the plain word."""
    use_words(Wording(SERVICE_LOG))
    assert outcome("in_progress").noun == "still active"
    assert outcome("dropped_off").noun == noun("dropped_off") == "went silent"
    assert noun("lost_after") == "silent right after"
    assert outcome("completed").noun == "completed"
    for kind in (SURVEY, ""):
        use_words(Wording(kind))
        assert outcome("in_progress").noun == "under way"
        assert outcome("dropped_off").noun == "left"


def test_where_the_silent_come_back_nothing_is_called_gone():
    use_words(Wording(silence="7 days"))
    record = outcome("dropped_off")
    words = (record.noun, record.verb, record.clause, record.of_stage, record.rate, record.whose)
    assert all("silen" in word for word in words)
    for column in ("dropped_off", "drop_off_rate", "journeys_lost", "lost_share", "leaves"):
        assert "silen" in noun(column)
    assert Cell("lost", "purchase", "Basket").words() == "silent, last seen at · Basket · purchase"
    assert outcome("in_progress").noun == "under way"


def test_until_somebody_says_where_journeys_end_nothing_is_called_open_or_under_way():
    """A case that was closed last week is neither, where nobody has said that closing is an end."""
    for kind in ("", SERVICE_LOG):
        use_words(Wording(kind, "7 days", are_ends_known=False))
        record = outcome("in_progress")
        words = {record.noun, record.verb, record.clause, record.of_stage}
        assert words == {"not yet silent", "are not yet silent", "not yet silent in"}
        assert outcome("dropped_off").noun == "silent for 7 days"
        assert outcome("completed").noun == "reached the last stage"


def test_parts_of_friction_have_the_labels_of_the_glossary():
    assert {part: record.noun for part, record in FRICTION.items()} == {
        "leaves": "leave",
        "repeats": "come back",
        "contact_again": "contact again",
        "waits": "wait",
        "feels_bad": "feel bad",
        "effort": "struggle",
        "hand_off": "hand-off",
    }
    assert tuple(FRICTION) == FRICTION_PARTS == tuple(default_definition().friction_weights)


def test_every_metric_has_its_name():
    assert {name: metric.noun for name, metric in METRICS.items()} == {
        "nps": "NPS",
        "csat": "CSAT",
        "ces": "CES",
        "sentiment": "sentiment",
        "score_valence": "feeling by scores",
    }
    assert tuple(METRICS) == tuple(METRIC_NUMBERS)
    assert all(METRICS[name].answered and METRICS[name].meaning for name in cells.SCORES)


def test_every_kind_of_cell_has_a_title_and_those_that_count_say_what_their_journeys_did():
    assert set(cells.KINDS) == set(OUTCOMES) | set(CELL_KINDS) | set(cells.SCORES)
    assert all(title(kind) for kind in cells.KINDS)
    assert all(Cell(kind, "purchase").words() for kind in cells.COUNTING)


@pytest.mark.parametrize(("view", "column"), COLUMNS, ids=lambda part: getattr(part, "name", part))
def test_every_column_of_a_view_has_its_word_and_holds_what_the_word_says(view, column):
    known = column.noun or noun(column.name)
    assert known, "a record in journey/model/vocabulary.py, or noun= in the declaration"
    assert column.noun or unit(column.name) in ("", column.kind)


def test_a_column_that_nobody_has_a_word_for_is_named():
    for name in ("unheard", "unheard_low", "all_unheard", "", "_n"):
        with pytest.raises(KeyError):
            noun(name)


@pytest.mark.parametrize(
    ("column", "words"),
    {
        "drop_off_rate": "drop-off",
        "drop_off_rate_low": "drop-off from",
        "drop_off_rate_high": "drop-off to",
        "mean_valence_low": "valence from",
        "csat_n": "CSAT answers",
        "sentiment_n": "events with emotion",
        "share_n": "n",
        "dropped_off": "left",
        "journeys_lost": "left",
        "dropped_off_customers": "customers, left",
        "all_journeys": "all journeys",
        "stopped": "stopped",
        "repeats_high": "come back to",
    }.items(),
)
def test_words_of_columns_follow_from_their_stems(column, words):
    assert noun(column) == words


@pytest.mark.parametrize(
    "record",
    [*FIGURES.values(), *FIELDS.values(), *METRICS.values(), *FRICTION.values()],
    ids=lambda record: record.id,
)
def test_a_term_has_a_noun_a_unit_and_a_colour_of_the_theme(record):
    assert record.noun and record.unit in ("", *KINDS)
    assert record.role == "" or LIGHT.role(record.role).startswith("#")


def test_no_id_has_two_records():
    records = (OUTCOMES, ORDERED_OUTCOMES, FIGURES, FIELDS, METRICS, FRICTION)
    assert len(set().union(*records)) == sum(map(len, records))


def test_no_record_lies_about_unused():
    """Each is the word for a column of a view, or for a field of an import."""
    stems = {
        re.sub(r"^(all|stage|quote)_(?=\w)|_(low|high|n|customers)$", "", column.name)
        for _, column in COLUMNS
    } | {column.name for _, column in COLUMNS}
    assert set(FIGURES) | set(FIELDS) <= stems | set(FIELDS_OF_IMPORTS)


def test_fields_of_an_import_are_called_as_their_columns_are():
    assert tuple(FIELD_TITLES) == MAPPED
    assert FIELD_TITLES["occurred_at"] == "Time" and FIELD_TITLES["nps"] == "NPS answer"
    assert FIELD_TITLES["valence"] == "Valence, −1 to 1"


TABLES = [
    *graph.TABLES.items(),
    ("touchpoint_nodes", graph.RETURNED_TO),
    ("variants", variants.TABLE),
    ("conformance", expected.TABLE),
    ("conversion", conversion.GROUP_TABLE),
    ("paths_between", conversion.PATHS_TABLE),
]


@pytest.mark.parametrize(("view", "names"), TABLES)
def test_headings_over_a_table_of_a_screen_differ_from_each_other(view, names):
    """Two columns under one heading would become one."""
    headings = [heading.words for heading in ALL_VIEWS[view].table(*names)]
    assert len(set(headings)) == len(headings) == len(names)


# Said otherwise in the vocabulary: went on, under way, left, drop-off.
SYNONYMS = re.compile(
    r"\b(advanced?|mov(e|es|ed|ing) on|in progress|dropp?(s|ed|ing)? off|dropped[- ]out|abandon\w*|churn\w*|handed on|ask again)\b",
    re.IGNORECASE,
)


def _sentences(path) -> list[str]:
    """The texts of a module that have several words, its docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and " " in node.value.strip()
        and id(node) not in statements
    ]


@pytest.mark.parametrize("room", ["ui", "map", "charts"])
def test_screens_say_no_other_word_for_an_outcome(room):
    said_otherwise = [
        (path.name, text)
        for path in (ROOT / "journey" / room).glob("**/*.py")
        for text in _sentences(path)
        if SYNONYMS.search(text)
    ]
    assert said_otherwise == []


def test_words_for_figures_and_parts_are_typed_nowhere_else():
    """No dictionary outside the vocabulary and the views' declarations gives a word to a column's id."""
    pairs = re.compile(
        "|".join(
            rf"\"{id}\": \"({re.escape(record.noun)}|{re.escape(record.heading)})\""
            for id, record in (FIGURES | FIELDS | METRICS | FRICTION).items()
            if record.noun != id
        )
    )
    typed = {
        path.name: pairs.search(text)[0]
        for path in (ROOT / "journey").glob("**/*.py")
        if pairs.search(text := path.read_text(encoding="utf-8"))
    }
    assert typed == {}


def _view(*columns: Column) -> View:
    return View("tested", "journeys", columns, lambda *answer: [])


def test_a_table_has_the_words_of_the_vocabulary_unless_the_declaration_says_better_ones():
    view = _view(
        Column("touchpoint", noun="begin at"),
        Column("dropped_off", COUNT),
        Column("median_seconds", SECONDS),
        Column("first_at", MOMENT),
    )
    assert [(heading.name, heading.words, heading.kind) for heading in view.table(*view.nouns)] == [
        ("touchpoint", "Begin at", "name"),
        ("dropped_off", "Left", "count"),
        ("median_seconds", "Half take at most", "seconds"),
        ("first_at", "First event", "moment"),
    ]
    assert view.nouns["touchpoint"] == "begin at"
    with pytest.raises(KeyError):
        view.table("unheard")


def test_the_only_interval_of_a_table_need_not_say_whose_it_is():
    ends = [
        Column(f"{name}{end}", SHARE) for name in ("share", "rate") for end in ("_low", "_high")
    ]
    view = _view(*ends)
    assert [heading.words for heading in view.table("share_low", "share_high")] == [
        "95 % from",
        "to",
    ]
    assert [heading.words for heading in view.table("share_low", "rate_high", "rate_low")] == [
        "Share from",
        "Share to",
        "Share from",
    ]


def test_a_filter_on_an_expected_journey_says_what_the_screen_says():
    words = {
        "conforms": "follow Ad → Shop",
        "deviates": "deviate from Ad → Shop",
        "skips": "skip Shop, of Ad → Shop",
        "goes_back": "go back to Shop, of Ad → Shop",
        "left_after": "got no further than Shop, of Ad → Shop",
    }
    listed = ("Ad", "Shop")
    for kind, sentence in words.items():
        led = ("Shop",) if "of Ad" in sentence else ()
        assert parse_cohort(path_filter(kind, *led, *listed)).words() == sentence
        assert parse_cohort(path_filter(f"stage_{kind}", *led, *listed)).words() == sentence
    assert deviation("skipped", "Shop", listed, False) == "skips/Shop/Ad/Shop"
    assert deviation("back", "Shop", listed, True) == "stage_goes_back/Shop/Ad/Shop"
    assert deviation("conforms", None, listed, False) == "conforms/Ad/Shop"
