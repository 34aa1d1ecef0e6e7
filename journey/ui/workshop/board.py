"""The board as a component: the very scripts of the page that people join, in the place of who leads."""

import streamlit as st

from journey.workshop.component import script, style

EXPORT = """
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".ws-lead-board");
  root.classList.toggle("dark", data.is_dark);
  const known = root.board;
  if (known?.workshop === data.workshop) return;
  known?.view.end();
  const view = openBoard(root, data);
  root.board = { workshop: data.workshop, view };
  return () => { view.end(); root.board = null; };
}
"""
_board = st.components.v2.component(
    "workshop_board",
    html='<div class="ws-lead-board"></div>',
    css=style(),
    js=f"{script()}\n{EXPORT}",
)


def board(address: str, workshop_no: int, code: str, is_dark: bool) -> None:
    """`address` is that of the workshops' paths, as "/room"."""
    _board(
        key="workshop board",
        data={
            "address": address,
            "place": "lead",
            "workshop": workshop_no,
            "code": code,
            "is_dark": is_dark,
        },
    )
