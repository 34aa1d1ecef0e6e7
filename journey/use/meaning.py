"""What the data tell about their meaning: the kind of dataset, what changes within journeys, where they end, how long they may be
silent."""

from dataclasses import dataclass

from journey.data.ends import proposed_ends
from journey.data.kind import Layout, proposed_kind
from journey.data.observation import Silence
from journey.data.query_rows import Ask
from journey.data.stage_proposals import proposed_stages
from journey.data.window import proposed_window
from journey.ingest.answers import PROPOSED
from journey.ingest.report import Finding
from journey.model.definition import Definition
from journey.model.errors import Setting
from journey.model.filters import FIRST
from journey.model.vocabulary import KINDS_OF_DATASET, SURVEY
from journey.model.words import count, percent, plural, span
from journey.use.preview import Preview

KIND, WINDOW, ENDS, CAME_BACK, CHANGES = "kind", "window", "ends", "came_back", "changes"
STAGES, TAKE_STAGES = "proposed_stages", f"stages={PROPOSED}"
CHANGES_LISTED = 5  # attributes that get a sentence of their own
SMALL_SHARE = 0.1  # a smaller one is told with a decimal


@dataclass(frozen=True)
class AttributeChange:
    """An attribute, the journeys with two filled events or more, those with different values, and what follows from it."""

    attribute: str
    journeys: int
    changing: int
    is_of_events: bool
    has_first: bool


def layout_of(preview: Preview) -> Layout:
    """The columns of the file, and whether one of them names touchpoints."""
    return Layout(
        tuple(preview.source.columns),
        has_touchpoints="touchpoint" in preview.plan.columns_by_field(),
    )


def examine_meaning(ask: Ask, definition: Definition, layout: Layout) -> list[Finding]:
    """What is in force and what is proposed, each with the figure that decides."""
    kind = proposed_kind(ask, layout)
    findings = [
        Finding("assumed", KIND, f"taken for {KINDS_OF_DATASET[definition.kind]}: {kind.reason}")
    ]
    if kind.name != definition.kind:
        said = KINDS_OF_DATASET[definition.kind]
        words = f"the data look like {KINDS_OF_DATASET[kind.name]}: {kind.reason}; the definition says {said}"
        findings = [Finding("look", KIND, words)]
    findings += _changes(ask)
    if definition.kind == SURVEY:
        return findings
    findings += _stages(ask, definition)
    return [*findings, *_window(ask, definition), *_ends(ask, definition)]


def _changes(ask: Ask) -> list[Finding]:
    """The attributes that hold different values within journeys, and what stands for the journey then."""
    rows = ask("attribute_changes", AttributeChange)
    findings = [
        Finding(
            "assumed",
            CHANGES,
            f"{row.attribute} changes within {_of_journeys(row)}: {_meaning(row)}",
            row.changing,
        )
        for row in rows[:CHANGES_LISTED]
    ]
    more = rows[CHANGES_LISTED:]
    if more:
        each = "; ".join(f"{row.attribute} ({_of_journeys(row)})" for row in more)
        of_events = sum(row.is_of_events for row in more)
        findings.append(
            Finding(
                "assumed",
                CHANGES,
                f"{plural(len(more), 'attribute')} more within journeys, {count(of_events)} of them of events: {each}",
                len(more),
            )
        )
    return findings


def _of_journeys(row: AttributeChange) -> str:
    share = row.changing / row.journeys
    words = percent(share, 1000 if share < SMALL_SHARE else None)
    return f"{count(row.changing)} of {plural(row.journeys, 'journey')} ({words})"


def _meaning(row: AttributeChange) -> str:
    if not row.is_of_events:
        return "too few for an attribute of events; the first value stands for the journey"
    if not row.has_first:
        return "it is an attribute of events, and holds too many numbers to group journeys by the first"
    return f"it is an attribute of events; '{FIRST}{row.attribute}' is that of the journey"


def _window(ask: Ask, definition: Definition) -> list[Finding]:
    window = proposed_window(ask)
    words = f"a journey is silent after {span(definition.inactivity_seconds)} without an event"
    if window.gap_seconds is not None:
        words += f"; 95 in 100 journeys were never silent for longer than {span(window.gap_seconds)} before they went on"
    if window.is_capped:
        words += "; a longer window would be more than half of the observed time"
    findings = [Finding("assumed", WINDOW, words)]
    if window.seconds != definition.inactivity_seconds:
        findings.append(
            Finding("look", WINDOW, f"the data propose {span(window.seconds)} of silence instead")
        )
    [observed] = ask("observation", Silence)
    if observed.come_back:
        share = percent(observed.came_back_share)
        findings.append(
            Finding(
                "look",
                CAME_BACK,
                f"{share} of the silent journeys came back: silence is not having left",
            )
        )
    return findings


def _stages(ask: Ask, definition: Definition) -> list[Finding]:
    """The stages that names speak of, none of which is in force."""
    proposed = proposed_stages(ask, definition)
    if not proposed:
        return []
    by_stage = [
        f"{stage}: {', '.join(name for name, its in proposed.items() if its == stage)}"
        for stage in definition.stage_names
        if stage in proposed.values()
    ]
    words = f"proposed by their names for {plural(len(proposed), 'touchpoint')}, none is in force: {'; '.join(by_stage)}"
    return [
        Finding("look", STAGES, words, len(proposed), settings=(Setting("assume", TAKE_STAGES),))
    ]


def _ends(ask: Ask, definition: Definition) -> list[Finding]:
    proposed = proposed_ends(ask, definition.kind)
    if definition.ends.are_declared or not proposed.good:
        return []
    ends = "; ".join(f"{end.touchpoint} ({end.words})" for end in proposed.ends if end.is_good)
    return [
        Finding(
            "look", ENDS, f"proposed as good ends, none is in force: {ends}", len(proposed.good)
        )
    ]
