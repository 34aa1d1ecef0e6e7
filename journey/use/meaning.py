"""What the data propose about their meaning: the kind of dataset, where journeys end, how long they may be silent."""

from journey.data.ends import Ask, proposed_ends
from journey.data.kind import Layout, proposed_kind
from journey.data.observation import MOST_WHO_COME_BACK
from journey.data.window import proposed_window
from journey.ingest.report import Finding
from journey.model.definition import Definition
from journey.model.vocabulary import KINDS_OF_DATASET, SURVEY
from journey.model.words import percent, span
from journey.use.preview import Preview

KIND, WINDOW, ENDS, CAME_BACK = "kind", "window", "ends", "came_back"


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
    if definition.kind == SURVEY:
        return findings
    return [*findings, *_window(ask, definition), *_ends(ask, definition)]


def _window(ask: Ask, definition: Definition) -> list[Finding]:
    window = proposed_window(ask)
    words = f"left means silent for {span(definition.inactivity_seconds)}"
    if window.gap_seconds is not None:
        words += f"; 95 in 100 journeys were never silent for longer than {span(window.gap_seconds)} before they went on"
    if window.is_capped:
        words += "; half of the observed time allows no longer window"
    findings = [Finding("assumed", WINDOW, words)]
    if window.seconds != definition.inactivity_seconds:
        findings.append(
            Finding("look", WINDOW, f"the data propose {span(window.seconds)} of silence instead")
        )
    [observed] = ask("observation")
    if observed["silent"] and observed["came_back"] > MOST_WHO_COME_BACK * observed["silent"]:
        share = percent(observed["came_back"] / observed["silent"])
        findings.append(
            Finding(
                "look",
                CAME_BACK,
                f"{share} of the silent journeys came back: silence is not having left",
            )
        )
    return findings


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
