"""What the form of a load suggests, from small files."""

import pytest

from journey.ingest.layouts import NO_LAYOUT, named_layout
from journey.ingest.opening import open_source
from journey.ingest.plan import plan
from journey.ingest.recipe import Recipe, dated_event
from journey.ingest.unpack import parts
from journey.model.definition import default_definition
from journey.presenters import importing
from journey.presenters.importing import (
    DATES,
    EVENT,
    LAYOUT,
    NO_TIME,
    NOTHING,
    SAME,
    SURVEY,
    suggestion,
)


def read(folder, text: str, preset: str = "none"):
    """The source of a file with this text, and the plan for it."""
    path = folder / "log.csv"
    path.write_text(text)
    source = open_source(parts(path, folder)[0][0], folder, {})
    return source, plan(source, Recipe(), default_definition(), named_layout(preset))


EVENTS = (
    "customer_id,occurred_at,touchpoint\na,2025-01-01,Ad\na,2025-01-02,Basket\nb,2025-01-01,Ad\n"
)
TICKETS = "Mail,Opened at,Solved at,Note\na@x.org,2025-01-01,2025-01-02,x\nb@x.org,2025-01-03,2025-01-04,y\n"
ANSWERS = "respondent_id,How satisfied are you?,Would you recommend us?\n1,5,9\n2,4,10\n"
ORDERS = "customer_id,date,revenue\na,2025-01-01,10\nb,2025-01-02,12\n"


@pytest.mark.parametrize(
    ("text", "likely", "possible"),
    [
        (EVENTS, EVENT, [EVENT, DATES, SURVEY]),
        (TICKETS, DATES, [EVENT, DATES, SURVEY]),
        (ANSWERS, SURVEY, [EVENT, DATES, SURVEY]),
        (ORDERS, EVENT, [EVENT, DATES, SURVEY]),
        ("a,b\n1,2\n", EVENT, [EVENT, SURVEY]),
    ],
)
def test_what_a_row_is_follows_from_its_columns(tmp_path, text, likely, possible):
    source, base_plan = read(tmp_path, text)
    assert importing.likely_row(source, base_plan) == likely
    assert importing.possible_rows(source, base_plan) == possible


def test_a_layout_says_what_a_row_is(tmp_path):
    source, base_plan = read(tmp_path, TICKETS)
    surveyed = plan(source, Recipe(is_survey=True), default_definition(), NO_LAYOUT)
    assert importing.likely_row(source, surveyed) == LAYOUT
    assert importing.possible_rows(source, surveyed) == [LAYOUT, EVENT, DATES, SURVEY]
    said = Recipe(events=(dated_event("Opened", "Opened at"),))
    dated = plan(source, said, default_definition(), NO_LAYOUT)
    assert importing.layout_events(dated) == ["Opened, at Opened at"]
    assert importing.open_fields(dated) == ["customer_id"]
    assert importing.open_fields(base_plan) == ["customer_id", "occurred_at", "touchpoint"]


def test_a_column_is_suggested_with_its_reason(tmp_path):
    source, base_plan = read(tmp_path, EVENTS)
    found = suggestion(source, base_plan, "touchpoint", (SAME,))
    assert (found.choice, found.planned, found.is_proposal) == (
        "touchpoint",
        ("touchpoint",),
        False,
    )
    assert not found.words.startswith("suggested")
    assert importing.column_choices(source, found, (SAME,)) == [
        NOTHING,
        SAME,
        "customer_id",
        "occurred_at",
        "touchpoint",
    ]
    missing = suggestion(source, base_plan, "revenue")
    assert (missing.choice, missing.words) == (NOTHING, "")


def test_a_file_of_orders_has_one_touchpoint_and_one_without_dates_no_time(tmp_path):
    source, base_plan = read(tmp_path, ORDERS)
    assert importing.likely_touchpoint(source, base_plan) == "Purchase"
    assert suggestion(source, base_plan, "touchpoint", (SAME,)).choice == SAME
    assert suggestion(source, base_plan, "touchpoint").choice == NOTHING
    source, base_plan = read(tmp_path, ANSWERS)
    assert suggestion(source, base_plan, "occurred_at", (NO_TIME,)).choice == NO_TIME


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("First Response Time", "First Response"),
        ("solved_at", "Solved"),
        ("Date of purchase", "Purchase"),
        ("Kaufdatum", "Kaufdatum"),
        ("at", "At"),
    ],
)
def test_a_dates_column_names_its_event(column, name):
    assert importing.event_name(column) == name


def test_columns_that_identify_people_are_pointed_out():
    names = ["First name", "E-mail", "Region", "Straße", "IBAN", "Product name", "Telefon"]
    assert importing.personal(names) == ["First name", "E-mail", "Straße", "IBAN", "Telefon"]


def test_a_picker_shows_the_first_value(tmp_path):
    source, _ = read(tmp_path, EVENTS)
    assert importing.with_sample(source, "touchpoint", ()) == "touchpoint  ·  Ad"
    assert importing.with_sample(source, NOTHING, ()) == NOTHING


def test_a_kept_column_is_said_only_where_another_field_takes_it_too():
    choices = importing.MappingChoices(kept={"customer_id": ("Mail",), "occurred_at": ("When",)})
    assert choices.recipe() == Recipe()
    choices.columns["case_id"] = ("Mail",)
    assert choices.recipe().columns == {"case_id": ("Mail",), "customer_id": ("Mail",)}


def test_what_is_chosen_becomes_a_recipe():
    choices = importing.MappingChoices(is_survey=True)
    choices.fixed["touchpoint"] = "Survey"
    choices.not_questions.append("Branch")
    choices.answers["time"] = "none"
    assert choices.recipe() == Recipe(
        fixed={"touchpoint": "Survey"},
        is_survey=True,
        not_questions=("Branch",),
        answers={"time": "none"},
    )
