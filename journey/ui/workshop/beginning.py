"""Beginning a workshop on what is shown, with the actions that are still open and what else is carried into it."""

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from journey.data.generation import Generation
from journey.exhibit.around import figures_around, figures_for_room
from journey.exhibit.journey_map.whole import built
from journey.exhibit.source import asking
from journey.exhibit.workshop.actions import became
from journey.model.access import Ability
from journey.model.author import written_by
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.presenters import workshops as words
from journey.ui import access, page_state
from journey.ui.data import data_folder, generation
from journey.workshop import kept
from journey.workshop.board import Write
from journey.workshop.measured import Measured, measured
from journey.workshop.things import Action

PROBLEM = "workshop_problem"


def begin(
    filters: Filters, title: str, carry: Callable[[Measured], Iterable[Write]] = lambda under: ()
) -> None:
    """Keep a workshop on what is measured now and open it; `carry` gives what it has on its board beside the open actions."""
    access.require(Ability.FACILITATE)
    data, db = generation(), data_folder()
    until = data.observation.until_second
    journey_map, _ = built(asking(data, filters))
    around = figures_for_room(data, filters)
    stages = data.definition.stage_names
    numbers = {
        key: data.number_of_values(key)
        for key, _ in filters.where
        if key in (*data.event_keys, *data.journey_keys)
    }
    told = words.filters_for_room(filters, numbers)
    under = measured(journey_map, stages, told, until, around.before.figures, around.means)
    try:
        with written_by(access.author()):
            carried = (
                *kept.carried_actions(db, data.dataset, partial(_became, data)),
                *carry(under),
            )
            found = kept.begin(db, data.dataset, data.number, filters, under, title, carried)
    except UserError as error:
        st.session_state[PROBLEM] = f"The workshop was not begun. {error}"
        return
    page_state.put("workshop", str(found.workshop_no))


def _became(data: Generation, action: Action) -> str:
    """As the room may hear it, which may not hear the names of filters that could be people's."""
    line = became(action, partial(figures_around, data, is_shared=True))
    return line.partition(" Filters: ")[0]
