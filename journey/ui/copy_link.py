"""The address of what is shown, to copy: for this desk, or for colleagues where the app is shared."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from journey.model.access import ALLOWED, Ability, Key
from journey.model.app_url import app_url
from journey.model.filters import Filters
from journey.ui import access, link, share, sharing
from journey.ui.address import address
from journey.ui.menu import entry_of


@st.fragment
def copy_link(filters: Filters, with_view: bool, state_keys: tuple[str, ...]) -> None:
    """A popover with the link of this screen."""
    with st.popover("Copy link", key="copy link", on_change="rerun") as popover:
        if popover.open:
            show_link(filters, with_view, state_keys)


def show_link(filters: Filters, with_view: bool, state_keys: tuple[str, ...] = ()) -> None:
    """The link, with a button that copies it."""
    query = urlencode(link.address_of(filters, with_view, state_keys), doseq=True)
    show_address(query, "of the screen")


def show_address(query: str, key: str) -> None:
    """The address of the page with this query, with a button that copies it, and where it works; `key` is its place's own."""
    shared = sharing.offered()
    if shared is None or not access.may(Ability.OWN):
        address(_here(query), key)
        st.caption("It opens this screen with the same filters, for whoever reaches this address.")
    elif shared.address and not _opens_with(Key.VIEW):
        address(f"{shared.address}{_page()}?{query}", key)
        st.caption("For colleagues whose key opens this screen: the app asks for it.")
    elif shared.address:
        address(sharing.link(shared, Key.VIEW, _page(), query), key)
        st.caption(
            "For colleagues: it holds the view key. Other keys, a QR code and who is there: Data, Share."
        )
    else:
        address(_here(query), key)
        st.caption("It works on this machine alone.")
        st.button("Share with colleagues", key=f"share from {key}", on_click=share.begin)
        if sentence := share.problem():
            st.error(sentence)


def app_address() -> str:
    """Where colleagues reach the app, else whoever looks at this screen; ends in a slash, '' where that is not known."""
    shared = sharing.offered()
    if shared is not None and shared.address and access.may(Ability.OWN):
        return shared.address
    url = app_url(_without_page(str(st.context.url or "")))
    return url.words if url else ""


def _without_page(url: str) -> str:
    return url.rstrip("/").removesuffix(_page()) if _page() else url


def _here(query: str) -> str:
    page = str(st.context.url or "").rstrip("/")
    return f"{page if urlsplit(page).path else f'{page}/'}?{query}"


def _opens_with(key: Key) -> bool:
    """Whether the key opens this screen."""
    entry = entry_of(f"pages/{_page()}.py" if _page() else "app.py")
    return entry is None or entry.asks in ALLOWED[key]


def _page() -> str:
    """The page below the app's own address: "" of the home, "paths"."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    path = urlsplit(str(st.context.url or "")).path.strip("/")
    return path.removeprefix(base).strip("/")
