"""The home's parts: the headline, the map with its evidence, and the tables behind it."""

import hashlib
from dataclasses import replace

import streamlit as st

from journey.data import workspace
from journey.data.groups import first_open_period, fitting_period
from journey.map.answers import Comparison, MapAnswers, gather
from journey.map.build import build_journey_map
from journey.map.captions import figure_words
from journey.map.document import themes
from journey.map.evidence.context import Context
from journey.map.evidence.panel import evidence
from journey.map.frame import frame
from journey.map.headline import headline
from journey.map.lanes.table import NEED_TIME
from journey.map.model import JourneyMap
from journey.map.narrow import narrow_scene
from journey.map.recoverable import largest_recoverable
from journey.map.scene import packed
from journey.map.view import MapView
from journey.map.wide import wide_scene
from journey.model.cells import Cell, parse_cell
from journey.model.definition import UNASSIGNED
from journey.model.errors import UserError
from journey.model.filters import COHORT, Filters
from journey.model.words import count, plural
from journey.ui import layout, link, map_card, page_state, tables
from journey.ui.data import (
    DATA_PART,
    DEFINE,
    VERSION,
    answers,
    change_workspace,
    data_folder,
    generation,
    workspace_problem,
)
from journey.ui.data import card as read_card
from journey.ui.data import notes as read_notes
from journey.ui.escape import markdown
from journey.ui.map_component import KEY, browser_width, journey_map_component, trigger_value
from journey.ui.map_controls import PICTURE, controls
from journey.ui.shell import unit

DEFAULT_WIDTH = 1300
DRAWINGS_KEPT = 64
GROUPS_LIMIT, SPLITS_LIMIT = 12, 5
NOTE_LENGTH_LIMIT = 500
SEE = "see_customers"
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


def show(filters: Filters) -> None:
    """Draw the map under the filters."""
    map_answers = _gathered_answers(st.session_state[VERSION], filters, None)
    journey_map = build_journey_map(
        generation().definition, map_answers, unit(), generation().order
    )
    recoverable = largest_recoverable(
        map_answers.rows("friction"), map_answers.rows("friction_by_channel")
    )
    finding = headline(journey_map, recoverable, is_chosen=bool(filters.values(COHORT)))
    st.title(markdown(finding.sentence), anchor=False)
    st.caption(markdown(finding.reason))
    _overall(journey_map)
    _selection_note(filters)
    _unassigned(journey_map)
    _map(filters)
    _empty_lanes(journey_map)
    _all_tables(map_answers)


def _asking(filters: Filters):
    """A function that asks several questions under these filters; `only` narrows them to a group, `cohort` to a cell's journeys."""

    def narrowed(
        only: tuple[str, str] | None = None, cohort: str = "", **options
    ) -> tuple[Filters, dict]:
        group = filters.with_values(only[0], [only[1]]) if only else filters
        return group.in_cohort(cohort) if cohort else group, options

    return lambda questions: answers([(view, *narrowed(**options)) for view, options in questions])


@st.cache_resource(max_entries=DRAWINGS_KEPT, show_spinner=False)
def _gathered_answers(version: str, filters: Filters, comparison: Comparison | None) -> MapAnswers:
    """The map's answers, cached for all sessions: never change them."""
    return gather(_asking(filters), comparison)


def _overall(journey_map: JourneyMap) -> None:
    """One line: counts, and satisfaction with n and interval."""
    summary = journey_map.summary
    parts = [
        plural(summary["customers"], "customer"),
        plural(summary["journeys"], "journey"),
        plural(summary["events"], "event"),
    ]
    parts += [
        f"{figure.metric.upper()} {figure_words(figure)}, n {count(figure.n)}"
        for figure in journey_map.overall
        if figure.value is not None
    ]
    st.markdown(markdown(" · ".join(parts)))


def _selection_note(filters: Filters) -> None:
    """A note for filters on what happened in a journey: they also select its outcome."""
    chosen_by = [words for key, words in CHOSEN_BY.items() if filters.values(key)]
    if chosen_by:
        st.caption(
            f"Only journeys {' and '.join(chosen_by)} are counted. This selection itself affects how far they came."
        )


