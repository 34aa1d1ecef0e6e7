"""The home's parts: the headline, the map with its evidence, and the tables behind it."""

import hashlib
import json

import streamlit as st

from journey.charts.theme import DARK, LIGHT, ROLES
from journey.data.groups import first_open_period, fitting_period
from journey.map.answers import MapAnswers, gather
from journey.map.evidence import Context, evidence
from journey.map.frame import frame
from journey.map.headline import headline
from journey.map.model import JourneyMap, journey_map
from journey.map.recoverable import largest_recoverable
from journey.map.sayings import figure_words
from journey.map.stacked import stacked
from journey.map.view import MapView
from journey.map.wide import across
from journey.model.cells import Cell, parse_cell
from journey.model.definition import UNASSIGNED
from journey.model.errors import UserError
from journey.model.filters import BEHIND, Filters
from journey.model.words import count, plural
from journey.ui import link
from journey.ui import show as beside
from journey.ui.data import VERSION, answer, generation
from journey.ui.escape import markdown
from journey.ui.map_component import KEY, drawn_width, journey_map_component, triggered
from journey.ui.map_controls import controls
from journey.ui.shell import unit

USUAL_WIDTH = 1300
DRAWINGS_KEPT = 64
MOST_GROUPS, MOST_SPLITS = 12, 5
TWINS = {
    "Stages": "funnel",
    "Exits": "exits",
    "Touchpoints": "touchpoints",
    "Emotions": "emotions",
    "Friction": "friction",
    "Satisfaction": "stage_satisfaction",
    "Quotes": "quotes",
}


def show(filters: Filters) -> None:
    """Draw the map under the filters."""
    answers = gather(_asker(filters))
    found = journey_map(generation().definition, answers, unit())
    finding = headline(found, largest_recoverable(answers.rows("friction"), answers.rows("friction_by_channel")))
    st.title(markdown(finding.sentence), anchor=False)
    st.caption(markdown(finding.reason))
    _overall(found)
    _unassigned(found)
    _map(filters)
    _missing(found)
    _twins(answers)


def _asker(filters: Filters):
    """How map and evidence ask under these filters; `behind` narrows them to the journeys of a cell."""

    def ask(view: str, behind: str = "", **options):
        return answer(view, filters.with_values(BEHIND, [behind]) if behind else filters, **options)

    return ask


def _overall(found: JourneyMap) -> None:
    """One line: how much there is, and how satisfied, with n and interval."""
    summary = found.summary
    words = [plural(summary["customers"], "customer"), plural(summary["journeys"], "journey"), plural(summary["events"], "event")]
    words += [
        f"{figure.metric.upper()} {figure_words(figure)}, n {count(figure.n)}"
        for figure in found.overall
        if figure.value is not None
    ]
    st.markdown(markdown(" · ".join(words)))


def _unassigned(found: JourneyMap) -> None:
    """Where touchpoints are in no stage: which, and how to give them one."""
    names = sorted({touchpoint.name for touchpoint in found.touchpoints if touchpoint.stage == UNASSIGNED})
    if not names:
        return
    with st.container(border=True):
        st.subheader(f"{plural(len(names), 'touchpoint')} in no stage", anchor=False)
        st.write(
            "Say in the journey definition which stage each belongs to: write it to a file; under `[touchpoints]` take the # "
            "away from the proposed lines and correct their stages; put it in force. This page then shows the stages."
        )
        name = generation().dataset
        st.code(
            f"python -m journey definition --dataset {name} > journey.toml\n"
            f"python -m journey definition --dataset {name} --set journey.toml",
            language="bash",
        )
        st.text(", ".join(names[:60]) + (f" and {len(names) - 60} more" if len(names) > 60 else ""))


def _missing(found: JourneyMap) -> None:
    """Which lanes are empty because the file has no such columns, or too few customers to tell, and what to do."""
    if not found.summary["events"]:
        return
    empty = []
    if not any(touchpoint.feeling and touchpoint.feeling.is_shown for touchpoint in found.touchpoints):
        empty.append("emotions (columns emotion or valence, at least 10 customers a touchpoint)")
    if not any(stage.figures for stage in found.stages):
        empty.append("satisfaction (columns nps, csat or ces)")
    if not any(stage.quote for stage in found.stages):
        empty.append("quotes (column comment)")
    if empty:
        st.caption(markdown(f"Nothing to show in this selection: {'; '.join(empty)}."))


