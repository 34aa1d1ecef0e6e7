"""The home: what it says around the map, and what the map shows of the view that is asked for."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from journey.data.generation import Generation
from journey.data.groups import fitting_period
from journey.data.views.ripe import ripe_age
from journey.data.workspace import Note
from journey.ingest.doctor.times import DAYS_ALONE
from journey.map import room as map_room
from journey.map.answers import AskAll, Comparison, MapAnswers
from journey.map.captions import figure_words
from journey.map.evidence.context import Context
from journey.map.evidence.panel import title
from journey.map.frame import frame, narrowest
from journey.map.headline import headline
from journey.map.lane_findings import lane_findings
from journey.map.lanes.table import LANES
from journey.map.lanes.table import empty_lanes as lanes_without_data
from journey.map.model import JourneyMap
from journey.map.narrow import narrow_scene
from journey.map.view import MapView
from journey.map.wide import TAKING_TURNS, wide_scene
from journey.model.access import Ability
from journey.model.cells import KINDS, Cell, parse_cell
from journey.model.definition import UNASSIGNED
from journey.model.errors import UserError
from journey.model.filters import COHORT, Filters
from journey.model.vocabulary import SURVEY, words_in_force
from journey.model.words import count, percent, plural
from journey.presenters.attributes import compared, named, splitting, splitting_events
from journey.presenters.drawing import component_data

GROUPS_LIMIT = 12
NAMES_LIMIT = 60
NOT_PRESENTED = ("channels", "exits", "notes")
CHOSEN_BY = {
    COHORT: "counted in the selected figure",
    "stage": "with an event in the selected stage",
    "touchpoint": "through the selected touchpoint",
    "channel": "using the selected channel",
}
TABLE_QUESTIONS = {
    "Stages": "funnel",
    "Exits": "exits",
    "Touchpoints": "volume",
    "Emotions": "emotions",
    "Emotion names": "labels",
    "Friction": "friction",
    "Satisfaction": "stage_satisfaction",
    "Quotes": "quotes",
}


def overall(journey_map: JourneyMap) -> str:
    """One line: counts, and satisfaction with n and interval."""
    summary, is_survey = journey_map.summary, words_in_force().kind == SURVEY
    parts = [
        plural(summary["customers"], "customer"),
        *([] if is_survey else [plural(summary["journeys"], "journey")]),
        plural(summary["events"], "answer" if is_survey else "event"),
    ]
    parts += [
        f"{figure.metric.upper()} {figure_words(figure)}, n {count(figure.n)}"
        for figure in journey_map.overall
        if figure.value is not None
    ]
    return " · ".join(parts)


def caveats(loads: Sequence[Mapping[str, Any]]) -> list[str]:
    """What stands beside the counts, by the reports of the loads: rows that are not in them, ids that may be one customer."""
    rows, refused, duplicates, identical = (
        sum(load[name] for load in loads)
        for name in ("rows_read", "refused", "duplicates", "identical")
    )
    sentences = []
    if refused + duplicates:
        share = percent((refused + duplicates) / rows)
        why = [f"{count(refused)} refused"] if refused else []
        why += [f"{count(duplicates)} that repeat another"] if duplicates else []
        sentences.append(
            f"{count(refused + duplicates)} of the {count(rows)} rows read ({share}) are in none of these figures: "
            f"{' and '.join(why)}. The Data screen lists them."
        )
    if identical > duplicates:
        are = "is" if identical == 1 else "are"
        sentences.append(
            f"{plural(identical, 'row')} of the {count(rows)} read {are} equal to another one in every column and counted: the "
            "files loaded anew can leave them out."
        )
    alike = [found for load in loads for found in load["findings"] if _are_ids_alike(found)]
    if alike:
        sentences.append(
            f"{alike[-1]['sentence'].partition(', as ')[0]}: they differ only by blanks, case or Unicode form, and count apart. "
            "Load the files anew with such ids merged."
        )
    unsure = [found for load in loads for found in load["findings"] if found["code"] == DAYS_ALONE]
    if unsure:
        sentences.append(
            f"Of {plural(unsure[-1]['count'], 'journey')} it is not sure which touchpoint was the last: on their last day an event "
            "has no clock, and counts as the first of the day."
        )
    return sentences


def _are_ids_alike(finding: Mapping[str, Any]) -> bool:
    return finding["code"] == "ids" and finding["level"] == "look"


def selection_note(filters: Filters, affected: str, event_keys: Collection[str] = ()) -> str:
    """A note for filters on what happened in a journey: they also select what is `affected`; empty for others.

    `event_keys`: the attributes of events.
    """
    chosen_by = [words for key, words in CHOSEN_BY.items() if filters.values(key)]
    chosen_by += [
        f"with an event of the selected {key}" for key in event_keys if filters.values(key)
    ]
    if not chosen_by:
        return ""
    return f"Only journeys {' and '.join(chosen_by)} are counted. This selection itself affects {affected}."


def unassigned(journey_map: JourneyMap, rated: Collection[str] | None = None) -> list[str]:
    """The names of the touchpoints in no stage; of a survey's questions those that are `rated`, as others belong to none."""
    return sorted(
        {
            touchpoint.name
            for touchpoint in journey_map.touchpoints
            if touchpoint.stage == UNASSIGNED and (rated is None or touchpoint.name in rated)
        }
    )