def _unassigned(journey_map: JourneyMap) -> None:
    """The touchpoints in no stage, and how to assign them."""
    names = sorted(
        {
            touchpoint.name
            for touchpoint in journey_map.touchpoints
            if touchpoint.stage == UNASSIGNED
        }
    )
    if not names:
        return
    with st.container(border=True):
        st.subheader(f"{plural(len(names), 'touchpoint')} in no stage", anchor=False)
        st.write(
            "They are counted, but shown outside the stages. Assign each one to a stage to place it on the map."
        )
        if st.button("Assign them on the Data screen", type="primary"):
            st.session_state[DATA_PART] = DEFINE
            st.switch_page("pages/data.py")
        with st.expander("The same on the command line"):
            name = generation().dataset
            st.write(
                "In the file, under `[touchpoints]`, uncomment the proposed lines and correct their stages."
            )
            st.code(
                f"python -m journey definition --dataset {name} > journey.toml\n"
                f"python -m journey definition --dataset {name} --set journey.toml",
                language="bash",
            )
        st.text(", ".join(names[:60]) + (f" and {len(names) - 60} more" if len(names) > 60 else ""))


def _empty_lanes(journey_map: JourneyMap) -> None:
    """The lanes that are empty for lack of columns or customers, and what to do."""
    if not journey_map.summary["events"]:
        return
    empty = []
    if not any(
        touchpoint.emotion and touchpoint.emotion.is_shown for touchpoint in journey_map.touchpoints
    ):
        empty.append("emotions (columns emotion or valence, at least 10 customers per touchpoint)")
    if not any(stage.figures for stage in journey_map.stages):
        empty.append("satisfaction (columns nps, csat or ces)")
    if not any(stage.quote for stage in journey_map.stages):
        empty.append("quotes (column comment)")
    if empty:
        st.caption(markdown(f"No data in this selection for: {'; '.join(empty)}."))


@st.fragment
def _map(filters: Filters) -> None:
    """The controls, the drawing, and the evidence beside it; a click runs this part of the page alone."""
    if st.session_state.pop(SEE, None):
        st.switch_page("pages/customer.py")
    if st.session_state.pop("filter_to", None):
        st.rerun(scope="app")
    link.rerun_if_stale(filters)
    card = read_card(generation().dataset)
    map_card.summary_line(card, _unfiltered_map)
    view = controls(
        _known_comparison(st.session_state[link.VIEW], filters), filters, card, _unfiltered_map
    )
    st.session_state[link.VIEW] = view
    link.write(filters, with_view=True)
    map_answers = _gathered_answers(st.session_state[VERSION], filters, view.comparison)
    by_stage = _notes_by_stage()
    if problem := workspace_problem():
        st.warning(markdown(problem))
    notes = tuple((stage, tuple(words)) for stage, words in by_stage.items())
    journey_map = build_journey_map(
        generation().definition, map_answers, unit(), generation().order, by_stage
    )
    if not journey_map.summary["events"]:
        return
    width = browser_width(DEFAULT_WIDTH)
    drawing = _drawing(
        st.session_state[VERSION],
        filters,
        view.opened(_undrawn_touchpoint(journey_map, view.cell, width)),
        width,
        unit(),
        notes,
    )
    panel = evidence(view.cell, _context(filters, map_answers, journey_map)) if view.cell else None
    journey_map_component(
        key=KEY,
        data={
            **drawing,
            "evidence": panel,
            "filters": filters.words(),
            "picture": st.session_state.pop(PICTURE, None),
        },
        on_open_change=_open_cell,
        on_filter_change=_filter_to,
        on_see_change=_see_customers,
        on_note_change=_add_note,
        on_width_change=lambda: None,
    )


def _unfiltered_map() -> JourneyMap:
    """The map without filters, which reviews compare with."""
    return build_journey_map(
        generation().definition,
        _gathered_answers(st.session_state[VERSION], Filters(), None),
        unit(),
        generation().order,
    )


def _undrawn_touchpoint(journey_map: JourneyMap, cell: Cell | None, width: int) -> Cell | None:
    """The open cell if its touchpoint would not be drawn otherwise: it is then always drawn."""
    if cell is None or not cell.touchpoint:
        return None
    slots = frame(journey_map, width, {}).slots
    is_drawn = any(
        (slot.touchpoint.stage, slot.touchpoint.name) == (cell.stage, cell.touchpoint)
        for slot in slots
    )
    return None if is_drawn else Cell("passes", cell.stage, cell.touchpoint)


