"""How long an event took, and the wait that begins where it ends. Ten customers with one journey each; seconds by hand.

Call   10:00 to 10:20 | Check 11:00 to 11:30 | Sign from 11:10, never over | Visit 12:00 to 12:05
took   1,200          | 1,800                | not known                   | 300
wait   2,400          | 0: Sign began before | 3,000                       |
"""

import pytest

from journey.data.ask import ask
from journey.data.generation import open_generation
from journey.data.sql import query
from journey.data.store import current_generation
from journey.graph.answers import ask as ask_any
from journey.model.filters import Filters
from journey.use.load import load
from tests.logs import load_options
from tests.views.shop import DEFINITION

NAMES = [f"c{n}" for n in range(10)]
STATED = (
    "{},Call,start,2025-01-01 10:00,visit\n"
    "{},Call,complete,2025-01-01 10:20,\n"
    "{},Check,start,2025-01-01 11:00,buy\n"
    "{},Sign,start,2025-01-01 11:10,buy\n"
    "{},Check,complete,2025-01-01 11:30,\n"
    "{},Visit,start,2025-01-01 12:00,use\n"
    "{},Visit,complete,2025-01-01 12:05,\n"
)
ON_ONE_ROW = (
    "{},Call,2025-01-01 10:00,2025-01-01 10:20,visit\n"
    "{},Check,2025-01-01 11:00,2025-01-01 11:30,buy\n"
    "{},Sign,2025-01-01 11:10,,buy\n"
    "{},Visit,2025-01-01 12:00,2025-01-01 12:05,use\n"
)
TWO_ROWS = "customer_id,touchpoint,state,occurred_at,stage\n"
START_AND_END = "Case ID,Activity,Start Timestamp,Complete Timestamp,stage\n"
WAITS = "[wait_targets_seconds]\nCall = {}\n"
ENDS = "\n[ends]\nare_settled = true\n"


def rows_of(template: str) -> str:
    return "".join(template.replace("{}", name) for name in NAMES)


def loaded(folder, header: str, rows: str, definition: str = DEFINITION, **options):
    path = folder / "log.csv"
    path.write_text(header + rows, encoding="utf-8")
    options = {"definition_toml": definition + ENDS, **options}
    report = load(folder / "db", "log", path, load_options(**options))
    return report, open_generation(current_generation(folder / "db", "log"))


@pytest.fixture(scope="module", params=["two rows", "one row"])
def generation(request, tmp_path_factory):
    """The same log as each activity's two rows, and as one row with two times."""
    folder = tmp_path_factory.mktemp("durations")
    if request.param == "two rows":
        return loaded(folder, TWO_ROWS, rows_of(STATED))[1]
    return loaded(folder, START_AND_END, rows_of(ON_ONE_ROW), mapping=("customer_id=Case ID",))[1]


def steps(generation, columns: str) -> list[tuple]:
    sql = f"select {columns} from steps where customer_no = 1 order by step_no"
    return generation.rows(sql)


def test_an_event_takes_from_its_start_to_its_end(generation):
    assert steps(generation, "duration_s") == [(1200,), (1800,), (None,), (300,)]
    rows = ask(generation, "journey", Filters(), customer="c0").rows
    assert [row["duration_seconds"] for row in rows] == [1200, 1800, None, 300]
    assert [row["seconds_since_before"] for row in rows] == [None, 3600, 600, 3000]


def test_waits_run_from_the_end_and_are_never_below_nothing(generation):
    rows = ask(generation, "transitions", Filters()).rows
    times = {row["source"]: (row["median_seconds"], row["waited_seconds"]) for row in rows}
    assert times == {"Call": (2400, 24_000), "Check": (0, 0), "Sign": (3000, 30_000)}
    nodes = {row["touchpoint"]: row for row in ask(generation, "touchpoint_nodes", Filters()).rows}
    assert (nodes["Call"]["p90_seconds"], nodes["Check"]["p90_seconds"]) == (2400, 0)
    assert nodes["Visit"]["waited_seconds"] == 0
    bottlenecks = ask_any(generation, "bottlenecks", Filters()).rows
    assert [(row["touchpoint"], row["waited_seconds"]) for row in bottlenecks[:2]] == [
        ("Sign", 30_000),
        ("Call", 24_000),
    ]
    assert generation.rows("select wait_limit_s from wait_limit") == [(3000,)]


