"""The address of what is shown, to copy."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from journey.model.filters import Filters
from journey.ui import link

CSS = """
.address { display: flex; gap: .5rem; }
.address input { flex: 1 1 0; min-width: 0; padding: .45rem .6rem; font: inherit; font-size: .875rem; color: var(--st-text-color);
  background: var(--st-secondary-background-color); border: 1px solid var(--st-border-color); border-radius: .5rem; }
.address button { padding: .45rem .75rem; font: inherit; font-size: .875rem; color: var(--st-text-color); cursor: pointer;
  background: none; border: 1px solid var(--st-border-color); border-radius: .5rem; }
.address :is(input, button):focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
"""
HTML = """
<div class="address"><input readonly aria-label="Address"><button type="button">Copy</button></div>
"""
JS = """
export default function ({ data, parentElement }) {
  const field = parentElement.querySelector("input"), button = parentElement.querySelector("button");
  field.value = data.address;
  field.onfocus = () => field.select();
  button.onclick = async () => {
    field.select();  // a page without https has no clipboard of its own
    const written = navigator.clipboard?.writeText(data.address).then(() => true, () => false);
    const isCopied = (await written) || document.execCommand("copy");
    button.textContent = isCopied ? "Copied" : "Press Ctrl+C";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  };
}
"""
_address = st.components.v2.component("address", html=HTML, css=CSS, js=JS)


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
    """The address of the page with this query, with a button that copies it.

    A component of its own: Streamlit's code block fetches a highlighter of 1.5 MB, for which a menu would wait.
    """
    page = str(st.context.url or "").rstrip("/")
    page = page if urlsplit(page).path else f"{page}/"
    _address(data={"address": f"{page}?{query}"})
