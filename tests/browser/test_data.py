"""The Data screen in a real browser: from a file to the map, questions, hostile names, stopping, defining, managing."""

import json
import time

import pytest
from playwright.sync_api import expect

from journey.data import store
from journey.data.ask import ask
from journey.data.generation import open_generation
from journey.model.filters import Filters
from journey.use.backup import backups
from journey.use.load import load
from journey.use.options import LoadOptions
from tests import patience
from tests.browser.conftest import kill_server, outside, serving, visitor
from tests.browser.test_app import HOSTILE, settled
from tests.logs import build, event, write_csv

pytestmark = pytest.mark.browser
TICKETS = (
    "Ticket;Mail;Opened at;Solved at;Rating\n"
    "1;ann@example.com;03/04/2025 09:00;04/04/2025 10:00;5\n"
    "2;bob@example.com;05/04/2025 09:00;;\n"
    "3;;06/04/2025 09:00;07/04/2025 09:00;3\n"
)


@pytest.fixture
def empty(tmp_path):
    """A server on an empty data folder, and that folder."""
    with serving(tmp_path / "db") as address:
        yield address, tmp_path / "db"


def upload(page, *files) -> None:
    page.locator(
        '[data-testid="stFileUploaderDropzoneInput"], input[type=file]'
    ).first.set_input_files([str(file) for file in files])


def to_part(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).or_(
        page.get_by_role("radio", name=name, exact=True)
    ).first.click()
    settled(page)


def newest(db, dataset: str):
    return open_generation(store.current_generation(db, dataset))


def test_from_a_file_to_the_map(page, empty, tmp_path):
    """A ticket a row, semicolons, dates that can be read in two ways: asked once, answered, loaded, accounted for, drawn."""
    address, db = empty
    (tmp_path / "tickets.csv").write_text(TICKETS, encoding="utf-8")
    page.goto(address)
    page.get_by_role("button", name="Load a file").click()
    page.get_by_text("From your file to the journey map").wait_for()
    upload(page, tmp_path / "tickets.csv")
    page.get_by_text(
        "writes dates like '03/04/2025 09:00', which can be read in two ways"
    ).wait_for()
    load = page.get_by_role("button", name="Load", exact=True)
    assert load.is_disabled()
    page.get_by_text("day first", exact=True).click()
    page.get_by_text(
        "All 3 rows would give 3 events of 2 customers; 1 row would not be loaded"
    ).wait_for()
    load.click()
    page.get_by_role(
        "heading", name="Every row is accounted for: 2 of 3 loaded, 1 refused"
    ).wait_for()
    expect(page.locator(".account")).to_contain_text(
        "3 rows read = 2 loaded + 1 refused + 0 duplicates"
    )
    page.get_by_text("is blank (first in line 4)").wait_for()
    page.get_by_role("button", name="See the journey map").click()
    page.locator(".jm-map svg").wait_for()
    generation = newest(db, "tickets")
    assert generation.rows(
        "select touchpoint, cast(occurred_at as varchar), csat from events order by event_no"
    ) == [
        ("Opened", "2025-04-03 09:00:00", None),
        ("Solved", "2025-04-04 10:00:00", 5),
        ("Opened", "2025-04-05 09:00:00", None),
    ]
    assert outside(page) == []


def test_the_command_that_is_offered_loads_the_same(page, empty, tmp_path, capsys):
    import shlex

    from journey.__main__ import main

    address, db = empty
    (tmp_path / "tickets.csv").write_text(TICKETS, encoding="utf-8")
    page.goto(f"{address}/data")
    upload(page, tmp_path / "tickets.csv")
    page.get_by_text("day first", exact=True).click()
    page.get_by_text("All 3 rows would give").wait_for()
    page.get_by_text("Save the mapping, or load the same from the command line").click()
    command = shlex.split(page.locator('[data-testid="stCode"] code').last.inner_text())
    with page.expect_download() as waited:
        page.get_by_role("button", name="Download the definition").click()
    waited.value.save_as(tmp_path / "journey.toml")
    page.get_by_role("button", name="Load", exact=True).click()
    page.get_by_role("button", name="See the journey map").wait_for()
    words = [
        str(tmp_path / word) if word in ("tickets.csv", "journey.toml") else word
        for word in command[3:]
    ]
    assert main([*words, "--db", str(tmp_path / "other")]) == 0
    capsys.readouterr()
    facts = "select * from events order by event_no"
    assert newest(tmp_path / "other", "tickets").rows(facts) == newest(db, "tickets").rows(facts)


