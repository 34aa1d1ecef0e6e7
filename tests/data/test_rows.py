"""The types of rows are those that the views declare, and what the views answer is of them."""

import pytest

from journey.command_line.row_types import modules, row_type
from journey.data.answer import Answer
from journey.findings.asking import ask
from journey.model.filters import Filters
from journey.model.small_numbers import ANALYST, SHARED
from tests.data.test_local_rule import ALL, SAMPLE, SHARED_VIEWS, questions

TYPES = {"str": (str,), "int": (int,), "float": (int, float), "list[str]": (list,)}


def test_the_types_are_as_make_docs_writes_them():
    for file, text in modules().items():
        assert file.read_text(encoding="utf-8") == text, f"make docs writes {file.name} anew"


def is_of(value: object, kind: str) -> bool:
    """Whether the value is of the type, as Python writes it: 'int | None'."""
    plain, _, may_be_none = kind.partition(" | ")
    return bool(may_be_none) if value is None else isinstance(value, TYPES[plain])


def faults(answer: Answer) -> set[str]:
    """The columns that a row lacks, has too many, or holds something else in than its type says."""
    types = row_type(ALL[answer.view], answer.mode == SHARED)
    return {
        name
        for row in answer.rows
        for name in row.keys() | types.keys()
        if name not in types or name not in row or not is_of(row[name], types[name])
    }


@pytest.mark.parametrize("view", ALL)
def test_every_row_is_of_its_views_type(sample, view):
    values = SAMPLE | {"customer": sample.rows("select min(customer_id) from customers")[0][0]}
    for mode in (ANALYST, SHARED) if view in SHARED_VIEWS else (ANALYST,):
        for question in questions(view, values, ()):
            if "by" not in question:
                for segment in ([], ["student"]):
                    filters = Filters.of(where={"segment": segment} if segment else {})
                    assert faults(ask(sample, view, filters, mode=mode, **question)) == set()
