"""The first journeys that a file would give, drawn while its columns are being named."""

from html import escape

import streamlit as st

from journey.model.cells import SCORES
from journey.model.definition import Definition
from journey.model.theme import ON_COLOUR, stage_hue
from journey.model.vocabulary import METRICS
from journey.model.words import count, plural
from journey.ui.errors import escaped
from journey.ui.escape import markdown
from journey.use.preview import EVENTS_SHOWN, FirstEvent, FirstJourneys

COMMENT_WIDTH = 80


def show(preview: FirstJourneys, definition: Definition) -> None:
    """What would be loaded of the first rows, and the first journeys as chips in their stages' colours."""
    if preview.question:
        return
    if preview.problem:
        st.warning(escaped(preview.problem))
        return
    which = "All" if preview.is_whole else "The first"
    st.markdown(
        f"{which} **{plural(preview.rows, 'row')}** would give **{plural(preview.events, 'event')}** of "
        f"**{plural(preview.customers, 'customer')}**"
        + (
            f"; {plural(preview.rows - preview.loaded, 'row')} would not be loaded."
            if preview.loaded < preview.rows
            else "."
        )
    )
    for row in preview.refused:
        st.text(f"Refused: {row.sentence()}")
    st.html("".join(_journey(events, definition) for events in preview.journeys))
    for sentence in preview.assumed:
        st.caption(markdown(f"Assumed: {sentence}"))


def _journey(events: list[FirstEvent], definition: Definition) -> str:
    chips = "".join(_chip(event, definition) for event in events[:EVENTS_SHOWN])
    more = (
        f'<span class="more">… {count(len(events) - EVENTS_SHOWN)} more</span>'
        if len(events) > EVENTS_SHOWN
        else ""
    )
    who = f'<span class="who">{_text(events[0].journey)}</span>'
    return f'<div class="first-journey">{who}<span class="chips">{chips}{more}</span></div>'


def _chip(event: FirstEvent, definition: Definition) -> str:
    """One event: its touchpoint in the stage's colour, below it when and where, and what the customer said."""
    stages = definition.stage_names
    stage = event.stage or definition.touchpoint_stages.get(event.touchpoint)
    hue = stage_hue(stages.index(stage) if stage in stages else -1)
    answers = ((name, getattr(event, name)) for name in SCORES)
    scores = [f"{METRICS[name].noun} {answer}" for name, answer in answers if answer is not None]
    below = [
        _when(event.occurred_at),
        stage or "in no stage yet",
        event.channel or "",
        event.emotion or "",
        *scores,
    ]
    comment = f"<q>{_text(event.comment[:COMMENT_WIDTH])}</q>" if event.comment else ""
    return (
        f'<span class="chip"><b style="background:{hue};color:{ON_COLOUR}">{_text(event.touchpoint)}</b>'
        f"<small>{_text(' · '.join(part for part in below if part))}</small>{comment}</span>"
    )


def _when(moment: str | None) -> str:
    """A time to the minute; a day where it has no hour."""
    return (moment or "").replace("T", " ")[:16].removesuffix(" 00:00")


def _text(text: str) -> str:
    """Text from data inside HTML: letters only, kept in its own direction."""
    return f"<bdi>{escape(text, quote=True)}</bdi>"
