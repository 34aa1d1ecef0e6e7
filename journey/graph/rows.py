"""The rows of the graph's views as types, made by `make docs` from what the views declare; nothing of them runs.

A Row is as analyst mode gives it without groups, a Told as either mode does: shared mode hides counts. Asked for by its name
below, a view answers in rows of its own type, so that a misspelt column, or a blank that nobody thought of, is an error of mypy.
"""

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typing_extensions import ReadOnly, TypedDict

    from journey.data.views.rows import ViewName

    class LikelyRow(TypedDict):
        path: ReadOnly[list[str]]
        likelihood: ReadOnly[float | None]
        journeys: ReadOnly[int]

    class LikelyTold(TypedDict):
        path: ReadOnly[list[str]]
        likelihood: ReadOnly[float | None]
        journeys: ReadOnly[int | None]

    class BottlenecksRow(TypedDict):
        touchpoint: ReadOnly[str]
        betweenness: ReadOnly[float | None]
        median_seconds: ReadOnly[float | None]
        p90_seconds: ReadOnly[float | None]
        waited_seconds: ReadOnly[float | None]
        moves: ReadOnly[int]

    class BottlenecksTold(TypedDict):
        touchpoint: ReadOnly[str]
        betweenness: ReadOnly[float | None]
        median_seconds: ReadOnly[float | None]
        p90_seconds: ReadOnly[float | None]
        waited_seconds: ReadOnly[float | None]
        moves: ReadOnly[int | None]

    class LoopsRow(TypedDict):
        kind: ReadOnly[str]
        touchpoints: ReadOnly[list[str]]
        moves: ReadOnly[int]
        journeys: ReadOnly[int]
        median_seconds: ReadOnly[float | None]
        waited_seconds: ReadOnly[float | None]
        lost_after: ReadOnly[int | None]

    class LoopsTold(TypedDict):
        kind: ReadOnly[str]
        touchpoints: ReadOnly[list[str]]
        moves: ReadOnly[int | None]
        journeys: ReadOnly[int | None]
        median_seconds: ReadOnly[float | None]
        waited_seconds: ReadOnly[float | None]
        lost_after: ReadOnly[int | None]

    class CommunitiesRow(TypedDict):
        group: ReadOnly[float]
        touchpoints: ReadOnly[list[str]]
        moves: ReadOnly[int]
        inside_share: ReadOnly[float | None]

    class CommunitiesTold(TypedDict):
        group: ReadOnly[float | None]
        touchpoints: ReadOnly[list[str]]
        moves: ReadOnly[int | None]
        inside_share: ReadOnly[float | None]

    class ContributionsRow(TypedDict):
        stage: ReadOnly[str]
        touchpoint: ReadOnly[str]
        events: ReadOnly[int]
        reach_without: ReadOnly[float | None]
        removal_effect: ReadOnly[float | None]
        share: ReadOnly[float | None]

    class ContributionsTold(TypedDict):
        stage: ReadOnly[str]
        touchpoint: ReadOnly[str]
        events: ReadOnly[int | None]
        reach_without: ReadOnly[float | None]
        removal_effect: ReadOnly[float | None]
        share: ReadOnly[float | None]

    class WhatIfRow(TypedDict):
        stage: ReadOnly[str]
        reached: ReadOnly[int]
        before: ReadOnly[float]
        before_low: ReadOnly[float | None]
        before_high: ReadOnly[float | None]
        after: ReadOnly[float]
        after_low: ReadOnly[float | None]
        after_high: ReadOnly[float | None]
        difference: ReadOnly[float]
        difference_low: ReadOnly[float | None]
        difference_high: ReadOnly[float | None]

    class WhatIfTold(TypedDict):
        stage: ReadOnly[str]
        reached: ReadOnly[int | None]
        before: ReadOnly[float | None]
        before_low: ReadOnly[float | None]
        before_high: ReadOnly[float | None]
        after: ReadOnly[float | None]
        after_low: ReadOnly[float | None]
        after_high: ReadOnly[float | None]
        difference: ReadOnly[float | None]
        difference_low: ReadOnly[float | None]
        difference_high: ReadOnly[float | None]


# Casts, since at run time each is the plain text.
LIKELY = cast("ViewName[LikelyRow, LikelyTold]", "likely")
BOTTLENECKS = cast("ViewName[BottlenecksRow, BottlenecksTold]", "bottlenecks")
LOOPS = cast("ViewName[LoopsRow, LoopsTold]", "loops")
COMMUNITIES = cast("ViewName[CommunitiesRow, CommunitiesTold]", "communities")
CONTRIBUTIONS = cast("ViewName[ContributionsRow, ContributionsTold]", "contributions")
WHAT_IF = cast("ViewName[WhatIfRow, WhatIfTold]", "what_if")