def test_time_to_the_next_stage_runs_from_start_to_start(generation):
    rows = {row["stage"]: row for row in ask(generation, "funnel", Filters()).rows}
    assert (rows["visit"]["median_seconds_to_next"], rows["buy"]["median_seconds_to_next"]) == (
        3600,  # Call 10:00 to Check 11:00
        3600,  # Check 11:00 to Visit 12:00
    )
    assert generation.rows("select distinct last_s - first_s from journeys") == [(7200,)]


def test_silence_is_as_long_as_ever(generation):
    """What the inactivity window comes from: the longest gap of a journey is 3,600 s, its longest wait 3,000 s."""
    assert generation.rows(query("proposals", "longest_gaps")) == [(10, 3600)]
    assert generation.rows("select max(seconds_to_next) from steps") == [(3000,)]


def test_it_is_an_attribute_of_events(generation):
    """Events are grouped and selected by their own length."""
    assert "duration_seconds" in generation.event_keys
    rows = ask(generation, "touchpoints", Filters(), ("duration_seconds",)).rows
    assert {(row["duration_seconds"], row["touchpoint"], row["events"]) for row in rows} == {
        ("1200", "Call", 10),
        ("1800", "Check", 10),
        (None, "Sign", 10),
        ("300", "Visit", 10),
    }
    long = Filters.of(where={"duration_seconds": ["1800"]})
    assert ask(generation, "volume", long).rows[0]["events"] == 10


def test_it_is_one_of_events_however_few_they_are(tmp_path):
    """Other attributes are where at least ten journeys hold different values."""
    _, generation = loaded(tmp_path, TWO_ROWS, STATED.replace("{}", "a"))
    assert "duration_seconds" in generation.event_keys
    assert "first.duration_seconds" in generation.journey_keys


@pytest.mark.parametrize(("target", "share"), [(2399, 1), (2400, 0)])
def test_friction_judges_the_wait_and_not_the_work(tmp_path, target, share):
    definition = DEFINITION + WAITS.format(target)
    _, generation = loaded(tmp_path, TWO_ROWS, rows_of(STATED), definition)
    rows = {row["touchpoint"]: row["waits"] for row in ask(generation, "friction", Filters()).rows}
    assert rows == {"Call": share, "Check": 0, "Sign": 0, "Visit": None}


def test_the_load_says_it(tmp_path):
    report, _ = loaded(tmp_path, TWO_ROWS, rows_of(STATED))
    assert "duration_seconds is how long an event took: waits run from its end" in report.assumed
    assert "duration_seconds" in report.attributes


def test_rows_that_are_apart_have_no_length(tmp_path):
    report, generation = loaded(tmp_path, TWO_ROWS, rows_of(STATED), assumed=("lifecycle=apart",))
    assert "duration_seconds" not in report.attributes
    assert generation.rows("select count(duration_s), sum(lasting_s) from steps") == [(0, 0)]


def test_several_alike_go_together_in_order(tmp_path):
    """The first call takes 5 minutes, the second 10; the end of the third is not there, and a lone end has no length."""
    rows = (
        "a,Call,start,2025-01-01 10:00,\na,Call,complete,2025-01-01 10:05,\n"
        "a,Call,start,2025-01-01 11:00,\na,Call,complete,2025-01-01 11:10,\n"
        "a,Call,start,2025-01-01 12:00,\n"
    )
    rows += "".join(
        f"b{n},Call,start,2025-01-01 10:00,\nb{n},Call,complete,2025-01-01 10:05,\n"
        for n in range(8)
    )
    rows += "c,Call,complete,2025-01-01 10:00,\n"
    _, generation = loaded(tmp_path, TWO_ROWS, rows)
    assert steps(generation, "duration_s") == [(300,), (600,), (None,)]
    assert generation.rows(
        "select duration_s from steps join customers using (customer_no) where customer_id = 'c'"
    ) == [(None,)]


