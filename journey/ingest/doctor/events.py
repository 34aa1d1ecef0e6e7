"""Findings about the prepared events: stages, labels, scales, and what journeys can tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from journey.data.engine import Connection
from journey.data.largest import LISTED, MANY_TOUCHPOINTS
from journey.ingest.doctor.finding import NAMES_SHOWN, fine, query_row, query_rows, shown, warning
from journey.ingest.doctor.spellings import Grouping, grouping_setting
from journey.ingest.report import Finding
from journey.model.definition import Definition
from journey.model.vocabulary import SURVEY
from journey.model.words import count, percent, plural

FEWEST_FOR_CORRELATION, REVERSED_CORRELATION = 30, -0.3
MOST_TIES = 0.03  # of a load's events: more, and paths are largely in the file's order


@dataclass(frozen=True)
class UnplacedTouchpoint:
    """A touchpoint in no stage, and its events."""

    touchpoint: str
    events: int


@dataclass(frozen=True)
class NewTouchpoint:
    """A touchpoint that no earlier load has: its events, and those of them in no stage."""

    touchpoint: str
    events: int
    without_stage: int


@dataclass(frozen=True)
class UnknownWord:
    """A stage or an emotion (`field`) that the definition does not know, and its events."""

    field: str
    word: str
    events: int


@dataclass(frozen=True)
class ScorePair:
    """Two scores given at one event: how many, and their correlation from -1 to 1."""

    metric: str
    other_metric: str
    answers: int
    correlation: float


@dataclass(frozen=True)
class JourneyCounts:
    """Journeys, those with a single step, touchpoints; of the load its steps, and those at the time of the one before."""

    journeys: int
    single_step_journeys: int
    touchpoints: int
    steps: int
    ties: int


def stages(connection: Connection) -> list[Finding]:
    """Touchpoints in no stage."""
    rows = query_rows(connection, "touchpoints_without_stage", UnplacedTouchpoint)
    if not rows:
        return [fine("stages", "every touchpoint is in a stage")]
    names = shown(row.touchpoint for row in rows)
    return [
        warning(
            "stages",
            f"{plural(len(rows), 'touchpoint')} with {plural(sum(row.events for row in rows), 'event')} in no stage: {names}; "
            "assign them in the journey definition",
            len(rows),
            [row.touchpoint for row in rows],
        )
    ]


def new_touchpoints(connection: Connection, load_no: int) -> list[Finding]:
    """Touchpoints that no file before had; none of the first."""
    rows = query_rows(connection, "new_touchpoints", NewTouchpoint, load_no=load_no)
    if not rows or connection.execute("select count(*) from loads").fetchall()[0][0] < 2:
        return []
    unplaced = sum(bool(row.without_stage) for row in rows)
    names = shown(row.touchpoint for row in rows)
    return [
        warning(
            "new_touchpoints",
            f"{plural(len(rows), 'touchpoint')} that no earlier file has: {names}"
            + (f"; {count(unplaced)} of them in no stage" if unplaced else ""),
            len(rows),
            [row.touchpoint for row in rows],
        )
    ]


def many_touchpoints(number: int, groupings: Sequence[Grouping]) -> list[Finding]:
    """More touchpoints than anybody reads, and how many there would be by their patterns."""
    if number <= MANY_TOUCHPOINTS:
        return []
    grouped = number - sum(found.names - found.patterns for found in groupings)
    remedy = (
        f"grouped by their pattern they would be {count(grouped)}"
        if groupings
        else "is the right column the touchpoint?"
    )
    return [
        warning(
            "many_touchpoints",
            f"{count(number)} different touchpoints: screens list the {count(LISTED)} with the most events and count the rest; "
            f"{remedy}",
            number,
            settings=list(map(grouping_setting, groupings)),
        )
    ]


def labels(connection: Connection, definition: Definition, load_no: int) -> list[Finding]:
    """Stages and emotions that the definition does not know."""
    rows = query_rows(connection, "labels", UnknownWord, load_no=load_no)
    findings = []
    for field, words in (
        ("stage", f"no stage of the definition ({', '.join(definition.stage_names)})"),
        ("emotion", "an emotion without a valence"),
    ):
        unknown = [row for row in rows if row.field == field]
        if unknown:
            names = ", ".join(repr(row.word) for row in unknown[:NAMES_SHOWN])
            findings.append(
                warning(
                    f"labels.{field}",
                    f"{plural(sum(row.events for row in unknown), 'event')} with {words}: {names}",
                    len(unknown),
                    [row.word for row in unknown],
                )
            )
    return findings


def scales(connection: Connection) -> list[Finding]:
    """Scores that go against each other."""
    pairs = [
        pair
        for pair in query_rows(connection, "scales", ScorePair)
        if pair.answers >= FEWEST_FOR_CORRELATION
    ]
    findings = [
        warning(
            "reversed",
            f"{pair.metric} and {pair.other_metric} go against each other (correlation {pair.correlation:.2f} over "
            f"{count(pair.answers)} answers): one of the scales may run the other way",
            pair.answers,
        )
        for pair in pairs
        if pair.correlation <= REVERSED_CORRELATION
    ]
    return findings or (
        [fine("scales", "answers given together point the same way")] if pairs else []
    )


def journeys(connection: Connection, definition: Definition, load_no: int) -> list[Finding]:
    """What there is to tell about journeys."""
    shape = query_row(connection, "journey_counts", JourneyCounts, load_no=load_no)
    findings = []
    if shape.ties:
        findings.append(_ties(shape, definition.kind))
    if shape.touchpoints == 1:
        findings.append(
            warning(
                "one_touchpoint",
                "there is one touchpoint only: there are no paths between touchpoints",
            )
        )
    elif shape.single_step_journeys == shape.journeys:
        findings.append(
            warning(
                "single_steps",
                "every journey has one event only: is customer_id the right column?",
                shape.single_step_journeys,
            )
        )
    return findings


def _ties(shape: JourneyCounts, kind: str) -> Finding:
    """Events whose order the times do not tell: to be looked at where they are many, but in a survey, which has no order."""
    ties = plural(shape.ties, "event")
    order = "their order is that of the file's rows and columns"
    share = shape.ties / shape.steps
    if share <= MOST_TIES or kind == SURVEY:
        words = f"{ties} at the time of the one before: {order}"
        return Finding("assumed", "ties", words, int(shape.ties))
    words = f"{ties} at the time of the one before, {percent(share, shape.steps)} of the load's: {order}"
    return warning("ties", words, shape.ties)
