"""Make a file of the deck: begun with a button, shown while it is made, stopped or downloaded."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import streamlit as st

from journey.data import workspace
from journey.data.generation import Generation
from journey.exhibit.declared import DECLARED
from journey.export import kept
from journey.export.collection import DeckRecipe, collect
from journey.export.files import COLLECTION_FORMS, CollectionForm
from journey.export.names import file_name
from journey.model.access import Ability
from journey.model.errors import Cancelled, UserError
from journey.model.progress import Step
from journey.presenters import present as words
from journey.presenters.errors import plain_sentence
from journey.ui.access import may
from journey.ui.data import DATASET, VERSION, card, data_folder, generation
from journey.ui.escape import markdown
from journey.ui.job_progress import running, start
from journey.ui.shared_exhibits import shared

JOB = "deck file"


@dataclass(frozen=True)
class File:
    """A file that was made, of which deck and version, and the names of the exhibits that are not in it."""

    deck: str
    version: str
    name: str
    mime: str
    content: bytes
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """What a file is made of; all that the work needs, since it runs outside the page and its session.

    `is_noted`: the deck keeps of which version it was made.
    """

    form: CollectionForm
    recipe: DeckRecipe
    is_noted: bool
    db: Path
    version: str
    title: str
    generation: Generation


def show(recipe: DeckRecipe, is_own: bool) -> None:
    if running(JOB):
        return
    with st.container(horizontal=True, gap="small", key="deck_files"):
        for form in COLLECTION_FORMS:
            st.button(
                form.label,
                key=f"make {form.ending}",
                type="primary" if form is COLLECTION_FORMS[0] else "secondary",
                on_click=_start,
                args=(form, recipe, is_own),
            )
    if failed := st.session_state.pop(f"{JOB} failed", None):
        is_stopped = failed == plain_sentence(Cancelled())
        (st.info if is_stopped else st.error)(words.STOPPED if is_stopped else markdown(failed))
    _result(recipe)


def _result(recipe: DeckRecipe) -> None:
    file = st.session_state.get(f"{JOB} result")
    if file is None or (file.deck, file.version) != (recipe.name, st.session_state[VERSION]):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button(
            "Download", file.content, file.name, file.mime, on_click="ignore", key="deck download"
        )
        st.caption(markdown(words.ready(file.name, len(file.content), file.left_out)))


def _start(form: CollectionForm, recipe: DeckRecipe, is_own: bool) -> None:
    """Begin with an own deck as it is kept now: a title may have been written since the button was drawn."""
    st.session_state.pop(f"{JOB} result", None)
    if is_own:
        try:
            recipe = kept.recipe(data_folder(), st.session_state[DATASET], recipe.name)
        except UserError as error:
            st.session_state[f"{JOB} failed"] = plain_sentence(error)
            return
    order = Order(
        form,
        recipe,
        is_own and may(Ability.CHANGE),
        data_folder(),
        st.session_state[VERSION],
        card(st.session_state[DATASET]).title,
        generation(),
    )
    name = recipe.name or words.READY_MADE
    steps, title = len(recipe.entries) + 1, f"{form.label} of '{name}'"
    start(JOB, partial(_make, order), steps, title, Ability.LOOK)


def _make(order: Order, step: Step) -> File:
    """Its exhibits one after the other, then the file; pressed again it is made of the data that are there then."""
    recipe, dataset, made_on = order.recipe, order.generation.dataset, date.today()

    def progress(done: int, total: int, id: str) -> None:
        step(DECLARED[id].name if id in DECLARED else id)

    collection = collect(
        recipe,
        order.generation,
        order.title,
        made_on,
        progress,
        partial(shared, order.version),
    )
    step("writing the file")
    template = workspace.template_content(order.db, recipe.template) if recipe.template else None
    content = order.form.make(collection, template)
    if order.is_noted:
        with suppress(UserError):  # the file is there, whether or not this can be noted
            workspace.mark_made(order.db, dataset, recipe.name, order.generation.number)
    left_out = tuple(
        DECLARED[each.ref.id].name if each.ref.id in DECLARED else each.title
        for each in collection.left_out
    )
    name = file_name(dataset, recipe.name or words.READY_MADE, order.form.ending, made_on)
    return File(recipe.name, order.version, name, order.form.mime, content, left_out)
