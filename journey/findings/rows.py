"""The rows of the findings as types, made by `make docs` from what the views declare; nothing of them runs.

A Row is as analyst mode gives it without groups, a Told as either mode does: shared mode hides counts. Asked for by its name
below, a view answers in rows of its own type, so that a misspelt column, or a blank that nobody thought of, is an error of mypy.
"""

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typing_extensions import ReadOnly, TypedDict

    from journey.data.views.rows import ViewName

    class FindingsRow(TypedDict):
        rank: ReadOnly[float]
        role: ReadOnly[str]
        family: ReadOnly[str]
        measure: ReadOnly[str]
        stage: ReadOnly[str | None]
        touchpoint: ReadOnly[str | None]
        onward: ReadOnly[str | None]
        attribute: ReadOnly[str | None]
        value: ReadOnly[str | None]
        first_day: ReadOnly[str | None]
        last_day: ReadOnly[str | None]
        inside: ReadOnly[float]
        inside_low: ReadOnly[float]
        inside_high: ReadOnly[float]
        inside_n: ReadOnly[int]
        outside: ReadOnly[float]
        outside_low: ReadOnly[float]
        outside_high: ReadOnly[float]
        outside_n: ReadOnly[int]
        low: ReadOnly[float]
        high: ReadOnly[float]
        excess: ReadOnly[float]
        excess_low: ReadOnly[float]
        excess_high: ReadOnly[float]
        p: ReadOnly[float]
        begun_until: ReadOnly[str]
        group_and_time: ReadOnly[str]
        compared_with: ReadOnly[str]
        title: ReadOnly[str]
        detail: ReadOnly[str]
        sentence: ReadOnly[str]
        definition: ReadOnly[str | None]
        news: ReadOnly[str]

    class FindingsTold(TypedDict):
        rank: ReadOnly[float | None]
        role: ReadOnly[str]
        family: ReadOnly[str]
        measure: ReadOnly[str]
        stage: ReadOnly[str | None]
        touchpoint: ReadOnly[str | None]
        onward: ReadOnly[str | None]
        attribute: ReadOnly[str | None]
        value: ReadOnly[str | None]
        first_day: ReadOnly[str | None]
        last_day: ReadOnly[str | None]
        inside: ReadOnly[float | None]
        inside_low: ReadOnly[float | None]
        inside_high: ReadOnly[float | None]
        inside_n: ReadOnly[int | None]
        outside: ReadOnly[float | None]
        outside_low: ReadOnly[float | None]
        outside_high: ReadOnly[float | None]
        outside_n: ReadOnly[int | None]
        low: ReadOnly[float | None]
        high: ReadOnly[float | None]
        excess: ReadOnly[float | None]
        excess_low: ReadOnly[float | None]
        excess_high: ReadOnly[float | None]
        p: ReadOnly[float | None]
        begun_until: ReadOnly[str]
        group_and_time: ReadOnly[str]
        compared_with: ReadOnly[str]
        title: ReadOnly[str]
        detail: ReadOnly[str]
        sentence: ReadOnly[str]
        definition: ReadOnly[str | None]
        news: ReadOnly[str]

    class FindingTrendsRow(TypedDict):
        rank: ReadOnly[float]
        first_day: ReadOnly[str]
        inside: ReadOnly[float | None]
        inside_n: ReadOnly[int]
        outside: ReadOnly[float | None]
        outside_n: ReadOnly[int]

    class FindingTrendsTold(TypedDict):
        rank: ReadOnly[float | None]
        first_day: ReadOnly[str]
        inside: ReadOnly[float | None]
        inside_n: ReadOnly[int | None]
        outside: ReadOnly[float | None]
        outside_n: ReadOnly[int | None]


# Casts, since at run time each is the plain text.
FINDINGS = cast("ViewName[FindingsRow, FindingsTold]", "findings")
FINDING_TRENDS = cast("ViewName[FindingTrendsRow, FindingTrendsTold]", "finding_trends")
