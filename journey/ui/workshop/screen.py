"""The Workshop screen: begin one on what is shown, lead it, and find the past ones again."""

from functools import partial

import streamlit as st

from journey.data import workspace
from journey.data.workspace import Workshop, WorkspaceError
from journey.exhibit.exhibit import Nothing
from journey.exhibit.workshop.kept import hold
from journey.export.jira import jira
from journey.model.access import Ability
from journey.model.author import by
from journey.model.filters import Filters
from journey.model.words import plural
from journey.presenters import workshops as words
from journey.ui import access, exhibit_menu, exhibits, page_state, share, sharing
from journey.ui.address import address
from journey.ui.confirming import is_confirmed
from journey.ui.data import (
    DATASET,
    change_workspace,
    data_folder,
    generation,
    workspace_problem,
)
from journey.ui.escape import markdown
from journey.ui.shell import theme
from journey.ui.workshop import outcome
from journey.ui.workshop.beginning import PROBLEM, begin
from journey.ui.workshop.board import board
from journey.workshop.board import Board
from journey.workshop.code import number_of
from journey.workshop.kept import (
    carried_notes,
    notes_for_map,
    open_actions,
    read,
)
from journey.workshop.leading import TITLE_LIMIT
from journey.workshop.things import Action, Note

RESULTS = ("workshop.board", "workshop.notes", "workshop.matrix", "workshop.actions")
ROOM = "room"  # the path of workshops, below the app's own
ON_MAP = "workshop notes on the map"


def show(filters: Filters) -> None:
    """The workshop of the address; without one, beginning one and those of before."""
    if sentence := st.session_state.pop(PROBLEM, None):
        st.error(markdown(sentence))
    if found := _open():
        _lead(found, filters)
        return
    st.title("Workshop", anchor=False)
    st.write(
        "Ten to thirty people join with their phones, say what they believe, see what is measured, write notes, vote, "
        "weigh them, and leave with owners and dates. What the room sees of the data is in shared mode."
    )
    _beginning(filters)
    _past(filters)


def _open() -> Workshop | None:
    asked = page_state.get("workshop")
    number = number_of(asked)
    found = workspace.workshop(data_folder(), number) if number is not None else None
    is_here = found is not None and found.dataset == st.session_state[DATASET]
    page_state.mark_understood("workshop", is_here or not asked)
    return found if is_here else None


def _beginning(filters: Filters) -> None:
    with st.form("begin a workshop", border=False):
        title = st.text_input(
            "The question of the workshop",
            max_chars=TITLE_LIMIT,
            placeholder="Why do buyers leave?",
        )
        if st.form_submit_button("Begin a workshop", type="primary"):
            _begin(filters, title)
            st.rerun()
    st.caption(f"On version {generation().number} of the data. {markdown(filters.words())}")


def _begin(filters: Filters, title: str, copied: Board | None = None) -> None:
    stages = generation().definition.stage_names
    begin(filters, title, lambda measured: carried_notes(copied, stages) if copied else ())


def _results(filters: Filters) -> None:
    """What the workshop has come to, each with its menu: files, deck, link."""
    with st.expander("Results to take along", key="workshop results", on_change="rerun") as results:
        if not results.open:
            return
        st.caption(
            "As the board stands now. In files as in the room, shared mode hides counts of 1 to 4."
        )
        for id in RESULTS:
            exhibit = exhibits.made(id, filters)
            if isinstance(exhibit, Nothing):
                exhibits.nothing(exhibit, table="")
            else:
                exhibit_menu.heading(exhibit, exhibit.subtitle)


def _notes_to_map(found: Workshop) -> None:
    """What the room has seen, on the map's own lane, which those write who may change it."""
    if not access.may(Ability.CHANGE):
        return
    st.button("Notes to the map", key="notes to the map", on_click=_put_on_map, args=(found,))
    if (said := st.session_state.pop(ON_MAP, None)) is not None:
        st.caption(said)
    if problem := workspace_problem():
        st.warning(markdown(problem))


