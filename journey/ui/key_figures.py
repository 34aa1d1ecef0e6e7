"""The key figures on the title's row, each a button that opens its evidence."""

import streamlit as st

from journey.presenters.key_figures import KeyFigure
from journey.ui.escape import markdown


@st.fragment
def show(figures: list[KeyFigure]) -> None:
    with st.container(horizontal=True, gap="small", width="content", key="key_figures"):
        for figure in figures:
            with st.popover(
                f"**{markdown(figure.value)}** {markdown(figure.name)}",
                type="tertiary",
                key=f"figure {figure.name}",
                on_change="rerun",
            ) as popover:
                if popover.open:
                    for line in figure.lines:
                        st.markdown(markdown(line))
                    st.code(figure.command, language="bash", wrap_lines=True)
