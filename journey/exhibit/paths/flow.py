"""Flows: through the stages, from a touchpoint on, towards one, or between two."""

from dataclasses import dataclass

from journey.data.views.options import STAGES, TOUCHPOINTS
from journey.data.views.rows import FLOW, TOUCHPOINT_NODES
from journey.exhibit.exhibit import Drawing, Exhibit, Nothing
from journey.exhibit.paths.chosen import known, touchpoint_names, whole
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource, Options
from journey.map.paths.flow import Flow, flow
from journey.map.paths.flow_drawing import flow_scene
from journey.map.scene import Scene
from journey.model.definition import UNASSIGNED
from journey.presenters.paths import flows as words
from journey.presenters.paths.flows import (
    BRANCHES_LIMIT,
    DEFAULT_BRANCHES,
    DEFAULT_DEPTH,
    DEPTH_LIMIT,
    LEAST_BRANCHES,
    OVER_LABELS,
)

OPTIONS = ("branches", "depth", "over", "part", "source", "target")
COLUMN_WIDTH, PHONE_WIDTH = 130.0, 360.0  # at least


@dataclass(frozen=True)
class FlowDrawing:
    """What the screen draws: the flow, what stands over its columns, the names that have hues."""

    flow: Flow
    headings: dict[int, str]
    stages: tuple[str, ...]

    @property
    def narrowest(self) -> float:
        return max(PHONE_WIDTH, COLUMN_WIDTH * len(self.flow.columns))

    def scene(self, width: float, is_narrow: bool = False) -> Scene:
        return flow_scene(
            self.flow, self.narrowest if is_narrow else width, self.headings, self.stages
        )


def flows(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options of the screen: over stages or touchpoints, from and to where, how far, how finely."""
    over = known(
        ref, "over", list(OVER_LABELS), words.default_over(source.ask(TOUCHPOINT_NODES).rows)
    )
    names = touchpoint_names(source) if over == TOUCHPOINTS else []
    begin, end = known(ref, "source", names, ""), known(ref, "target", names, "")
    ends: Options = {name: value for name, value in (("source", begin), ("target", end)) if value}
    depth = whole(ref, "depth", DEFAULT_DEPTH, 1, DEPTH_LIMIT)
    answer = source.ask(FLOW, over=over, depth=depth, **ends)
    title = (
        words.arrivals_headline(answer.rows, begin, end)
        if end
        else words.headline(answer.rows, over, begin)
    )
    if not answer.rows:
        return Nothing(ref, title, "No journey takes this path under these filters.")
    stages = (*source.generation.definition.stage_names, UNASSIGNED)
    branches = (
        whole(ref, "branches", DEFAULT_BRANCHES, LEAST_BRANCHES, BRANCHES_LIMIT)
        if over == TOUCHPOINTS
        else DEFAULT_BRANCHES
    )
    drawn = flow(answer.rows, over, begin, end, branches, stages if over == STAGES else ())
    columns = [column for column, _ in drawn.columns]
    drawing = FlowDrawing(drawn, words.column_headings(columns, over, begin, end), stages)
    caption = words.caption(drawn, begin, end)
    return Exhibit(
        ref,
        "graph",
        title,
        caption,
        Drawing(drawing.scene, max(760.0, drawing.narrowest)),
        (answer,),
        None,
        source.unit,
        f"Flow of journeys. {caption}",
        on_screen=lambda theme: drawing,
    )