def is_nothing_placed(journey_map: JourneyMap) -> bool:
    """Whether no touchpoint is in a stage, so that there is nothing to say of stages."""
    return all(touchpoint.stage == UNASSIGNED for touchpoint in journey_map.touchpoints)


def open_questions(number: int, is_nothing_placed: bool, are_ends_asked: bool) -> str:
    """What leads to the questions that the data leave open, and what waits for an answer."""
    if is_nothing_placed:
        waiting = "; nothing can be said of stages until they have touchpoints"
    elif are_ends_asked:
        waiting = "; nobody is said to have left until it is known where journeys end"
    else:
        waiting = ""
    return f"{plural(number, 'open question')}{waiting}:"


def first_names(names: list[str]) -> str:
    more = f" and {len(names) - NAMES_LIMIT} more" if len(names) > NAMES_LIMIT else ""
    return f"{', '.join(names[:NAMES_LIMIT])}{more}"


def assigning_commands(dataset: str) -> str:
    """How to assign touchpoints to stages on the command line."""
    return (
        f"python -m journey definition --dataset {dataset} > journey.toml\n"
        f"python -m journey definition --dataset {dataset} --set journey.toml"
    )


LANE_FIELDS = {
    "emotions": "emotion or valence",
    "satisfaction": "NPS, CSAT or CES",
    "quotes": "comments",
}
NEEDED = "at least 10 customers per touchpoint"


def empty_lanes(journey_map: JourneyMap, has: Mapping[str, bool]) -> str:
    """The lanes that are empty since no column is read for them, or since the selection has too little; '' where none is.

    `has` says of each of LANE_FIELDS whether the dataset holds any such value.
    """
    if not journey_map.summary["events"]:
        return ""
    shown = {
        "emotions": any(touchpoint.shown_emotion for touchpoint in journey_map.touchpoints),
        "satisfaction": any(stage.figures for stage in journey_map.stages),
        "quotes": any(stage.quote for stage in journey_map.stages),
    }
    unread = [
        f"{lane} ({LANE_FIELDS[lane]})" for lane in shown if not shown[lane] and not has[lane]
    ]
    sparse = [
        f"{lane} ({NEEDED})" if lane == "emotions" else lane
        for lane in shown
        if not shown[lane] and has[lane]
    ]
    sentences = [f"No column is read as: {'; '.join(unread)}."] if unread else []
    sentences += [f"Too little in this selection for: {'; '.join(sparse)}."] if sparse else []
    return " ".join(sentences)


def held(generation: Generation) -> dict[str, bool]:
    """Of LANE_FIELDS, whether the dataset holds any such value."""
    asked = {
        "emotions": "select 1 from steps where valence is not null or emotion_no > 0 limit 1",
        "satisfaction": "select 1 from answers where metric_no < 4 limit 1",
        "quotes": "select 1 from comments limit 1",
    }
    return {lane: bool(generation.rows(sql)) for lane, sql in asked.items()}


def notes_by_stage(notes: Iterable[Note]) -> dict[str, list[str]]:
    """The notes by the stage of their cell."""
    words_by_stage: dict[str, list[str]] = {}
    for note in notes:
        cell = parse_cell(note.cell)
        words = f"{cell.touchpoint}: {note.words}" if cell.touchpoint else note.words
        words_by_stage.setdefault(cell.stage, []).append(words)
    return words_by_stage


def known_cell(name: str) -> Cell | None:
    """The cell of this name; None where there is none."""
    try:
        return parse_cell(name) if name else None
    except UserError:
        return None


def narrowed(filters: Filters, only: tuple[str, str] | None = None, cohort: str = "") -> Filters:
    """The filters narrowed to a group (key, value), and to a cell's journeys."""
    group = filters.with_values(only[0], [only[1]]) if only else filters
    return group.in_cohort(cohort) if cohort else group