def test_hostile_names_in_a_file_stay_text(page, empty, tmp_path):
    """In the file's name, its columns and its values, in the form, the preview and the report."""
    address, _ = empty
    rows = [
        {
            "customer_id": HOSTILE[0],
            "occurred_at": "2025-01-01",
            "touchpoint": text,
            HOSTILE[1]: text,
            HOSTILE[4]: text,
            "nps": "5",
        }
        for text in HOSTILE
    ] + [{"customer_id": "x", "occurred_at": HOSTILE[0], "touchpoint": HOSTILE[2]}]
    path = write_csv(tmp_path / "<img src=x onerror=alert(1)>.csv", rows)
    page.goto(f"{address}/data")
    upload(page, path)
    page.get_by_text("The first journeys").wait_for()
    settled(page)
    page.get_by_role("button", name="Load", exact=True).click()
    page.get_by_text("Every row is accounted for: 7 of 8 loaded, 1 refused").wait_for()
    assert page.evaluate("window.pwned") is None and page.alerts == [] and outside(page) == []
    assert (
        page.locator('a[href*="evil.example"], img[src*="evil.example"], img[src="x"]').count() == 0
    )


LARGE = "".join(
    f"c{number % 5000},2025-01-{1 + number % 28:02d},T{number % 9},{number}\n"
    for number in range(400_000)
)


def begin_large_load(page, address: str) -> None:
    """The file large.csv of the inbox on its way into a dataset."""
    page.goto(f"{address}/data")
    settled(page)
    to_part(page, "Load")
    page.get_by_test_id("stMultiSelect").first.locator("input").click()
    page.get_by_role("option", name="large.csv").click()
    page.keyboard.press("Escape")
    page.get_by_text("The first journeys").wait_for()
    settled(page)
    page.get_by_role("button", name="Load", exact=True).last.click()
    page.locator(".stMain").get_by_role("button", name="Stop", exact=True).wait_for()


@pytest.fixture
def with_large_file(tmp_path):
    build(tmp_path, [event("a", "2025-01-01", "Ad")])
    (tmp_path / "db" / store.INBOX).mkdir()
    (tmp_path / "db" / store.INBOX / "large.csv").write_text(
        f"customer_id,occurred_at,touchpoint,note\n{LARGE}", encoding="utf-8"
    )
    return tmp_path / "db"


def test_a_load_can_be_stopped(page, with_large_file):
    """What was there before is still in use, and the form is there again."""
    with serving(with_large_file) as address:
        begin_large_load(page, address)
        page.locator(".stMain").get_by_role("button", name="Stop", exact=True).click()
        page.get_by_text("Cancelled: what was loaded before is still in use").wait_for()
        expect(page.get_by_role("button", name="Load", exact=True)).to_have_count(1)
        assert store.datasets(with_large_file) == ["log"]
        assert not list(with_large_file.glob("*/draft*"))


def test_a_definition_is_uploaded_and_says_what_changed(page, tmp_path):
    build(tmp_path, [event(f"c{number}", "2025-01-01", "Ad") for number in range(12)])
    (tmp_path / "journey.toml").write_text("[touchpoints]\nAd = 'awareness'\n", encoding="utf-8")
    with serving(tmp_path / "db") as address:
        page.goto(f"{address}/data")
        settled(page)
        to_part(page, "Define")
        page.get_by_role("tab", name="As a file").click()
        page.locator("input[type=file]").first.set_input_files(str(tmp_path / "journey.toml"))
        page.get_by_text("Unsaved changes: 1 touchpoint gets a stage").wait_for()
        page.get_by_role("button", name="Save and rebuild").click()
        page.get_by_text("figures changed").wait_for()
    funnel = ask(newest(tmp_path / "db", "log"), "funnel", Filters()).rows
    assert {row["stage"]: row["reached"] for row in funnel}["awareness"] == 12


