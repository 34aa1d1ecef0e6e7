"""The command line: every view as JSON, sentences for mistakes, nothing executed from data."""

import json

import pytest

from journey.__main__ import main
from journey.command_line.show import figure, length
from journey.findings.asking import FORMS
from tests.logs import event, write_csv

ALL_VIEWS = FORMS
# Names in use elsewhere: they may not change. A new view needs none here.
COLUMNS = {
    "summary": "events customers journeys touchpoints first_at last_at rows_read refused duplicates identical ties",
    "funnel": "stage reached advanced dropped_off in_progress completed skipped conversion_rate conversion_rate_low conversion_rate_high "
    "conversion_rate_n drop_off_rate drop_off_rate_low drop_off_rate_high drop_off_rate_n median_seconds_to_next",
    "exits": "drop_stage touchpoint touchpoint_stage journeys revenue",
    "touchpoints": "stage touchpoint channel events journeys customers mean_valence exits",
    "transitions": "source target moves journeys customers median_seconds p90_seconds waited_seconds lost_after",
    "transition_counts": "source target moves journeys",
    "ordered": "element_no name reached advanced completed in_progress out_of_order stopped customers conversion_rate median_seconds_to_next",
    "time_to_advance": "stage seconds at_risk advanced share low high",
    "contrasts": "rule kind name value lost_with lost kept_with kept lost_share kept_share difference low high p q "
    "customers",
    "touchpoint_nodes": "touchpoint stage events journeys customers begun ended completed in_progress dropped_off leaving_rate leaving_rate_low "
    "leaving_rate_high leaving_rate_n again again_rate again_rate_n moves median_seconds p90_seconds waited_seconds",
    "valence_changes": "source target valence_change valence_change_low valence_change_high valence_change_n customers",
    "entries": "touchpoint channel journeys customers completed in_progress dropped_off completion_rate "
    "completion_rate_low completion_rate_high completion_rate_n",
    "flow": "step source target end journeys",
    "variants": "path steps journeys customers share share_low share_high share_n cumulative_share completed in_progress dropped_off "
    "median_seconds p90_seconds",
    "variant_scores": "path metric definition value low high n customers",
    "conversion": "source target entered converted customers rate rate_low rate_high rate_n median_seconds p90_seconds",
    "conformance": "kind name journeys customers share share_low share_high share_n completed completion_rate completion_rate_low "
    "completion_rate_high completion_rate_n difference difference_low difference_high mean_valence csat csat_n",
    "paths_between": "path journeys customers share share_low share_high share_n",
    "cycles": "path rounds journeys customers",
    "likely": "path likelihood journeys",
    "bottlenecks": "touchpoint betweenness median_seconds p90_seconds moves waited_seconds",
    "loops": "kind touchpoints moves journeys median_seconds waited_seconds lost_after",
    "communities": "group touchpoints moves inside_share",
    "contributions": "stage touchpoint events reach_without removal_effect share",
    "what_if": "stage reached before before_low before_high after after_low after_high difference difference_low difference_high",
    "conversion_times": "from_seconds to_seconds converted",
    "stage_transitions": "group source_stage source target_stage target end moves",
    "journey": "customer_id journey_id journey_no step occurred_at seconds_since_before duration_seconds stage touchpoint channel emotion "
    "valence nps csat ces revenue comment outcome furthest_stage",
    "satisfaction": "metric definition value low high n customers",
    "emotions": "emotion events customers share share_low share_high share_n mean_valence low high n recorded_share",
    "friction": "stage touchpoint score rank_low rank_high leaves leaves_n repeats repeats_n contact_again contact_again_n waits waits_n "
    "feels_bad feels_bad_n effort effort_n hand_off hand_off_n journeys_lost revenue_lost",
    "volume": "events",
    "quotes": "quote valence occurred_at quote_touchpoint quote_channel comments customers",
    "journeys": "customer_id journey_id first_at last_at steps furthest_stage outcome last_touchpoint revenue",
    "events": "customer_id occurred_at stage touchpoint channel emotion valence nps csat ces comment",
}


