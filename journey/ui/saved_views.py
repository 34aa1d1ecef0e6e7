"""The menu of saved views: open one, save what is shown under a name, overwrite, rename or delete it."""

import streamlit as st

from journey.data import store, workspace
from journey.data.workspace import SavedView
from journey.model.access import Ability
from journey.model.filters import Filters
from journey.ui import data, link
from journey.ui.access import may
from journey.ui.data import change_workspace, data_folder, generation, workspace_problem
from journey.ui.escape import markdown
from journey.ui.menu import MENU, entry_of

POPOVER, NAME, RENAMED, RENAMING, OPENED = (
    "views menu",
    "view name",
    "view renamed",
    "view being renamed",
    "opened view",
)
NAME_LENGTH = 80


@st.fragment
def menu(file: str, filters: Filters, with_view: bool, state_keys: tuple[str, ...]) -> None:
    """The popover of the views of this dataset; `file` is the page that is shown."""
    if opened := st.session_state.pop(OPENED, None):
        st.switch_page((entry_of(opened) or MENU[0]).file)
    with st.popover("Views", key=POPOVER, on_change="rerun") as popover:
        if not popover.open:
            return
        address = link.address_of(filters, with_view, state_keys)
        del address[
            "dataset"
        ]  # a view belongs to its dataset, which a backup may bring back under another name
        current = SavedView("", file, address)
        views = data.saved_views(generation().dataset)
        for view in filter(_is_open, views):
            _row(view, current)
        if not any(map(_is_open, views)):
            st.caption("No view is saved yet. A view keeps filters, lanes and comparison.")
        if may(Ability.CHANGE):
            _save_box(current, {view.name for view in views})
        if problem := workspace_problem():
            st.warning(markdown(problem))


def _is_open(view: SavedView) -> bool:
    """Whether the key allows the page of the view."""
    return may((entry_of(view.page) or MENU[0]).asks)


def _row(view: SavedView, current: SavedView) -> None:
    if st.session_state.get(RENAMING) == view.name:
        st.text_input(
            "New name",
            view.name,
            key=RENAMED,
            max_chars=NAME_LENGTH,
            on_change=_rename,
            args=(view.name,),
        )
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            markdown(view.name),
            key=f"open view {view.name}",
            width="stretch",
            help=markdown(f"Saved by {view.author}") if view.author else None,
            on_click=_open,
            args=(view,),
        )
        for label, act in CHANGES.items() if may(Ability.CHANGE) else ():
            st.button(
                label,
                key=f"{label} view {view.name}",
                type="tertiary",
                on_click=act,
                args=(view, current),
            )


def _save_box(current: SavedView, taken: set[str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            "Save what is shown as", key=NAME, max_chars=NAME_LENGTH, placeholder="name of the view"
        )
        is_taken = (name or "").strip() in taken
        st.button(
            "Overwrite" if is_taken else "Save", key="save view", on_click=_save, args=(current,)
        )


def _save(current: SavedView) -> None:
    name = st.session_state[NAME].strip()
    if name and _put(SavedView(name, current.page, current.address)):
        st.session_state[NAME] = ""


def _overwrite(view: SavedView, current: SavedView) -> None:
    _put(SavedView(view.name, current.page, current.address))


def _put(view: SavedView) -> bool:
    return change_workspace(lambda: workspace.save_view(data_folder(), generation().dataset, view))


def _begin_renaming(view: SavedView, current: SavedView) -> None:
    st.session_state[RENAMING] = view.name


def _rename(name: str) -> None:
    if st.session_state.pop(RENAMING, None) != name:
        return
    renamed = st.session_state[RENAMED].strip()
    if renamed and renamed != name:
        change_workspace(
            lambda: workspace.rename_view(data_folder(), generation().dataset, name, renamed)
        )


def _delete(view: SavedView, current: SavedView) -> None:
    change_workspace(lambda: workspace.delete_view(data_folder(), generation().dataset, view.name))


def _open(view: SavedView) -> None:
    """Its filters, lanes and comparison come into force; the page follows."""
    link.follow({**view.address, "dataset": [generation().dataset]}, store.datasets(data_folder()))
    st.session_state[OPENED], st.session_state[POPOVER] = view.page, False


CHANGES = {"Overwrite": _overwrite, "Rename": _begin_renaming, "Delete": _delete}
