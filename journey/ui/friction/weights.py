"""The weights of the friction score, to be tried out; those of the journey definition stay as they are."""

import streamlit as st

from journey.data.views.options import is_weight
from journey.model.metrics import FRICTION_PARTS
from journey.model.vocabulary import FRICTION
from journey.ui import page_state
from journey.ui.data import generation

HEAVIEST, STEP = 10.0, 0.5


def show() -> None:
    asked = _asked()
    label = "Weights of the score" if not asked else "Weights of the score (changed)"
    with st.popover(label):
        st.caption(
            "Tried out here alone. Those of the journey definition are changed under Define on the Data screen."
        )
        for part in FRICTION_PARTS:
            st.number_input(
                FRICTION[part].noun,
                0.0,
                HEAVIEST,
                min(
                    HEAVIEST, float(asked.get(part, generation().definition.friction_weights[part]))
                ),
                STEP,
                key=page_state.widget_key(f"weight {part}"),
                on_change=_keep,
            )
        st.button("As in the definition", disabled=not asked, on_click=_forget)


def _asked() -> dict[str, float]:
    """Weights in the address that differ from the definition's."""
    texts = page_state.get("weights").split(",")
    pairs = (text.partition("=") for text in texts if is_weight(text))
    page_state.mark_understood("weights", all(map(is_weight, filter(None, texts))))
    return {part: float(number) for part, _, number in pairs}


def _keep() -> None:
    defined = generation().definition.friction_weights
    values = {
        part: st.session_state[page_state.widget_key(f"weight {part}")] for part in FRICTION_PARTS
    }
    changed = [f"{part}={value:g}" for part, value in values.items() if value != defined[part]]
    page_state.put("weights", ",".join(changed))


def _forget() -> None:
    page_state.put("weights", "")
    page_state.reset_widgets()
