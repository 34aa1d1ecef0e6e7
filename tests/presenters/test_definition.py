"""The definition editor in words, and what it makes of its widgets."""

import pytest

from journey.model.definition import default_definition, parse_definition, replaced
from journey.model.errors import UserError
from journey.model.metrics import METRIC_NUMBERS
from journey.presenters import definition
from journey.use.changes import Change

DEFAULT = default_definition()


def touchpoint(name: str, stage: str, without_own_stage: int, suggested: str = "") -> dict:
    return {"touchpoint": name, "stage": stage, "without_own_stage": without_own_stage, "suggested": suggested}  # fmt: skip


ROWS = [
    touchpoint("Ad", "unassigned", 3, "awareness"),
    touchpoint("Basket", "purchase", 3, "purchase"),
    touchpoint("Chat", "unassigned", 2),
    touchpoint("Mail", "unassigned", 0, "awareness"),  # all its events have a stage of their own
]


def test_the_parts_that_differ_are_named():
    before = 'title = "A"\n[friction_weights]\nleaves = 1\n'
    assert definition.state_sentence(before, before) == "This is the definition in force."
    after = 'title = "B"\n[friction_weights]\nleaves = 2\n'
    assert definition.state_sentence(before, after) == "Unsaved changes: title, friction weights."


def test_an_uploaded_definition_comes_before_the_tables():
    uploaded = DEFAULT.toml.replace(f'title = "{DEFAULT.title}"', 'title = "Uploaded"')
    toml = definition.toml_in_force(DEFAULT, ([], [], [], []), {}, uploaded)
    assert parse_definition(toml).title == "Uploaded"
    with pytest.raises(UserError):
        definition.toml_in_force(DEFAULT, ([], [], [], []), {}, "stages = 3")


def test_what_saving_changed():
    changed = [
        Change("drop_off_rate", "visit", 0.25, 0.5),
        Change("nps answers", "all", None, 12),
    ]
    assert definition.changes_title(3, []).startswith("**Saved: no count")
    assert definition.changes_title(3, changed) == "**Saved: 2 figures changed** against version 3"
    first, second = definition.changes_table(changed)
    assert first == {"Of": "visit", "Figure": "drop-off", "Before": "25.0 %", "After": "50.0 %"}
    assert (second["Figure"], second["Before"], second["After"]) == ("NPS answers", "none", "12")


def test_the_version_before_is_kept_beside_the_changes(monkeypatch):
    class Version:
        number = 7

    monkeypatch.setattr(definition, "newest", lambda db, dataset: Version())
    monkeypatch.setattr(definition, "redefine", lambda *given: None)
    monkeypatch.setattr(definition, "changes", lambda before, after: ["a change"])
    monkeypatch.setattr(definition, "trivial_figures", lambda after: ["a rate"])
    assert definition.redefined(None, "shop", "", print) == (7, ["a change"], ["a rate"])


def test_a_table_is_as_high_as_its_rows_up_to_a_limit():
    assert definition.height(3, is_dynamic=False) == 5 * 36
    assert definition.height(3, is_dynamic=True) == 6 * 36
    assert definition.height(99, is_dynamic=False) == 16 * 36


def test_touchpoints_without_a_stage_are_counted():
    assert definition.touchpoints_sentence(ROWS).startswith("2 of 4 touchpoints are in no stage.")


def test_suggestions_fill_what_waits_for_a_stage():
    suggested = definition.suggested_stages(ROWS)
    stages = [row["stage"] for row in suggested.rows]
    assert stages == ["awareness", "purchase", "unassigned", "unassigned"]
    assert definition.suggestions_label(suggested.number, "stage") == (
        "Fill in the 1 stage that their names suggest"
    )
    assert definition.suggested_stages(ROWS[1:]).number == 0


def test_every_suggested_channel_is_filled_in():
    rows = [{"channel": "tel", "suggested": "phone"}, {"channel": "web", "suggested": None}]
    suggested = definition.suggested_channels(rows)
    assert [row["channel"] for row in suggested.rows] == ["phone", "web"] and suggested.number == 1
    assert definition.suggested_channels(rows[1:]).number == 0


def test_answers_that_are_loaded_keep_their_scale():
    scales = definition.scales(DEFAULT, {})
    assert scales["nps"] == (["0-10", "1-10"], 0, False)
    nps, five_answers = METRIC_NUMBERS["nps"], 5
    assert definition.scales(DEFAULT, {nps: five_answers})["nps"] == (["0-10", "1-10"], 0, True)


def test_metrics_with_one_figure_are_not_asked_for():
    metrics = definition.primary_metrics(DEFAULT)
    assert metrics and "nps" not in metrics
    for choices, index in metrics.values():
        assert len(choices) > 1 and choices[index] in choices


def test_equal_values_stay_as_they_are_written():
    assert repr(definition.same({"a": 3, "b": 1}, {"a": 3.0, "b": 2.0, "c": 0})) == (
        "{'a': 3, 'b': 2.0, 'c': 0}"
    )


def test_settings_that_nobody_changed_leave_the_definition_as_it_is():
    weights = {name: float(weight) for name, weight in DEFAULT.friction_weights.items()}
    settings = definition.measures(DEFAULT, dict(DEFAULT.scale_names), {}, weights)
    days = {name: float(definition.windows(DEFAULT)[name]) for name in definition.WINDOWS}
    end = f" {definition.windows(DEFAULT)['end']} "
    settings |= definition.journeys(DEFAULT, DEFAULT.title, DEFAULT.timezone, end, days)
    assert parse_definition(replaced(DEFAULT.toml, settings)) == DEFAULT


STAGES = [{"name": "awareness"}, {"name": "purchase", "also": ["buy"]}]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ({}, {"Ad": "awareness", "Shop": "purchase"}, "2 touchpoints get a stage"),
        (
            {"Ad": "awareness", "Mail": "awareness"},
            {"Ad": "purchase", "Shop": "purchase"},
            "1 touchpoint gets a stage, 1 another one, 1 none",
        ),
        ({"Ad": "awareness"}, {"Ad": "purchase"}, "1 touchpoint gets another stage"),
        ({"Ad": "awareness"}, {}, "1 touchpoint gets no stage"),
        ({"Ad": "buy"}, {"Ad": "purchase"}, ""),  # the stage has another name
        ({"Banner": "awareness"}, {"Big ad": "awareness"}, ""),  # the touchpoint has
    ],
)
def test_touchpoints_that_change_their_stage_are_counted(before, after, sentence):
    new = {"stages": STAGES, "touchpoints": after, "touchpoint_names": {"Banner": "Big ad"}}
    assert definition.stage_changes({"touchpoints": before}, new) == sentence


def test_changed_stages_stand_beside_the_other_parts():
    before = 'title = "A"\n[touchpoints]\n'
    after = 'title = "B"\n[touchpoints]\nAd = "awareness"\n'
    assert definition.state_sentence(before, after) == (
        "Unsaved changes: 1 touchpoint gets a stage; title."
    )


def test_a_number_written_otherwise_is_no_change():
    assert definition.is_saved("[a]\nb = 1000\n", "[a]\nb = 1000.0\n")
    assert not definition.is_saved("[a]\nb = 1000\n", "[a]\nb = 1001\n")
