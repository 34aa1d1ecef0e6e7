"""The home's parts: the headline, the map with its evidence, and the tables behind it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from journey.data import workspace
from journey.data.stage_proposals import rating
from journey.exhibit.journey_map.whole import finding_of, of_map, ref_of
from journey.map.answers import AskAll, Comparison, MapAnswers, gather
from journey.map.build import build_journey_map
from journey.map.evidence.panel import END, evidence
from journey.map.evidence.panel_data import CellPanel
from journey.map.findings import beginning_with, with_findings
from journey.map.model import JourneyMap
from journey.map.view import MapView
from journey.model.access import Ability
from journey.model.cells import Cell
from journey.model.filters import Filters
from journey.model.vocabulary import SURVEY
from journey.presenters import journey_map as words
from journey.presenters.drawing import signature
from journey.presenters.key_figures import key_figures as figures_of
from journey.ui import (
    emotion_names,
    empty_result,
    ends_question,
    exhibits,
    key_figures,
    link,
    map_card,
    map_controls,
    open_questions,
    page_state,
    redefining,
    silence,
    spellings_question,
    stages_question,
    survey,
    tables,
)
from journey.ui.access import allowed, may
from journey.ui.data import (
    DATA_PART,
    DEFINE,
    VERSION,
    Options,
    Seen,
    answers,
    change_workspace,
    data_folder,
    generation,
    seen,
    workspace_problem,
)
from journey.ui.data import card as read_card
from journey.ui.data import notes as read_notes
from journey.ui.escape import markdown
from journey.ui.findings import on_home
from journey.ui.map_component import KEY, browser_width, journey_map_component, trigger_value
from journey.ui.shell import unit

DEFAULT_WINDOW = 1360
DRAWINGS_KEPT = 64
NOTE_LENGTH_LIMIT = 500
SEE = "see_customers"
Notes = tuple[tuple[str, tuple[str, ...]], ...]  # of each stage, as a cache can know them again


def controls(filters: Filters) -> None:
    """The map's controls, in the row above it."""
    view = words.known_comparison(st.session_state[link.VIEW], filters, generation())
    st.session_state[link.VIEW] = view
    map_controls.controls(view, filters, _unfiltered_map)


def show(filters: Filters) -> None:
    """Draw the map under the filters."""
    map_answers = _gathered_answers(seen(), filters, None)
    journey_map = _built_map(map_answers)
    _title(journey_map, map_answers, filters)
    if not journey_map.summary["events"]:
        empty_result.show(filters)
        return
    if generation().definition.kind == SURVEY:
        survey.show(filters)
    redefining.show_progress()
    unassigned = words.unassigned(journey_map, _rated(st.session_state[VERSION]))
    ends_question.warnings()
    _open_questions(journey_map, unassigned)
    if (touchpoint := st.session_state.pop(END, None)) and may(Ability.CHANGE):
        ends_question.confirm(touchpoint)
    _map(filters)
    on_home.strip(filters)
    _below(journey_map, filters)
    _all_tables(map_answers)


def _open_questions(journey_map: JourneyMap, unassigned: list[str]) -> None:
    """What the data leave open, in one line, so that the map stays in sight."""
    if not may(Ability.CHANGE):
        return
    are_ends_known = generation().definition.ends.are_known
    spellings = spellings_question.open_questions() if unassigned or not are_ends_known else []
    stages = stages_question.open_questions(unassigned)
    ends = ends_question.open_questions()
    questions = [*spellings, *stages, *ends, *emotion_names.open_questions()]
    is_nothing_placed = bool(stages) and words.is_nothing_placed(journey_map)
    lead = words.open_questions(len(questions), is_nothing_placed, bool(ends))
    needed = stages if is_nothing_placed else ends
    open_questions.in_one_line(questions, lead, needed)


def _title(journey_map: JourneyMap, map_answers: MapAnswers, filters: Filters) -> None:
    """The headline with its reason, and the key figures beside it."""
    finding = finding_of(journey_map, map_answers)
    if journey_map.summary["events"]:
        comparison = st.session_state[link.VIEW].comparison
        finding = on_home.headline(filters, finding, comparison)
    with st.container(horizontal=True, gap="medium", vertical_alignment="top", key="title_row"):
        with st.container(gap=None, key="headline"):
            st.title(markdown(finding.sentence), anchor=False)
            st.caption(markdown(finding.reason))
        if journey_map.summary["events"]:
            key_figures.show(figures_of(journey_map, map_answers))


