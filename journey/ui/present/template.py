"""The look of a deck: the house's, or that of a company's .pptx."""

from dataclasses import replace
from pathlib import PurePath

import streamlit as st

from journey.data import workspace
from journey.data.workspace import Deck
from journey.export.template import LARGEST, check
from journey.model.access import Ability
from journey.model.errors import UserError
from journey.presenters import present as words
from journey.ui import page_state
from journey.ui.access import may
from journey.ui.data import DATASET, change_workspace, data_folder, template_names
from journey.ui.escape import markdown

OF_READY_MADE, UPLOADS = "template of the ready-made deck", "uploaded templates"
REFUSED = "why the template is none"


def chosen(deck: Deck, is_own: bool) -> str:
    """The name of the template; '' for the house's look."""
    names = template_names()
    current = deck.template if is_own else st.session_state.get(OF_READY_MADE, default())
    if not may(Ability.CHANGE) and (is_own or not names):
        return current
    with st.popover(_label(current), key="template_popover", on_change="rerun") as popover:
        if popover.open:
            _choices(deck, is_own, current if current in names else "", names)
    return current


def default() -> str:
    """What a deck begins with: the only template there is, '' for the house's where there is none or several."""
    names = template_names()
    return names[0] if len(names) == 1 else ""


def _label(current: str) -> str:
    return f"Template: {markdown(current)}" if current else "Template: the house's"


def _choices(deck: Deck, is_own: bool, current: str, names: list[str]) -> None:
    choices = {"": "the house's", **{name: name for name in names}}
    key = f"template {deck.name} {current} {page_state.state().round}"
    st.selectbox(
        "Template",
        list(choices),
        list(choices).index(current),
        format_func=choices.__getitem__,
        key=key,
        on_change=lambda: _put(deck, is_own, st.session_state[key]),
    )
    if may(Ability.CHANGE):
        _changes(deck, is_own, current)


def _changes(deck: Deck, is_own: bool, current: str) -> None:
    """Delete a template, or keep another one."""
    if current:
        st.button("Delete this template", on_click=_delete, args=(current,))
    upload = f"template upload {st.session_state.get(UPLOADS, 0)}"
    st.file_uploader(
        "Your company's .pptx",
        ["pptx"],
        key=upload,
        max_upload_size=LARGEST >> 20,
        on_change=_upload,
        args=(deck, is_own, upload),
    )
    if refused := st.session_state.get(REFUSED):
        st.error(markdown(refused))
    st.caption(words.TEMPLATE)


def _put(deck: Deck, is_own: bool, name: str) -> None:
    if not is_own:
        st.session_state[OF_READY_MADE] = name
        return
    db, dataset = data_folder(), st.session_state[DATASET]

    def write() -> None:
        for found in workspace.decks(db, dataset):
            if found.name == deck.name:
                workspace.save_deck(db, dataset, replace(found, template=name))

    change_workspace(write)


def _upload(deck: Deck, is_own: bool, widget: str) -> None:
    file = st.session_state[widget]
    st.session_state.pop(REFUSED, None)
    if file is None:
        return
    name, content = words.deck_name(PurePath(file.name).stem) or "template", file.getvalue()
    try:
        check(file.name, content)
    except UserError as error:
        st.session_state[REFUSED] = str(error)
        return
    if change_workspace(lambda: workspace.save_template(data_folder(), name, content)):
        _put(deck, is_own, name)
        st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1


def _delete(name: str) -> None:
    if change_workspace(lambda: workspace.delete_template(data_folder(), name)):
        st.session_state.pop(OF_READY_MADE, None)