BETWEEN = ["--source", "Product page", "--target", "Basket"]
NEEDED = {
    "contrasts": ["--stage", "retention"],
    "conversion": BETWEEN,
    "conversion_times": BETWEEN,
    "paths_between": BETWEEN,
    "likely": BETWEEN,
    "cycles": ["--through", "Basket", "--through", "Online ad", "--through", "Basket"],
    "journey": ["--customer", "C000021"],
    "with_without": ["--at", "retention/Live chat"],
    "after_touchpoint": ["--at", "retention/Live chat"],
}
NONE_BY_PHONE = {"containment"}  # nobody serves themselves there
IN_SHARED_MODE = {
    view for view, form in ALL_VIEWS.items() if form.shared and not form.shared.refusal
}


def run(capsys, *words: str) -> tuple[int, str, str]:
    try:
        status = main(list(words))
    except SystemExit as stop:
        status = stop.code
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("view", [*FORMS])
def test_each_view_prints_one_document(capsys, sample_db, view):
    asked = [
        "show",
        view,
        *NEEDED.get(view, []),
        "--db",
        str(sample_db),
        "--json",
        "--where",
        "channel=phone",
        "--to",
        "2025-06-30",
    ]
    status, out, _ = run(capsys, *asked)
    document = json.loads(out)
    assert status == 0
    assert list(document) == [
        "view",
        "dataset",
        "version",
        "filters",
        "unit",
        "mode",
        "definitions",
        "notes",
        "rows",
        "totals",
    ]
    assert document["filters"] == {
        "from": None,
        "to": "2025-06-30",
        "where": {"channel": ["phone"]},
    }
    if view in NONE_BY_PHONE:
        assert document["rows"] == []
        return
    declared = {column.name for column in ALL_VIEWS[view].columns if not column.is_helper}
    assert set(COLUMNS.get(view, "").split()) | declared <= set(document["rows"][0])


@pytest.mark.parametrize("view", [*FORMS])
def test_each_view_prints_a_table(capsys, sample_db, view):
    status, out, err = run(
        capsys, "show", view, *NEEDED.get(view, []), "--db", str(sample_db), "--shared"
    )
    if view not in IN_SHARED_MODE:
        assert status == 2 and f"'{view}' is not told in shared mode" in err
        status, out, err = run(capsys, "show", view, *NEEDED.get(view, []), "--db", str(sample_db))
        assert status == 0 and "counts" in out
    else:
        assert status == 0 and "shared mode" in out


def test_by_and_metric(capsys, sample_db):
    _, out, _ = run(
        capsys,
        "show",
        "satisfaction",
        "--db",
        str(sample_db),
        "--by",
        "stage,segment",
        "--metric",
        "nps",
        "--json",
    )
    rows = json.loads(out)["rows"]
    assert list(rows[0])[:3] == ["stage", "segment", "metric"] and {
        row["metric"] for row in rows
    } == {"nps"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "funnel", "--where", "channel"], "KEY=VALUE"),
        (["show", "funnel", "--where", "channel=telepathy"], "There is no channel 'telepathy'"),
        (["show", "funnel", "--where", "mood=good"], "neither a dimension nor an attribute"),
        (["show", "funnel", "--from", "2025-02-30"], "not a date"),
        (["show", "funnel", "--from", "2025-03-01", "--to", "2025-02-01"], "lies after"),
        (["show", "funnel", "--by", "stage"], "--by does not group 'funnel' by stage"),
        (["show", "transitions", "--by", "segment"], "--by does not work"),
        (["show", "funnel", "--by", "week,month"], "one of them a period"),
        (
            ["show", "funnel", "--shared", "--by", "segment"],
            "groups and places are shown there for",
        ),
        (["show", "funnel", "--where", "cohort=lost/purchase"], "names no cell"),
        (["show", "events", "--having", "mood"], "--having takes"),
        (["show", "friction", "--at", "a/b/c"], "names no place"),
        (["show", "emotions", "--by", "stage,channel,region,device"], "at most 3"),
        (["show", "satisfaction", "--metric", "joy"], "--metric takes"),
        (["show", "funnel", "--dataset", "none"], "There is no dataset 'none'"),
        (["definition", "--set", "nowhere.toml"], "cannot be read"),
        (["load", "nowhere.csv"], "is not a file"),
    ],
)
def test_mistakes_get_a_sentence_and_status_2(capsys, sample_db, words, said):
    status, out, err = run(capsys, *words, "--db", str(sample_db))
    assert status == 2 and said in err and "Traceback" not in err and out == ""
    assert err.count("\n") == 1