def _below(journey_map: JourneyMap, filters: Filters) -> None:
    """What the figures count, and what to know of them."""
    with st.container(key="figures_line"):
        st.caption(markdown(words.overall(journey_map)))
    for caveat in words.caveats(generation().loads):
        st.caption(markdown(caveat))
    if note := words.selection_note(filters, "how far they came", generation().event_keys):
        st.caption(note)
    _silence()
    if note := words.empty_lanes(journey_map, _held(st.session_state[VERSION])):
        st.caption(markdown(note))


@st.cache_resource(max_entries=DRAWINGS_KEPT, show_spinner=False)
def _held(version: str) -> dict[str, bool]:
    return words.held(generation())


@st.cache_resource(max_entries=DRAWINGS_KEPT, show_spinner=False)
def _rated(version: str) -> frozenset[str] | None:
    """The questions of a survey that rate a part of the journey; None for other data."""
    is_survey = generation().definition.kind == SURVEY
    return rating(generation().ask_proposals) if is_survey else None


def _silence() -> None:
    """What counts as having left, with the window to change; what friction is; and what is proposed for data of before."""
    words_on_silence, status, proposal, friction = silence.sentences(st.session_state[VERSION])
    for sentence in filter(None, (status, proposal)):
        st.caption(markdown(sentence))
    if not words_on_silence:
        return
    with st.container(key="silence"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(markdown(words_on_silence), width="content")
            if may(Ability.CHANGE):
                _changes_of_ends()
        if friction and "friction" not in st.session_state[link.VIEW].hidden:
            st.caption(markdown(friction))


def _changes_of_ends() -> None:
    ends_question.window()
    if st.button("Change where journeys end", type="tertiary"):
        st.session_state[DATA_PART] = DEFINE
        st.switch_page("pages/data.py")


def _asking(filters: Filters) -> AskAll:
    """A function that asks several questions under these filters; `only` narrows them to a group, `cohort` to a cell's journeys."""

    def question(
        view: str, only: tuple[str, str] | None = None, cohort: str = "", **options: Any
    ) -> tuple[str, Filters, Options]:
        return view, words.narrowed(filters, only, cohort), options

    return lambda questions: answers([question(view, **options) for view, options in questions])


@st.cache_resource(max_entries=DRAWINGS_KEPT, show_spinner=False)
def _gathered_answers(shown: Seen, filters: Filters, comparison: Comparison | None) -> MapAnswers:
    """The map's answers, cached for all sessions: never change them."""
    return gather(_asking(filters), comparison)


def _built_map(map_answers: MapAnswers, notes: dict[str, list[str]] | None = None) -> JourneyMap:
    data = generation()
    return build_journey_map(data.definition, map_answers, unit(), data.order, notes or {})


@st.fragment
def _map(filters: Filters) -> None:
    """The drawing, and the evidence beside it; a click runs this part of the page alone."""
    if st.session_state.pop(SEE, None) and may(Ability.SEE_CUSTOMERS):
        st.switch_page("pages/customer.py")
    if st.session_state.pop("filter_to", None) or st.session_state.get(END):
        st.rerun(scope="app")
    link.rerun_if_stale(filters)
    map_card.show(read_card(generation().dataset), _unfiltered_map)
    view = st.session_state[link.VIEW]
    link.write(filters, with_view=True, state_keys=page_state.HOME)
    map_answers = _gathered_answers(seen(), filters, view.comparison)
    by_stage = words.notes_by_stage(read_notes(generation().dataset))
    if problem := workspace_problem():
        st.warning(markdown(problem))
    notes = tuple((stage, tuple(lines)) for stage, lines in by_stage.items())
    found = on_home.rows(filters)
    journey_map = with_findings(_built_map(map_answers, by_stage), found)
    window = browser_width(DEFAULT_WINDOW)
    width = (
        _presented_width(journey_map, window)
        if view.is_presented
        else words.drawing_width(journey_map, window, bool(view.cell))
    )
    drawing = _drawing(
        seen(),
        filters,
        view.opened(words.undrawn_touchpoint(journey_map, view.cell, width)),
        width,
        notes,
        tuple(row["rank"] for row in found),
    )
    panel = None
    if view.cell:
        asking = _asking(filters)
        context = words.context(generation(), journey_map, map_answers, asking, allowed())
        panel = evidence(view.cell, context)
        panel = beginning_with(panel, view.cell, found) if panel else None
    exhibit = of_map(ref_of(filters, view), exhibits.source(filters), journey_map, map_answers)
    with exhibits.shown(exhibit, table="", is_headed=False, notes="", has_menu=False):
        journey_map_component(
            key=KEY,
            data={
                **drawing,
                "content": signature(
                    st.session_state[VERSION], filters, view.opened(None), notes, len(found)
                ),
                "window": window,
                "is_beside": words.is_beside(journey_map, window, bool(view.cell)),
                **(words.presented(journey_map, view.hidden, window) if view.is_presented else {}),
                "evidence": panel,
                "can_note": may(Ability.CHANGE),
                "filters": filters.words(),
            },
            on_open_change=_open_cell,
            on_filter_change=_filter_to,
            on_see_change=_see_customers,
            on_note_change=_add_note,
            on_end_change=_say_end,
            on_width_change=lambda: None,
            on_presented_width_change=lambda: None,
            on_present_change=_leave_presented,
        )


def panel_of(filters: Filters, cell: Cell) -> CellPanel | None:
    """The evidence of a cell of the map under the filters, for other screens; None where the map has no such cell."""
    map_answers = _gathered_answers(seen(), filters, None)
    journey_map = _built_map(map_answers)
    asking = _asking(filters)
    context = words.context(generation(), journey_map, map_answers, asking, allowed())
    panel = evidence(cell, context)
    return beginning_with(panel, cell, on_home.rows(filters)) if panel else None


def _presented_width(journey_map: JourneyMap, window: int) -> float:
    """The width that fills the window, as the browser found, until then a guess."""
    found = st.session_state.get(KEY, {}).get("presented_width")
    is_known = isinstance(found, int | float) and 300 <= found <= 4000
    return float(found) if is_known else words.presented_width(journey_map, window)


def _leave_presented() -> None:
    if trigger_value("present"):
        view = st.session_state[link.VIEW]
        st.session_state[link.VIEW] = replace(view, is_presented=False)


def _unfiltered_map() -> JourneyMap:
    """The map without filters, which reviews compare with."""
    return _built_map(_gathered_answers(seen(), Filters(), None))


@st.cache_data(max_entries=DRAWINGS_KEPT, show_spinner=False)
def _drawing(
    shown: Seen,
    filters: Filters,
    view: MapView,
    width: float,
    notes: Notes,
    ranks: tuple[float, ...],
) -> dict[str, Any]:
    """The map drawn wide and narrow, as JSON, with a signature that identifies the drawing; `ranks` are the findings on it."""
    map_answers = _gathered_answers(shown, filters, view.comparison)
    by_stage = {stage: list(lines) for stage, lines in notes}
    found = [row for row in on_home.rows(filters) if row["rank"] in ranks]
    journey_map = with_findings(_built_map(map_answers, by_stage), found)
    depends_on = (shown, filters, view, width, notes, ranks)
    return words.drawing(generation(), journey_map, view, width, depends_on)


def _open_cell() -> None:
    name = trigger_value("open")
    if name is None:
        return
    view = st.session_state[link.VIEW]
    st.session_state[link.VIEW] = view.opened(words.known_cell(name))


def _filter_to() -> None:
    if link.narrow(trigger_value("filter")):
        st.session_state["filter_to"] = True


def _see_customers() -> None:
    """Go to the customers of a cell on the Customer screen."""
    if may(Ability.SEE_CUSTOMERS) and link.narrow(trigger_value("see")):
        page_state.put("customer", "")
        st.session_state[SEE] = True


def _say_end() -> None:
    """Ask whether the touchpoint that was clicked is an end."""
    name = trigger_value(END)
    if name and may(Ability.CHANGE):
        st.session_state[END] = str(name)


def _add_note() -> None:
    note = trigger_value("note")
    cell = words.known_cell(note["cell"]) if note else None
    if cell:
        text = str(note["text"])[:NOTE_LENGTH_LIMIT]
        change_workspace(
            lambda: workspace.add_note(data_folder(), generation().dataset, str(cell), text)
        )


def _all_tables(map_answers: MapAnswers) -> None:
    """Every number of the map as tables, with definitions and the commands that print the same."""
    with st.container(key="not_printed"):
        tables.numbers(
            "The numbers",
            {title: map_answers.answers[name] for title, name in words.TABLE_QUESTIONS.items()},
        )