@st.cache_data(max_entries=DRAWINGS_KEPT, show_spinner=False)
def _drawing(
    version: str, filters: Filters, view: MapView, width: int, counted_unit: str, notes: tuple
) -> dict:
    """The map drawn wide and narrow, as JSON, with a signature that identifies the drawing."""
    definition = generation().definition
    map_answers = _gathered_answers(version, filters, view.comparison)
    journey_map = build_journey_map(
        definition,
        map_answers,
        counted_unit,
        generation().order,
        {stage: list(words) for stage, words in notes},
    )
    always_drawn = ((view.cell.stage, view.cell.touchpoint),) if view.cell else ()
    hidden = (*view.hidden, *(NEED_TIME if generation().is_timeless else ()))
    wide = wide_scene(
        frame(
            journey_map,
            width,
            dict(definition.friction_weights),
            always_drawn,
            view.against_expected,
        ),
        hidden,
    )
    drawing = packed({"wide": wide, "narrow": narrow_scene(journey_map, hidden, always_drawn)}) | {
        "label": f"Journey map, {definition.title}",
        "themes": themes(),
    }
    depends_on = repr((version, filters, view, width, notes))
    return drawing | {"signature": hashlib.sha256(depends_on.encode()).hexdigest()[:16]}


def _context(filters: Filters, map_answers: MapAnswers, journey_map: JourneyMap) -> Context:
    data = generation()
    split_attributes = [
        name for name in data.attributes if 1 < len(data.attribute_values(name)) <= GROUPS_LIMIT
    ][:SPLITS_LIMIT]
    period = "" if data.is_timeless else fitting_period(data)
    open_from = first_open_period(data, period) if period else None
    return Context(
        journey_map,
        map_answers,
        _asking(filters),
        data.definition,
        tuple(split_attributes),
        period,
        open_from,
    )


def _open_cell() -> None:
    name = trigger_value("open")
    if name is None:
        return
    try:
        cell = parse_cell(name) if name else None
    except UserError:
        cell = None
    st.session_state[link.VIEW] = st.session_state[link.VIEW].opened(cell)


def _filter_to() -> None:
    name = trigger_value("filter")
    if name:
        st.session_state[link.FILTERS] = st.session_state[link.FILTERS].in_cohort(name)
        st.session_state["filter_to"] = True


def _see_customers() -> None:
    """Go to the customers of a cell on the Customer screen."""
    name = trigger_value("see")
    if name:
        st.session_state[link.FILTERS] = st.session_state[link.FILTERS].in_cohort(name)
        page_state.put("customer", "")
        st.session_state[SEE] = True


def _add_note() -> None:
    note = trigger_value("note")
    if note:
        cell = parse_cell(str(note["cell"]))
        change_workspace(
            lambda: workspace.add_note(
                data_folder(),
                generation().dataset,
                str(cell),
                str(note["text"])[:NOTE_LENGTH_LIMIT],
            )
        )


def _notes_by_stage() -> dict[str, list[str]]:
    """The notes by the stage of their cell."""
    words_by_stage: dict[str, list[str]] = {}
    for note in read_notes(generation().dataset):
        cell = parse_cell(note.cell)
        words_by_stage.setdefault(cell.stage, []).append(
            f"{cell.touchpoint}: {note.words}" if cell.touchpoint else note.words
        )
    return words_by_stage


def _known_comparison(view: MapView, filters: Filters) -> MapView:
    """The view, its comparison limited to groups that this dataset and these filters have."""
    comparison = view.comparison
    if comparison is None:
        return view
    has_key = comparison.key in generation().attributes
    names = set(generation().attribute_values(comparison.key).values()) if has_key else set()
    names &= set(filters.values(comparison.key)) or names
    values = tuple(value for value in comparison.values if value in names)
    return replace(view, comparison=Comparison(comparison.key, values) if values else None)


def _all_tables(map_answers: MapAnswers) -> None:
    """Every number of the map as tables, with definitions and the commands that print the same."""
    with st.container(key="not_printed"):
        layout.section(
            "The numbers",
            "Every figure on the map as a table, with its definitions and the matching command.",
        )
        for title, name in TABLE_QUESTIONS.items():
            tables.details(map_answers.answers[name], f"{title}: table and definitions")