@st.fragment
def _map(filters: Filters) -> None:
    """The controls, the drawing, and the evidence beside it; a click runs this part of the page alone."""
    if st.session_state.pop("filter_to", None):
        st.rerun(scope="app")
    view = controls(st.session_state[link.VIEW])
    st.session_state[link.VIEW] = view
    link.write(filters, with_view=True)
    answers = gather(_asker(filters), view.comparison)
    found = journey_map(generation().definition, answers, unit())
    if not found.summary["events"]:
        return
    drawing = _drawing(st.session_state[VERSION], filters, view.opened(_kept(found, view.cell)), drawn_width(USUAL_WIDTH), unit())
    proof = evidence(view.cell, _context(filters, answers, found)) if view.cell else None
    journey_map_component(
        key=KEY,
        data={**drawing, "evidence": proof, "filters": _rule(filters)},
        on_open_change=_open,
        on_filter_change=_filter_to,
        on_note_change=_note,
        on_width_change=lambda: None,
    )


def _kept(found: JourneyMap, cell: Cell | None) -> Cell | None:
    """The open cell where it is of a touchpoint, which is then drawn in any case."""
    return cell if cell and cell.touchpoint else None


@st.cache_data(max_entries=DRAWINGS_KEPT, show_spinner=False)
def _drawing(version: str, filters: Filters, view: MapView, width: int, counted: str) -> dict:
    """The map drawn for a desk and for a phone, as JSON, with a signature that tells one drawing from another."""
    definition = generation().definition
    found = journey_map(definition, gather(_asker(filters), view.comparison), counted)
    kept = ((view.cell.stage, view.cell.touchpoint),) if view.cell else ()
    wide = across(frame(found, width, dict(definition.friction_weights), kept, view.against_expected), view.hidden)
    drawing = {
        "wide": wide.data(),
        "narrow": stacked(found, view.hidden, kept).data(),
        "label": f"Journey map, {definition.title}",
        "themes": {name: {role: theme.role(role) for role in ROLES} for name, theme in (("light", LIGHT), ("dark", DARK))},
    }
    return drawing | {"signature": hashlib.sha256(json.dumps(drawing).encode()).hexdigest()[:16]}


def _context(filters: Filters, answers: MapAnswers, found: JourneyMap) -> Context:
    data = generation()
    fitting = [name for name in data.attributes if 1 < len(data.attribute_values(name)) <= MOST_GROUPS][:MOST_SPLITS]
    period = fitting_period(data)
    return Context(found, answers, _asker(filters), data.definition, tuple(fitting), period, first_open_period(data, period))


def _rule(filters: Filters) -> str:
    asked = [f"{key}: {', '.join(values)}" for key, values in filters.where]
    days = (
        [f"{filters.from_date or 'the first day'} to {filters.to_date or 'the last day'}"]
        if filters.from_date or filters.to_date
        else []
    )
    return f"Filters: {'; '.join([*days, *asked]) or 'none'}."


def _open() -> None:
    name = triggered("open")
    if name is None:
        return
    try:
        cell = parse_cell(name) if name else None
    except UserError:
        cell = None
    st.session_state[link.VIEW] = st.session_state[link.VIEW].opened(cell)


def _filter_to() -> None:
    name = triggered("filter")
    if name:
        filters = st.session_state[link.FILTERS]
        st.session_state[link.FILTERS] = filters.with_values(BEHIND, [name])
        st.session_state["filter_to"] = True


def _note() -> None:
    """Notes come with the workspace."""


def _twins(answers: MapAnswers) -> None:
    """Every number of the map as tables, with definitions and the commands that print the same."""
    with st.container(key="not_printed"):
        beside.section(
            "The numbers", "Every figure of the map as a table, with its definitions and the command that prints the same."
        )
        for title, name in TWINS.items():
            beside.twin(answers.answers[name], f"{title}: table and definitions")