def test_nothing_loaded_yet(capsys, tmp_path):
    assert run(capsys, "show", "funnel", "--db", str(tmp_path))[0] == 2
    assert run(capsys, "datasets", "--db", str(tmp_path))[1].startswith("no datasets yet")


def test_several_datasets_must_be_named(capsys, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("customer_id,occurred_at,touchpoint\na,2025-01-01,Ad\n")
    for name in ("one", "two"):
        run(capsys, "load", str(path), "--db", str(tmp_path / "db"), "--dataset", name)
    status, _, err = run(capsys, "show", "funnel", "--db", str(tmp_path / "db"))
    assert status == 2 and "--dataset one or --dataset two" in err
    assert [
        row["dataset"]
        for row in json.loads(run(capsys, "datasets", "--json", "--db", str(tmp_path / "db"))[1])
    ] == ["one", "two"]


def test_load_report_as_json_adds_up(capsys, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "event_id,customer_id,occurred_at,touchpoint\n1,a,2025-01-01,Ad\n1,a,2025-01-01,Ad\n2,,2025-01-01,Ad\n"
    )
    status, out, _ = run(capsys, "load", str(path), "--db", str(tmp_path / "db"), "--json")
    report = json.loads(out)
    assert (
        status == 0
        and report["rows_read"] == 3 == report["loaded"] + report["refused"] + report["duplicates"]
    )
    assert (report["loaded"], report["refused"], report["duplicates"]) == (1, 1, 1)


def test_definition_goes_round(capsys, tmp_path):
    """The printed definition, the # taken away from a line and a stage written, can be put in force and assigns the stage."""
    path = tmp_path / "log.csv"
    path.write_text('customer_id,occurred_at,touchpoint\na,2025-01-01,"Say ""hi"""\n')
    db = ("--db", str(tmp_path / "db"))
    run(capsys, "load", str(path), *db)
    _, out, _ = run(capsys, "definition", *db)
    assert '\n# "Say \\"hi\\"" = ""\n' in out
    toml = tmp_path / "journey.toml"
    toml.write_text(
        out.replace('# "Say \\"hi\\"" = ""', '"Say \\"hi\\"" = " Awareness "'),
        encoding="utf-8",
    )
    assert run(capsys, "definition", "--set", str(toml), *db)[0] == 0
    rows = json.loads(run(capsys, "show", "funnel", "--json", *db)[1])["rows"]
    assert rows[0]["reached"] == 1 and rows[-1]["stage"] == "advocacy"


def test_terminal_codes_from_data_are_not_sent(capsys, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "customer_id,occurred_at,touchpoint\na,2025-01-01,\x1b[2JAd\n", encoding="utf-8"
    )
    run(capsys, "load", str(path), "--db", str(tmp_path / "db"))
    _, out, _ = run(capsys, "show", "touchpoints", "--db", str(tmp_path / "db"))
    assert "\x1b" not in out and "\\x1b[2JAd" in out


def test_datasets_are_managed(capsys, tmp_path):
    db = ("--db", str(tmp_path / "db"))
    for name, who in (("a", "ann"), ("b", "ben")):
        write_csv(tmp_path / f"{name}.csv", [event(who, "2025-01-01", "Ad")])
        assert run(capsys, "load", str(tmp_path / f"{name}.csv"), "--dataset", "log", *db)[0] == 0
    backup = tmp_path / "kept.zip"
    assert run(capsys, "datasets", "backup", "--file", str(backup), *db) == (0, f"{backup}\n", "")
    assert run(capsys, "datasets", "undo", *db) == (
        0,
        "log: the load of b.csv was undone; now at version 3\n",
        "",
    )
    assert run(capsys, "datasets", "restore", "--file", str(backup), "--dataset", "copy", *db) == (
        0,
        "copy is restored; now at version 1\n",
        "",
    )
    status, out, _ = run(capsys, "datasets", "erase", "--customer", "ann", *db)
    assert (status, out.splitlines()) == (
        0,
        [
            "copy: 1 event erased; version 2 alone is kept",
            "log: 1 event erased; version 4 alone is kept",
        ],
    )
    status, out, _ = run(capsys, "datasets", "--json", *db)
    assert [(row["dataset"], row["events"]) for row in json.loads(out)] == [("copy", 1), ("log", 0)]
    assert run(capsys, "datasets", "delete", "--dataset", "log", *db)[0] == 0
    assert [row["dataset"] for row in json.loads(run(capsys, "datasets", "--json", *db)[1])] == [
        "copy"
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["undo"], "There is no dataset in"),
        (["undo", "--file", "file.csv"], "does not work with 'datasets undo'"),
        (["delete"], "(--dataset NAME)"),
        (["delete", "--dataset", "x"], "There is no dataset 'x'"),
        (["restore"], "must be said"),
        (["restore", "--file", "nowhere.zip"], "nowhere.zip is not a whole backup"),
        (["backup", "--dataset", "x"], "There is no dataset 'x'"),
        (["erase"], "An id is needed"),
        (["erase", "--customer", "x"], "There is no customer 'x'"),
    ],
)
def test_mistakes_with_datasets_get_a_sentence(capsys, tmp_path, words, said):
    status, out, err = run(capsys, "datasets", *words, "--db", str(tmp_path))
    assert status == 2 and out == "" and said in err and err.count("\n") == 1