def _put_on_map(found: Workshop) -> None:
    def add() -> None:
        notes = notes_for_map(read(data_folder(), found))
        added = workspace.add_notes(data_folder(), found.dataset, notes)
        st.session_state[ON_MAP] = words.put_on_map(len(notes), added)

    change_workspace(add)


def _lead(found: Workshop, filters: Filters) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("All workshops", on_click=page_state.put, args=("workshop", ""), type="tertiary")
        with st.popover("Invite", key="invite", on_change="rerun") as popover:
            if popover.open:
                _invite(found)
        st.link_button("Stage view", f"{_base()}/{ROOM}?workshop={found.workshop_no}&place=stage")
        st.download_button(
            "Actions for Jira",
            partial(_jira, found),
            f"{found.dataset}-workshop-{found.workshop_no}-actions.csv",
            "text/csv",
            key="jira",
            on_click="ignore",
        )
        _notes_to_map(found)
    board(f"{_base()}/{ROOM}", found.workshop_no, found.code, theme().is_dark)
    outcome.show(hold(data_folder(), found))
    _results(filters)


def _jira(found: Workshop) -> bytes:
    kept_board = read(data_folder(), found)
    is_shown = kept_board.settings.is_revealed or kept_board.settings.is_ended
    texts = {id: note.text for id, note in kept_board.all(Note).items() if is_shown}
    title = kept_board.settings.title or f"Workshop {found.workshop_no}"
    source = f"From the workshop '{title}' of {found.made_at[:10]}."
    return jira(kept_board.all(Action).values(), texts, source)


def _invite(found: Workshop) -> None:
    """Code, link and picture for people to join."""
    shared = sharing.offered()
    if not found.code:
        st.write("This workshop has ended: take it up again, and it has a code.")
        return
    if shared is None or not shared.address:
        st.write("Only browsers on this machine reach the workshop.")
        if share.is_open():
            st.button("Share with colleagues", key="share the workshop", on_click=share.begin)
        return
    link = f"{shared.address}{ROOM}?code={found.code}"
    st.image(shared.qr_code(link), width=260, caption=f"Code {found.code}")
    address(link, "of the workshop", "Link")
    st.caption("It opens this workshop alone: no map, no figures of customers.")


def _past(filters: Filters) -> None:
    try:
        found = workspace.workshops(data_folder(), st.session_state[DATASET])
        boards = [(each, read(data_folder(), each)) for each in found]
    except WorkspaceError as error:
        st.warning(markdown(str(error)))
        return
    if found:
        st.subheader("Workshops so far", anchor=False)
    for each, kept_board in boards:
        number = each.workshop_no
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                markdown(kept_board.settings.title or f"Workshop {number}"),
                key=f"open workshop {number}",
                on_click=page_state.put,
                args=("workshop", str(number)),
            )
            st.caption(markdown(_words(each, kept_board)), width="content")
            st.button(
                "Copy",
                key=f"copy workshop {number}",
                help="A new workshop on the data of now, with its notes and open actions",
                type="tertiary",
                on_click=_begin,
                args=(filters, kept_board.settings.title, kept_board),
            )
            if access.may(Ability.CHANGE):
                effect = "Removes its notes, votes and actions. This cannot be undone."
                if is_confirmed("Delete", effect, "Delete it", f"delete workshop {number}"):
                    change_workspace(partial(workspace.delete_workshop, data_folder(), number))
                    st.rerun()


def _words(found: Workshop, kept_board: Board) -> str:
    """When it was, on what, and what came of it."""
    parts = [
        f"{found.made_at[:10]}{by(found.author)}",
        f"version {found.version} of the data",
        "1 person" if len(kept_board.people) == 1 else f"{len(kept_board.people)} people",
        plural(len(kept_board.all(Note)), "note"),
        plural(len(open_actions(kept_board)), "open action"),
    ]
    return ", ".join([*parts, "ended"] if kept_board.settings.is_ended else parts)


def _base() -> str:
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""
