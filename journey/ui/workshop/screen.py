"""The Workshop screen: begin one on what is shown, lead it, and find the past ones again."""

from urllib.parse import urlencode

import streamlit as st

from journey.data import workspace
from journey.data.workspace import Workshop, WorkspaceError
from journey.exhibit.journey_map.whole import built
from journey.exhibit.source import asking
from journey.model.access import Ability
from journey.model.author import by, written_by
from journey.model.errors import UserError
from journey.model.filters import Filters, to_link
from journey.ui import access, page_state, share, sharing
from journey.ui.address import address
from journey.ui.data import DATASET, data_folder, generation
from journey.ui.escape import markdown
from journey.ui.shell import theme
from journey.ui.workshop.board import board
from journey.workshop.board import Board, Change, as_json
from journey.workshop.code import new_code
from journey.workshop.leading import TITLE_LIMIT, begin
from journey.workshop.measured import measured

ROOM = "room"  # the path of workshops, below the app's own
PROBLEM = "workshop_problem"


def show(filters: Filters) -> None:
    """The workshop of the address; without one, beginning one and those of before."""
    if sentence := st.session_state.pop(PROBLEM, None):
        st.error(markdown(sentence))
    if found := _open():
        _lead(found)
        return
    st.title("Workshop", anchor=False)
    st.write(
        "Ten to thirty people join with their phones, say what they believe, see what is measured, write notes, vote, "
        "weigh them, and leave with owners and dates. What the room sees of the data is in shared mode."
    )
    _beginning(filters)
    _past()


def _open() -> Workshop | None:
    number = page_state.get("workshop")
    found = workspace.workshop(data_folder(), int(number)) if number.isdecimal() else None
    is_here = found is not None and found.dataset == st.session_state[DATASET]
    page_state.mark_understood("workshop", is_here or not number)
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


def _begin(filters: Filters, title: str) -> None:
    """Keep a workshop on what is measured now, and open it."""
    access.require(Ability.FACILITATE)
    data = generation()
    journey_map, _ = built(asking(data, filters))
    under = measured(journey_map, filters.words(), data.observation.until_second)
    try:
        with written_by(access.author()):
            found = workspace.begin_workshop(
                data_folder(),
                data.dataset,
                new_code(),
                urlencode(to_link(filters), doseq=True),
                data.number,
                under.as_json(),
            )
            new = Board(tuple(stage.name for stage in under.stages))
            first = Change(1, "begin", tuple(begin(new, title)))
            workspace.log_changes(
                data_folder(),
                found.workshop_no,
                [workspace.LoggedChange(1, first.request_id, as_json(first.writes))],
            )
    except UserError as error:
        st.session_state[PROBLEM] = f"The workshop was not begun. {error}"
        return
    page_state.put("workshop", str(found.workshop_no))


def _lead(found: Workshop) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("All workshops", on_click=page_state.put, args=("workshop", ""), type="tertiary")
        with st.popover("Invite", key="invite", on_change="rerun") as popover:
            if popover.open:
                _invite(found)
        st.link_button("Stage view", f"{_base()}/{ROOM}?workshop={found.workshop_no}&place=stage")
    board(f"{_base()}/{ROOM}", found.workshop_no, found.code, theme().is_dark)


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


def _past() -> None:
    try:
        found = workspace.workshops(data_folder(), st.session_state[DATASET])
    except WorkspaceError as error:
        st.warning(markdown(str(error)))
        return
    if found:
        st.subheader("Workshops so far", anchor=False)
    for each in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            words = f"{each.made_at[:10]}, on version {each.version}{by(each.author)}"
            st.button(
                markdown(_title(each)),
                key=f"open workshop {each.workshop_no}",
                on_click=page_state.put,
                args=("workshop", str(each.workshop_no)),
            )
            st.caption(markdown(words))


def _title(found: Workshop) -> str:
    return f"Workshop {found.workshop_no}"


def _base() -> str:
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""