def test_an_end_that_cannot_be_is_left_out_and_told(tmp_path):
    rows = "a,Call,2025-01-01 10:00,soon,visit\nb,Call,2025-01-01 10:00,2025-01-01 09:59,visit\n"
    report, generation = loaded(tmp_path, START_AND_END, rows, mapping=("customer_id=Case ID",))
    assert (report.loaded, report.refused) == (2, 0)
    assert generation.rows("select count(*), count(duration_s) from steps") == [(2, 0)]
    reason = "is not a time, or lies before the event's own"
    told = [(value.column, value.value, value.reason) for value in report.left_out_values]
    assert told == [
        ("Complete Timestamp", "soon", reason),
        ("Complete Timestamp", "2025-01-01 09:59", reason),
    ]


def test_one_time_alone_is_the_event_s(tmp_path):
    """A log that has a complete timestamp and no start is read as ever; an end can be named."""
    header = "customer_id,touchpoint,Complete Timestamp,left at\n"
    rows = "a,Call,2025-01-01 10:00,2025-01-01 10:20\n"
    report, generation = loaded(tmp_path, header, rows)
    assert report.attributes == ["left at"]
    _, generation = loaded(tmp_path, header, rows, mapping=("ended_at=left at",), replace=True)
    assert steps(generation, "duration_s") == [(1200,)]


def test_another_time_stays_the_event_s(tmp_path):
    """A start and an end beside the time of the event are not its own: a visit's, a campaign's."""
    header = "customer_id,touchpoint,timestamp,start_time,end_time\n"
    rows = "a,Call,2025-01-01 10:00,2024-01-01 10:00,2026-01-01 10:20\n"
    report, generation = loaded(tmp_path, header, rows)
    assert report.attributes == ["start_time", "end_time"]
    assert generation.rows("select cast(occurred_at as varchar) from steps") == [
        ("2025-01-01 10:00:00",)
    ]


def test_events_that_one_row_becomes_share_no_end(tmp_path):
    header = "customer_id,ordered,sent,ended_at\n"
    rows = "a,2025-01-01 10:00,2025-01-02 10:00,2025-01-03 10:00\n"
    report, generation = loaded(tmp_path, header, rows, events=("Ordered=ordered", "Sent=sent"))
    assert report.attributes == ["ended_at (column)"]
    assert steps(generation, "duration_s") == [(None,), (None,)]


def test_a_column_of_the_file_that_is_called_so_is_it(tmp_path):
    """With a decimal comma, in whole seconds; what is no number of seconds is none."""
    rows = "".join(
        f"a,Call,x,2025-01-01 1{n}:00,{took}\n" for n, took in enumerate(["0,9", "-1", "long"])
    )
    header = "customer_id,touchpoint,state,occurred_at,duration_seconds\n"
    _, generation = loaded(tmp_path, header, rows.replace("0,9", '"59,9"'))
    assert steps(generation, "duration_s, seconds_to_next") == [
        (59, 3541),
        (None, 3600),
        (None, None),
    ]


def test_where_ends_tell_it_the_file_s_own_column_is_another(tmp_path):
    header = "customer_id,touchpoint,started_at,ended_at,duration_seconds\n"
    report, generation = loaded(tmp_path, header, "a,Call,2025-01-01 10:00,2025-01-01 10:20,7\n")
    assert report.attributes == ["duration_seconds (column)", "duration_seconds"]
    assert steps(generation, "duration_s") == [(1200,)]


def test_the_next_load_goes_on(tmp_path):
    """The next file is read as the first was."""
    loaded(tmp_path, TWO_ROWS, rows_of(STATED))
    later = rows_of(STATED).replace("2025-01", "2025-02")
    _, generation = loaded(tmp_path, TWO_ROWS, later)
    assert generation.rows("select count(*), count(duration_s) from steps") == [(80, 60)]
