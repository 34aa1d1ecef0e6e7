"""Exhibits by the rules of what is shared: what menu, deck and files have of them, kept for the next who asks."""

from datetime import date
from pathlib import Path

import streamlit as st

from journey.exhibit.declared import DECLARED
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import asking
from journey.export.collection import known
from journey.export.files import EXHIBIT_FORMS, MAP_HTML, map_html, picture_text
from journey.export.glyphs import undrawn_words
from journey.export.names import file_name
from journey.export.passport import passport
from journey.ui.data import opened, when_forgotten

EXHIBITS_KEPT = 128


@st.cache_resource(max_entries=EXHIBITS_KEPT, show_spinner=False)
def shared(version: str, ref: Ref) -> Exhibit | Nothing:
    """The exhibit of this version of the data; never change it."""
    return known(ref, asking(opened(version), ref.filters))


when_forgotten(shared.clear)


@st.cache_resource(max_entries=EXHIBITS_KEPT, show_spinner=False)
def missing_signs(version: str, ref: Ref) -> str:
    """Which signs of the exhibit no font here has, in one sentence; '' where its picture has all."""
    exhibit = shared(version, ref)
    if isinstance(exhibit, Nothing):
        return ""
    shown = passport(opened(version), "", [exhibit], date.today())
    return undrawn_words(picture_text(exhibit, shown))


when_forgotten(missing_signs.clear)


def file(version: str, ref: Ref, title: str, ending: str, address: str) -> bytes:
    """The exhibit as a file whose links lead to this address; made when a download is clicked, outside the page and its session."""
    exhibit, generation = shared(version, ref), opened(version)
    if isinstance(exhibit, Nothing):
        raise ValueError(f"{ref.id} is not shared")  # the menu offers no file of it
    if ending == MAP_HTML.ending:
        return map_html(ref, generation, title, address)
    form = next(form for form in EXHIBIT_FORMS if form.ending == ending)
    return form.make(exhibit, passport(generation, title, [exhibit], date.today(), address))


def name_of_file(version: str, ref: Ref, ending: str) -> str:
    dataset = Path(version).parent.name
    return file_name(dataset, DECLARED[ref.id].name, ending, date.today())