def test_a_dataset_is_backed_up_emptied_of_a_customer_and_deleted(page, tmp_path):
    build(
        tmp_path,
        [
            event("ann@example.com", "2025-01-01", "Ad"),
            event("ben@example.com", "2025-01-01", "Ad"),
        ],
    )
    db = tmp_path / "db"
    with serving(db) as address:
        page.goto(f"{address}/data")
        settled(page)
        to_part(page, "Manage")
        page.get_by_role("button", name="Back up").click()
        page.get_by_text("log is backed up as log-").wait_for()
        assert [(one.dataset, one.events) for one in backups(db)] == [("log", 2)]
        settled(page)
        with page.expect_download() as waited:
            page.get_by_role("button", name="Download").click()
        assert waited.value.suggested_filename.endswith(".zip")
        page.get_by_label("Customer id, exactly as stored").fill("ann@example.com")
        page.keyboard.press("Enter")
        page.get_by_text("log: 1 event").wait_for()
        page.get_by_role("button", name="Erase").click()
        page.get_by_role("button", name="Erase everywhere").click()
        page.get_by_text("log: 1 event erased; version 2 alone is kept").wait_for()
        assert (
            newest(db, "log").rows("select customer_id from events") == [("ben@example.com",)]
            and backups(db) == []
        )
        page.get_by_role("button", name="Delete").click()
        page.get_by_role("button", name="Delete it").click()
        page.get_by_text("From your file to the journey map").wait_for()
    assert store.datasets(db) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_fits_a_phone(chrome, empty, tmp_path, scheme):
    address, _ = empty
    (tmp_path / "tickets.csv").write_text(TICKETS, encoding="utf-8")
    context = visitor(chrome, 390, 844, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/data")
    upload(page, tmp_path / "tickets.csv")
    page.get_by_text("day first", exact=True).click()
    page.get_by_text("All 3 rows would give").wait_for()
    settled(page)
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390
    context.close()


def test_screens_of_answers_without_a_time_say_so(page, tmp_path):
    rows = "".join(f"c{number},{number % 11}\n" for number in range(40))
    (tmp_path / "survey.csv").write_text(f"customer_id,nps\n{rows}", encoding="utf-8")
    with serving(tmp_path / "db") as address:
        page.goto(f"{address}/data")
        upload(page, tmp_path / "survey.csv")
        page.get_by_role("button", name="Load", exact=True).click()
        page.get_by_role("button", name="See the journey map").click()
        page.locator(".jm-map svg").wait_for()
        expect(page.get_by_text("These answers have no times")).to_have_count(1)
        expect(page.locator(".stMain")).not_to_contain_text("under way")
        expect(page.locator(".st-key-pill-dates")).to_have_count(0)
        for name in ("paths", "drop_off"):
            page.goto(f"{address}/{name}?from=2025-01-01")
            page.get_by_role("heading", name="needs times, and this dataset has none").wait_for()
    assert (
        json.dumps(ask(newest(tmp_path / "db", "survey"), "summary", Filters()).rows[0]["first_at"])
        == "null"
    )


def test_a_saved_mapping_is_applied_to_the_next_file(page, empty, tmp_path):
    """Its columns and its answers: nothing is asked again."""
    address, db = empty
    (tmp_path / "one.csv").write_text(
        "Wer;Wann;Was;Preis\nann;03/04/2025;Kauf;3,5\n", encoding="utf-8"
    )
    (tmp_path / "mine.toml").write_text(
        '[columns]\ncustomer_id = "Wer"\noccurred_at = "Wann"\ntouchpoint = "Was"\nrevenue = "Preis"\n'
        '[answers]\ndate_order = "dmy"\ndecimal = "comma"\n',
        encoding="utf-8",
    )
    page.goto(f"{address}/data")
    upload(page, tmp_path / "one.csv")
    page.get_by_text("Choose above: ").wait_for()
    page.get_by_role("combobox", name="Layout").click()
    page.get_by_role("option", name="a mapping saved before…").click()
    page.locator("input[type=file]").nth(1).set_input_files(str(tmp_path / "mine.toml"))
    page.get_by_text("All 1 row would give 1 event of 1 customer").wait_for()
    page.get_by_role("button", name="Load", exact=True).click()
    page.get_by_role("button", name="See the journey map").wait_for()
    assert newest(db, "one").rows(
        "select customer_id, cast(occurred_at as varchar), touchpoint, cast(revenue as double) from events"
    ) == [("ann", "2025-04-03 00:00:00", "Kauf", 3.5)]


def test_a_closed_browser_does_not_stop_a_load(page, chrome, with_large_file):
    """Another one sees it under way, and what became of it."""
    with serving(with_large_file) as address:
        begin_large_load(page, address)
        page.context.close()
        context = visitor(chrome)
        other = context.new_page()
        other.goto(f"{address}/data")
        other.get_by_text("The load of large.csv into 'large'").first.wait_for()
        other.get_by_text("The load of large.csv into 'large' is done.").wait_for()
        other.get_by_role("button", name="OK", exact=True).click()
        other.get_by_text("is done.").wait_for(state="detached")
        context.close()
    assert newest(with_large_file, "large").rows("select count(*) from events") == [(400_000,)]


def test_a_load_cut_by_a_killed_server_is_named_at_the_next_start(page, with_large_file):
    with serving(with_large_file) as address:
        begin_large_load(page, address)
        page.wait_for_timeout(300)
        kill_server(address)
    assert store.datasets(with_large_file) == ["log"]
    with serving(with_large_file) as address:
        page.goto(f"{address}/data")
        page.get_by_text("The load of large.csv into 'large'").wait_for()
        assert (
            "nothing changed."
            in page.get_by_text("The load of large.csv into 'large'").inner_text()
        )
        page.get_by_role("button", name="OK", exact=True).click()
        page.get_by_text("was cut at").wait_for(state="detached")
    assert not list(with_large_file.glob("*/draft*")) and not list(
        (with_large_file / ".temporary").glob("*")
    )
    assert not list((with_large_file / ".jobs").glob("*.json"))


def test_copies_of_uploads_are_listed_and_can_be_forgotten(page, tmp_path):
    """A file that was uploaded and not loaded: its copy goes when it is forgotten, on the form or where it is listed."""
    build(tmp_path, [event("a", "2025-01-01", "Ad")])
    db = tmp_path / "db"
    (tmp_path / "tickets.csv").write_text(TICKETS, encoding="utf-8")
    with serving(db) as address:
        page.goto(f"{address}/data")
        settled(page)
        to_part(page, "Load")
        upload(page, tmp_path / "tickets.csv")
        page.get_by_text("day first", exact=True).click()
        page.get_by_text("The first journeys").wait_for()
        come_to(db, ["tickets.csv"])
        settled(page)
        page.get_by_role("button", name="Remove these files").click()
        page.get_by_text("The first journeys").wait_for(state="detached")
        come_to(db, [])
        settled(page)
        upload(page, tmp_path / "tickets.csv")
        page.get_by_text("day first", exact=True).wait_for()
        come_to(db, ["tickets.csv"])
        to_part(page, "Manage")
        page.get_by_role("heading", name="Copies of uploaded files").wait_for()
        page.get_by_role("button", name="Forget", exact=True).click()
        page.get_by_role("heading", name="Copies of uploaded files").wait_for(state="detached")
        come_to(db, [])


def come_to(db, names: list[str]) -> None:
    """Wait until these are the copies of uploads: a screen is drawn before or after its files go."""
    end = time.monotonic() + patience.SECONDS
    while copies(db) != names:
        assert time.monotonic() < end, copies(db)
        time.sleep(patience.POLL_SECONDS)


def copies(db) -> list[str]:
    return [path.name for path in db.glob(".temporary/upload-*/upload*/*") if path.is_file()]


def test_a_damaged_version_and_damaged_notes_cost_no_page(page, tmp_path):
    """The file opens, and the map's first question finds its pages zeroed: the version before is shown, and said; so are the notes."""
    build(tmp_path, [event("a", "2025-01-01", "Ad")])
    db = tmp_path / "db"
    load(db, "log", write_csv(tmp_path / "b.csv", [event("b", "2025-01-01", "Ad")]), LoadOptions())
    path = store.generations(db, "log")[-1]
    with path.open("r+b") as file:
        file.seek(16_384)
        file.write(bytes(path.stat().st_size - 16_384))
    (db / store.WORKSPACE).write_text("no database\n" * 1_000, encoding="utf-8")
    with serving(db) as address:
        page.goto(address)
        page.locator(".jm-map svg").wait_for()
        page.get_by_text("version 1 is in force again").wait_for()
        page.get_by_text("workspace.sqlite was damaged and is set aside").or_(
            page.get_by_text("was damaged and is set aside as")
        ).first.wait_for()
        page.goto(f"{address}/data")
        settled(page)
        to_part(page, "Manage")
        page.get_by_role("heading", name="Damaged files").wait_for()
        page.get_by_role("button", name="Check all").click()
        page.get_by_text("log: version 1 is whole").wait_for()
    assert [one.name for one in store.damaged(db, "log")] == ["damaged-000002.duckdb"]


def cell(page, row: int, column: int) -> tuple[float, float]:
    """The middle of a cell of the table of touchpoints: it is painted, so that only its place can be clicked."""
    box = page.get_by_test_id("stDataFrame").locator("visible=true").bounding_box()
    widths = (88, 176, 200, 90)  # choose, touchpoint, stage in force, your choice
    left = box["x"] + sum(widths[:column]) + widths[column] / 2
    return left, box["y"] + 35 * (row + 1.5)


def test_touchpoints_are_assigned_many_at_once_and_one_by_hand(page, tmp_path):
    """From the home to the table: three rows ticked into one stage, one cell typed after a double-click, taken back, saved."""
    rows = [
        event("a", f"2025-01-01T{n // 60:02}:{n % 60:02}:00", f"Zzz {n:03}") for n in range(120)
    ]
    build(tmp_path, rows)
    choose, stage = 0, 3
    with serving(tmp_path / "db") as address:
        page.goto(address)
        page.get_by_role("button", name="120 touchpoints in no stage").click()
        page.get_by_role("button", name="Assign them on the Data screen").click()
        page.get_by_role("button", name="Choose all 120 shown").wait_for()
        save = page.get_by_role("button", name="Save and rebuild")
        expect(save).to_be_disabled()
        settled(page)
        page.mouse.click(*cell(page, 0, choose))
        page.mouse.click(*cell(page, 2, choose))
        page.mouse.click(*cell(page, 3, choose))
        page.get_by_text("3 chosen").wait_for()
        page.get_by_role("combobox", name="Stage of the chosen touchpoints").click()
        page.get_by_role("option", name="awareness").click()
        page.get_by_role("button", name="Put 3 touchpoints there").click()
        page.get_by_text("Unsaved changes: 3 touchpoints get a stage.").wait_for()
        settled(page)
        page.mouse.dblclick(*cell(page, 0, stage))  # the first that still waits: Zzz 001
        page.wait_for_timeout(500)
        page.keyboard.type("reten")
        page.keyboard.press("Enter")
        page.get_by_text("Unsaved changes: 4 touchpoints get a stage.").wait_for()
        page.get_by_role("button", name="Undo (2)").click()
        page.get_by_text("Unsaved changes: 3 touchpoints get a stage.").wait_for()
        expect(save).to_be_enabled()
        save.click()
        page.get_by_text("figures changed").wait_for()
    assert newest(tmp_path / "db", "log").definition.touchpoint_stages == {
        "Zzz 000": "awareness",
        "Zzz 002": "awareness",
        "Zzz 003": "awareness",
    }
