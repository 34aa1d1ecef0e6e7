"""The report of a load in words: its rows, the doctor's findings, and the refused rows with their file."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypedDict

from journey.data import store
from journey.ingest.report import Finding, LoadReport, read_report
from journey.model.errors import Setting
from journey.model.vocabulary import METRICS, noun, over_table
from journey.model.words import count, percent, plural

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
REFUSED = "refused"  # the prefix of files of refused rows
LEVELS = (("look", "Look at this"), ("assumed", "Assumed"), ("fine", "Fine"))


class RefusedRow(TypedDict):
    """A row that was refused, under the headings of a table."""

    Line: int
    Column: str
    Value: str
    Reason: str


def stored(loads: Iterable[dict[str, Any]]) -> list[LoadReport]:
    """The reports that a generation keeps of its loads."""
    return [read_report(load) for load in loads]


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
    return f"{report.file}: {count(report.loaded)} of {plural(report.rows_read, 'row')} loaded"


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
    if setting.name == "assume" and key == "addresses":
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


def refused_rows(report: LoadReport) -> list[RefusedRow]:
    """The refused rows as a table."""
    return [
        {
            "Line": row.line,
            "Column": row.column or row.field,
            "Value": row.value,
            "Reason": f"{row.field} {row.reason}",
        }
        for row in report.refused_rows
    ]


def refused_file_name(report: LoadReport) -> str:
    """What the download of the refused rows is called."""
    return f"{REFUSED} {Path(report.file).name.split('.')[0]}.csv"


def refused_file(report: LoadReport, db: Path, dataset: str) -> Path | None:
    """The file of the refused rows, also where the data folder was moved since; None where it was erased."""
    if not report.refused_file:
        return None
    path = Path(report.refused_file)
    candidates = (path, store.dataset_folder(db, dataset) / path.name)
    return next((candidate for candidate in candidates if candidate.exists()), None)
