"""The report of a load in words: its rows, the doctor's findings, the refused rows and the values left out with their files."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypedDict

from journey.data import store
from journey.ingest.report import Finding, LoadReport, RowFault, read_report
from journey.model.author import by
from journey.model.definition import Definition
from journey.model.errors import Setting
from journey.model.patterns import KINDS_OF_NAMES
from journey.model.vocabulary import METRICS, noun, over_table
from journey.model.words import count, percent, plural
from journey.presenters.journey_list import as_csv
from journey.use.meaning import ENDS, STAGES

OUTCOMES = ("loaded", "refused", "duplicates")  # of the rows of a file
BLANK_IDS, PLACEHOLDER_IDS, MERGED_IDS = (
    "Rows without a customer's id",
    "Ids that stand for nobody, such as guest or unknown",
    "Merge ids that differ only by blanks, case or Unicode form",
)
CONTROLS = {
    "blank_ids": BLANK_IDS,
    "placeholder_ids": PLACEHOLDER_IDS,
    "ids": MERGED_IDS,
}
BY_PATTERN = tuple(kind.name for kind in KINDS_OF_NAMES)
REFUSED, VALUES_LEFT_OUT = "refused", "left out"  # how the names of downloads begin
LEVELS = (("look", "Look at this"), ("assumed", "Assumed"), ("fine", "Fine"))


class FaultRow(TypedDict):
    """A row that was refused, or a value that was left out, under the headings of a table."""

    Line: int
    Column: str
    Value: str
    Reason: str


def stored(loads: Iterable[dict[str, Any]]) -> list[LoadReport]:
    """The reports that a generation keeps of its loads."""
    return [read_report(load) for load in loads]


def open_findings(
    report: LoadReport, definition: Definition, is_placed: bool = False
) -> LoadReport:
    """The report without what has been answered since the load; `is_placed`: each touchpoint is in a stage by now."""
    answered = {
        ENDS: definition.ends.are_known,
        "names": definition.merges_spellings,
        **dict.fromkeys(definition.grouped_kinds, True),
        "stages": is_placed,
        STAGES: is_placed,
    }
    left = [
        found
        for found in report.findings
        if not (found.level == "look" and answered.get(found.code))
    ]
    return replace(report, findings=left)


def headline(reports: list[LoadReport]) -> str:
    """Whether every row was loaded, and if not, what became of the rest."""
    read, loaded, refused, duplicates = (
        sum(getattr(report, name) for report in reports) for name in ("rows_read", *OUTCOMES)
    )
    rest = [f"{count(refused)} refused"] if refused else []
    rest += [plural(duplicates, "duplicate")] if duplicates else []
    if reports and all(report.unchanged for report in reports):
        return "Nothing changed: this was loaded before in the same way"
    if not rest:
        return f"All {plural(read, 'row')} were loaded"
    return (
        f"Every row is accounted for: {count(loaded)} of {count(read)} loaded, {' and '.join(rest)}"
    )


def title(report: LoadReport) -> str:
    """A load in one line."""
    return f"{report.file}: {count(report.loaded)} of {plural(report.rows_read, 'row')} loaded{by(report.author)}"


def account(report: LoadReport) -> list[tuple[str, float, str]]:
    """What became of the rows: each outcome with its share of them, and in words."""
    numbers = {name: getattr(report, name) for name in OUTCOMES}
    total = max(report.rows_read, 1)
    return [
        (name, number / total, f"{count(number)} {name.removesuffix('s') if number == 1 else name}")
        for name, number in numbers.items()
    ]


def events_sentence(report: LoadReport) -> str:
    """The events that came of it, from when to when, and what else was seen of the rows."""
    when = (
        "without times"
        if report.timeless
        else f"from {(report.first_at or '')[:10]} to {(report.last_at or '')[:10]}"
    )
    seen = {
        "identical to another row": report.identical,
        "conflicts": report.conflicts,
        "equal times": report.ties,
    }
    more = ", ".join(f"{count(number)} {words}" for words, number in seen.items() if number)
    events = f"{plural(report.events, 'event')} {when}, version {report.version}"
    return f"{events}; {more}" if more else events


def findings(report: LoadReport, level: str) -> list[str]:
    """The doctor's sentences of this level."""
    sentences = [worded(finding) for finding in report.findings if finding.level == level]
    return sentences + (report.assumed if level == "assumed" else [])


def worded(finding: Finding) -> str:
    """The finding's sentence, with where on the screens to choose otherwise."""
    controls = list(dict.fromkeys(map(_control, finding.settings)))
    return " ".join([f"{finding.sentence}.", *controls]) if controls else finding.sentence


def _control(setting: Setting) -> str:
    """Where the setting is chosen, as a sentence."""
    key = setting.value.partition("=")[0]
    if setting.name == "assume" and key == "journeys":
        return "Choose otherwise above, or under Define, Journeys."
    if setting.name == "assume" and key == "stages":
        return "Take them on the journey map, or under Define, Touchpoints."
    if setting.name == "assume" and key == "spellings":
        return "Merge them above, or under Define, Touchpoints."
    if setting.name == "assume" and key in BY_PATTERN:
        return "Group them above, or under Define, Touchpoints."
    title = CONTROLS.get(key) or field_title(key)
    return (
        f"To change it, load the file again in place of what is there and choose under “{title}”."
    )


def field_title(name: str) -> str:
    """A field over its picker."""
    return f"{METRICS[name].noun} answer" if name in METRICS else over_table(noun(name))


def attributes(report: LoadReport) -> str:
    named = ", ".join(report.attributes) or "none"
    return f"{plural(len(report.attributes), 'attribute')}: {named}"


def refused_title(report: LoadReport) -> str:
    """How many rows were refused, as a bold part and the rest."""
    share = percent(report.refused / report.rows_read, report.rows_read)
    return f"**{plural(report.refused, 'row')} refused** ({share})"


def left_out_title(report: LoadReport) -> str:
    """How many values were left out of events that stay, as a bold part and the rest."""
    stay = "its event stays" if report.left_out == 1 else "their events stay"
    return f"**{plural(report.left_out, 'value')} left out** ({stay})"


def mapping_rows(report: LoadReport) -> list[dict[str, str]]:
    """Which column of the file each field was read from."""
    return [
        {"Field": over_table(noun(field)), "Column": column}
        for field, column in report.mapping.items()
    ]


def fault_rows(faults: Iterable[RowFault]) -> list[FaultRow]:
    """Refused rows, or values left out, as a table."""
    return [
        {
            "Line": fault.line,
            "Column": fault.column or fault.field,
            "Value": fault.value,
            "Reason": f"{fault.field} {fault.reason}",
        }
        for fault in faults
    ]


def first_of_them(total: int, shown: int) -> str:
    """That the table is only a part; empty where it is not."""
    return f"The first {count(shown)} of them; all are in the file." if total > shown else ""


def file_name(report: LoadReport, begins: str) -> str:
    """What a download of the refused rows, or of the values left out, is called."""
    return f"{begins} {Path(report.file).name.split('.')[0]}.csv"


def kept_file(path: str | None, db: Path, dataset: str) -> Path | None:
    """A file that the report names, also where the data folder was moved since; None where there is none or it was erased."""
    if not path:
        return None
    written = Path(path)
    candidates = (written, store.dataset_folder(db, dataset) / written.name)
    return next((candidate for candidate in candidates if candidate.exists()), None)


def left_out_csv(path: Path) -> bytes:
    """The file of values left out for a spreadsheet: what begins like a formula is marked as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return as_csv(list(csv.DictReader(file)))
