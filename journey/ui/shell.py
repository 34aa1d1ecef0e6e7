"""Open a page: set it up, choose the data, draw the row of controls, keep the link up to date."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from journey.data import store
from journey.data.largest import LISTED, MANY_TOUCHPOINTS
from journey.data.views.rows import SUMMARY
from journey.model.access import REFUSALS, Ability
from journey.model.filters import Filters
from journey.model.local_rule import HIDDEN_BELOW
from journey.model.theme import DARK, LIGHT, Theme
from journey.model.words import count, percent
from journey.presenters.filters import widen
from journey.ui import data, link, saved_views
from journey.ui.access import may
from journey.ui.copy_link import copy_link
from journey.ui.escape import markdown
from journey.ui.filter_bar import filter_bar
from journey.ui.kept_answers import keep_answers
from journey.ui.log import log_locations_only, show_unexpected_errors
from journey.ui.menu import MENU, MenuEntry
from journey.ui.own_downloads import keep_downloads_own
from journey.use.recovery import damage_sentences

NEW_DATA_SECONDS = 10
# Tables on screens are by the analyst's rules: whose files are all in shared mode is offered none of a table's own.
NO_TABLE_FILES = (
    '[data-testid="stElementToolbarButton"]:has([aria-label="Download as CSV"]) { display: none; }'
)
STYLE = (Path(__file__).parent / "shell.css").read_text(encoding="utf-8")


def open_page(
    title: str,
    filtered: bool = True,
    controls: Callable[[Filters], None] | None = None,
    needs_data: bool = True,
    needs_time: bool = False,
    state_keys: tuple[str, ...] = (),
) -> Filters:
    """Each page's first statement; returns the filters in force, or stops a page that needs data where there are none.

    A page that the key does not allow is stopped before anything is asked.

    `filtered` False leaves the filter bar out, on pages that show the dataset as a whole; `controls` draws those of the map in
    the row of controls, and keeps the map's view in the address, `state_keys` these names of the page state; `needs_time` stops
    the page, in words, where answers have no time.
    """
    log_locations_only()
    show_unexpected_errors()
    link.keep_long_links()
    keep_downloads_own()
    keep_answers()
    st.set_page_config(
        page_title=f"{title} · Customer journey",
        page_icon="🧭",
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(f"<style>{STYLE}{'' if may(Ability.CHANGE) else NO_TABLE_FILES}</style>")
    entry = _entry(title)
    if not may(entry.asks):
        _show_closed(entry)
    data.recover_once(data.data_folder())
    names = store.datasets(data.data_folder())
    row = st.container(horizontal=True, vertical_alignment="center", gap="small", key="menu")
    if not names:
        with row:
            _pages()
        _show_damage()
        if needs_data:
            _show_no_data()
        return Filters()
    link.read(names)
    with row:
        _pages()
        _dataset(names)
    if not data.choose_version(st.session_state[data.DATASET]):
        st.rerun()  # no version of it can be read any more
    filters = link.settle(data.generation())
    with row:
        if filtered:
            filter_bar(filters)
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            horizontal_alignment="right",
            gap="small",
            width="content",
            key="tools",
        ):
            saved_views.menu(entry.file, filters, controls is not None, state_keys)
            if controls:
                controls(filters)
            else:
                copy_link(filters, False, state_keys)
    _show_damage()
    link.show_notices()
    link.write(filters, controls is not None, state_keys)
    _watch_for_new_data()
    if not data.sees_customers():
        _stop_at_few(filters)
    _many_touchpoints_note()
    if data.generation().is_timeless:
        _show_no_time(title, needs_time)
    elif needs_time and not data.generation().has_outcomes:
        _show_survey(title)
    return filters


def _entry(title: str) -> MenuEntry:
    return next(entry for entry in MENU if entry.title == title)


def _stop_at_few(filters: Filters) -> None:
    """Stops the page where so few customers are left that its figures would be theirs."""
    if data.answer(SUMMARY, filters).rows[0]["customers"] >= HIDDEN_BELOW:
        return
    st.title("Too few customers for this key", anchor=False)
    st.write(
        f"Fewer than {HIDDEN_BELOW} customers are left, and this key shows no single ones."
        f"{widen(filters)}"
    )
    st.stop()


def _show_closed(entry: MenuEntry) -> None:
    """The pages that are open, and why this one is not; to whom the door did not let in it says nothing else."""
    is_let_in = may(Ability.LOOK)
    if is_let_in:
        _pages()
    st.title(f"{entry.title} is not open" if is_let_in else "No key", anchor=False)
    st.write(REFUSALS[entry.asks if is_let_in else Ability.LOOK])
    st.stop()


def theme() -> Theme:
    """The colours of the theme that the reader has chosen."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def unit() -> str:
    """What the screens count: customers where each has one journey, else journeys."""
    return data.generation().unit