def test_a_mapping_is_saved_and_used_again(capsys, tmp_path):
    (tmp_path / "log.csv").write_text("Who,When,What\na,03/04/2025,Ad\n", encoding="utf-8")
    words = (
        "--map",
        "customer_id=Who",
        "--map",
        "occurred_at=When",
        "--map",
        "touchpoint=What",
        "--assume",
        "date_order=dmy",
    )
    saved, db = tmp_path / "mine.toml", ("--db", str(tmp_path / "db"))
    assert (
        run(capsys, "load", str(tmp_path / "log.csv"), *words, "--save-mapping", str(saved), *db)[0]
        == 0
    )
    status, out, err = run(
        capsys,
        "load",
        str(tmp_path / "log.csv"),
        "--preset",
        str(saved),
        "--dataset",
        "other",
        "--json",
        *db,
    )
    assert (status, json.loads(out)["first_at"]) == (0, "2025-04-03T00:00:00Z"), err


@pytest.mark.parametrize("words", [["load"], ["load", "x.csv", "--dataset", "-x"], ["dance"], []])
def test_what_is_typed_wrong_gets_one_sentence(capsys, words):
    status, out, err = run(capsys, *words)
    assert status == 2 and out == "" and err.startswith("journey: ") and err.count("\n") == 1


BOUNDS = {
    ("variants", "--top"): (("1",), ("0", "-1", "100001")),
    ("flow", "--depth"): (("1", "50"), ("0", "51", "-3")),
    ("ordered", "--within"): (("0.5", "100000"), ("0", "-1", "100001")),
    ("flow", "--over"): (("stages", "touchpoints"), ("steps", "")),
    ("events", "--having"): (("comment",), ("mood",)),
    ("satisfaction", "--metric"): (("nps,ces",), ("joy", "nps,joy", "")),
}


@pytest.mark.parametrize(("view", "option"), BOUNDS, ids="{}".format)
def test_an_option_takes_what_lies_within_its_bounds_and_says_what_it_takes(
    capsys, sample_db, view, option
):
    inside, outside = BOUNDS[view, option]
    for value in inside:
        status, _, err = run(capsys, "show", view, f"{option}={value}", "--db", str(sample_db))
        assert status == 0 and err == "", value
    for value in outside:
        status, _, err = run(capsys, "show", view, f"{option}={value}", "--db", str(sample_db))
        assert status == 2 and err.startswith(f"journey: {option} takes "), value


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.45678, "0.4568"), (12.345, "12.35"), (999.96, "1,000"), (86400.9, "86,401")],
)
def test_a_figure_has_no_exponent(value, text):
    assert figure(value) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(1, "1 s"), (86_401, "1 day (86,401 s)"), (259_200, "3 days (259,200 s)"), (90.4, "90 s")],
)
def test_a_length_of_time_is_said(seconds, text):
    assert length(seconds) == text