def known_comparison(view: MapView, filters: Filters, generation: Generation) -> MapView:
    """The view, its comparison limited to groups that this dataset and these filters have."""
    comparison = view.comparison
    if comparison is None:
        return view
    has_key = comparison.key in generation.journey_keys
    names = {"", *generation.attribute_values(comparison.key).values()} if has_key else set()
    names &= set(filters.values(comparison.key)) or names
    values = tuple(value for value in comparison.values if value in names)
    return replace(view, comparison=Comparison(comparison.key, values) if values else None)


def drawing_width(journey_map: JourneyMap, window: int, is_open: bool) -> float:
    """How wide the map is drawn in a window of this width."""
    return map_room.drawing_width(window, narrowest(journey_map), is_open)


def is_beside(journey_map: JourneyMap, window: int, is_open: bool) -> bool:
    """Whether the drawing of this width leaves room for open evidence."""
    return is_open and map_room.is_beside(window, narrowest(journey_map))


def presented_width(journey_map: JourneyMap, window: int) -> float:
    """How wide it is drawn in Present until the browser says which width fills the window."""
    least, larger = narrowest(journey_map), map_room.PRESENTED_LARGER
    return map_room.drawing_width(window, least, is_open=False, larger=larger)


def undrawn_touchpoint(journey_map: JourneyMap, cell: Cell | None, width: float) -> Cell | None:
    """The open cell if its touchpoint would not be drawn otherwise: it is then always drawn."""
    if cell is None or not cell.touchpoint:
        return None
    drawn = {
        (slot.touchpoint.stage, slot.touchpoint.name)
        for slot in frame(journey_map, width, {}).slots
    }
    is_drawn = (cell.stage, cell.touchpoint) in drawn
    return None if is_drawn else Cell("passes", cell.stage, cell.touchpoint)


def drawing(
    generation: Generation,
    journey_map: JourneyMap,
    view: MapView,
    width: float,
    depends_on: Hashable,
) -> dict[str, Any]:
    """The map drawn wide and narrow, as JSON; the touchpoint of the view's cell is always drawn."""
    definition = generation.definition
    always_drawn = ((view.cell.stage, view.cell.touchpoint),) if view.cell else ()
    hidden = (*view.hidden, *lanes_without_data(generation))
    weights = dict(definition.friction_weights)
    hidden = (*hidden, *NOT_PRESENTED) if view.is_presented else hidden
    options = (always_drawn, view.against_expected, hidden, view.is_presented)
    framed = frame(journey_map, width, weights, *options)
    scenes = {
        "wide": wide_scene(framed),
        "narrow": narrow_scene(journey_map, hidden, always_drawn),
    }
    return component_data(scenes, f"Journey map, {definition.title}", depends_on) | {
        "is_whole": True,
        "room": map_room.room(narrowest(journey_map)),
        "titles": {kind: title(kind) for kind in KINDS},
    }


def _first_clause(reason: str) -> str:
    """As much of a reason as is read from afar."""
    return f"{reason.partition('; ')[0].rstrip('.')}."


def presented(journey_map: JourneyMap, hidden: Collection[str], window: int) -> dict[str, Any]:
    """What Present says: first of the whole map, then of each lane; the lanes that stay lit, and those of one place."""
    finding = headline(journey_map)
    shown = {LANES[name].title for name in LANES if name not in hidden}
    whole = {
        "name": "All",
        "region": "",
        "title": finding.sentence,
        "reason": _first_clause(finding.reason),
    }
    lanes = [
        {"name": lane.name, "region": lane.region, "title": lane.title, "reason": lane.reason}
        for lane in lane_findings(journey_map)
        if lane.region in shown
    ]
    return {
        "presented": [whole, *lanes],
        "presented_least": presented_width(journey_map, window),
        "axis": [LANES[name].title for name in ("stages", "touchpoints")],
        "turns": [LANES[name].title for name in TAKING_TURNS],
    }


def context(
    generation: Generation,
    journey_map: JourneyMap,
    map_answers: MapAnswers,
    ask_all: AskAll,
    allowed: frozenset[Ability],
) -> Context:
    """What evidence is made from: with the attributes to split by, and the period to tell a development in."""
    period = "" if generation.is_timeless else fitting_period(generation)
    return Context(
        journey_map,
        map_answers,
        ask_all,
        allowed,
        generation.definition,
        compared(generation, splitting(generation, GROUPS_LIMIT)),
        period,
        ripe_age(generation),
        compared(generation, splitting_events(generation, GROUPS_LIMIT)),
        named(generation),
    )
