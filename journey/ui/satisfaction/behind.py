"""The journeys behind a figure: a group to choose, and its list."""

import streamlit as st

from journey.data.views.rows import LOYALTY, SATISFACTION, SERVICE
from journey.exhibit.satisfaction import choices, loyalty, service
from journey.model.access import Ability
from journey.model.filters import Filters
from journey.presenters.satisfaction import behind as words
from journey.presenters.satisfaction import figures
from journey.ui import exhibits, page_state
from journey.ui.access import may
from journey.ui.data import answer, generation
from journey.ui.journey_list import journey_list

BEHIND = "behind"
NONE = "choose a group"


def of_answers(filters: Filters) -> None:
    """By what scores are split; of a stage those that answered there."""
    known = choices.metrics(exhibits.source(filters))
    if known:
        metric = page_state.known_value(choices.METRIC, list(known), next(iter(known)))
        key = _chosen(choices.SPLIT, choices.splits(generation()))
        rows = answer(SATISFACTION, filters, by=(key,), metrics=(metric,)).rows
        variant = next(iter(figures.variants(generation(), metric)))
        told = figures.in_variant(generation(), rows, metric, variant)
        _show(filters, words.groups(filters, told, key, "answer", metric))


def of_cases(filters: Filters) -> None:
    key = _chosen(service.SERVED, service.splits(generation()))
    rows = answer(SERVICE, filters, by=(key,)).rows
    _show(filters, words.groups(filters, rows, key, "case"))


def of_customers(filters: Filters) -> None:
    known = loyalty.groups(generation())
    if known:
        key = _chosen(loyalty.GROUP, known)
        _show(
            filters,
            words.groups(filters, answer(LOYALTY, filters, by=(key,)).rows, key, "customer"),
        )


def _chosen(name: str, known: dict[str, str]) -> str:
    return page_state.known_value(name, list(known), next(iter(known)))


def _show(filters: Filters, groups: dict[str, words.Behind]) -> None:
    """Nothing for whom single customers are not open."""
    if not groups or not may(Ability.SEE_CUSTOMERS):
        return
    st.header("Journeys behind a figure")
    options = {"": NONE, **{value: one.words for value, one in groups.items()}}
    value = page_state.choice(BEHIND, "The journeys of", options, "", width=320)
    if value:
        journey_list(groups[value].filters, f"satisfaction {value}", groups[value].name)