def _pages() -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap=None, width="content", key="pages"
    ):
        for entry in MENU:
            if may(entry.asks):
                st.page_link(entry.file, label=entry.label or entry.title)


def _dataset(names: list[str]) -> None:
    """Where there are several a box to choose one."""
    if len(names) > 1:
        st.selectbox(
            "Dataset",
            names,
            key=link.DATASET_WIDGET,
            on_change=link.change_dataset,
            width=150,
            label_visibility="collapsed",
        )


def _show_damage() -> None:
    """Warnings of damaged files, on every screen while they lie in the data folder and nothing newer is in force."""
    for sentence in damage_sentences(data.data_folder()):
        st.warning(markdown(sentence))


def _many_touchpoints_note() -> None:
    """A note where there are too many touchpoints to list."""
    generation = data.generation()
    if len(generation.touchpoints) > MANY_TOUCHPOINTS:
        rest = percent(1 - generation.share_of_busiest(LISTED), 1000)
        st.caption(
            f"Maps and lists show the {count(LISTED)} busiest of {count(len(generation.touchpoints))} touchpoints. The rest "
            f"({rest} of all events) count towards stages and totals only."
        )


def _show_no_data() -> None:
    st.title("No data yet")
    if may(Ability.CHANGE):
        _show_first_steps()
    else:
        st.write("Nothing is loaded yet. This page shows the data as soon as they are.")
    _wait_for_data()
    st.stop()


def _show_first_steps() -> None:
    st.write("Load an export of tickets, orders, surveys or clicks to begin.")
    if st.button("Load a file", type="primary"):
        st.switch_page("pages/data.py")
    st.caption("Or use the command line; this page shows the data as soon as it is loaded:")
    st.code(
        "python -m journey load sample_data/events.parquet --dataset sample --definition sample_data/journey.toml\n"
        "python -m journey load YOUR_FILE.csv --dataset mine",
        language="bash",
    )


def _show_no_time(title: str, is_end: bool) -> None:
    """A note on what answers without times cannot show; stops the page with `is_end`."""
    if not is_end:
        st.caption(
            "These answers have no times, so who left, in which order, how long it took and how it changed are not available."
        )
        return
    st.title(f"{title} needs times, and this dataset has none", anchor=False)
    st.write(
        "The file was loaded without times. The journey map shows its scores and comments; for paths and drop-off, "
        "load a file with a time for every event."
    )
    st.stop()


def _show_survey(title: str) -> None:
    """Answers of a survey come in no order and have no end."""
    st.title(f"{title} needs journeys, and this dataset is a survey", anchor=False)
    st.write(
        "As far as the ids tell, each person answered once, so there is no path and no end to count. "
        "The journey map shows the answers by question and "
        "by group. If these are journeys after all, set the kind of dataset to journey."
    )
    if may(Ability.CHANGE) and st.button("Open the definition", type="primary"):
        st.session_state[data.DATA_PART] = data.DEFINE
        st.switch_page("pages/data.py")
    st.stop()


@st.fragment(run_every=NEW_DATA_SECONDS)
def _wait_for_data() -> None:
    if store.datasets(data.data_folder()):
        st.rerun()


@st.fragment(run_every=NEW_DATA_SECONDS)
def _watch_for_new_data() -> None:
    """Rerun when a load has ended meanwhile."""
    if data.is_outdated():
        st.rerun()
