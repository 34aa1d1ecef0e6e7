"""The address of what is shown, to copy."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from journey.model.filters import Filters
from journey.ui import link


@st.fragment
def copy_link(filters: Filters, with_view: bool, state_keys: tuple[str, ...]) -> None:
    """A popover with the link of this screen."""
    with st.popover("Copy link", key="copy link", on_change="rerun") as popover:
        if popover.open:
            show_link(filters, with_view, state_keys)


def show_link(filters: Filters, with_view: bool, state_keys: tuple[str, ...] = ()) -> None:
    """The link, with a button that copies it."""
    address = link.address_of(filters, with_view, state_keys)
    show_address(urlencode(address, doseq=True))
    st.caption("It opens this screen with the same filters, on this server.")


def show_address(query: str) -> None:
    """The address of the page with this query, with a button that copies it."""
    page = str(st.context.url or "").rstrip("/")
    page = page if urlsplit(page).path else f"{page}/"
    st.code(f"{page}?{query}", language=None, wrap_lines=True)
