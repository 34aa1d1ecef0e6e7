"""A flow as a drawing: columns of bars, ribbons between them as thick as their journeys are many."""

from journey.map.lettering import cut, text_width
from journey.map.paths.flow import COMPLETED, ENDED_WELL, LEFT, NEVER, Flow, FlowNode, Key, Ribbon
from journey.map.scene import Scene, Shape, group, line_cell, path, rect, text
from journey.model.theme import OUTSIDE_HUE, stage_hue
from journey.model.vocabulary import NEUTRAL_ROLE, outcome
from journey.model.words import capital, count, percent, plural

BAR, GAP, HEAD, FOOT = 13.0, 16.0, 30.0, 8.0
HEIGHT, SMALL, NAME, LABEL_ROOM = 430.0, 11.0, 12.0, 16.0
PHONE_PITCH = 118.0
Bars = dict[Key, tuple[float, float, float]]  # x, y and height of every node's bar


def flow_scene(
    flow: Flow, width: float, heads: dict[int, str], stages: tuple[str, ...] = ()
) -> Scene:
    """The drawing; `heads`: what stands over each column; `stages`: names that have a hue of their own."""
    columns = flow.columns
    pitch = (width - 96) / max(1, len(columns) - 1) if len(columns) > 1 else width
    scale = _scale(flow)
    bars = _bars(flow, pitch, scale)
    height = (
        max((y + max(bar_height, LABEL_ROOM) for _, y, bar_height in bars.values()), default=HEAD)
        + FOOT
    )
    ribbons = group(_ribbons(flow, bars, scale, pitch), region="Ways")
    labels = [
        shape
        for column, nodes in columns
        for node in nodes
        for shape in _label(node, bars[node.key], pitch, flow, stages)
    ]
    names = [
        text(
            4 + index * pitch,
            16,
            cut(heads.get(column, ""), SMALL, pitch - 8, True),
            SMALL,
            "muted",
            font_weight=600,
        )
        for index, (column, _) in enumerate(columns)
    ]
    return Scene(
        max(width, 4 + (len(columns) - 1) * pitch + 96), height, (*names, ribbons, *labels)
    )


def _scale(flow: Flow) -> float:
    """Pixels a journey: the fullest column fills the height."""
    room = [
        (HEIGHT - GAP * (len(nodes) - 1)) / sum(node.journeys for node in nodes)
        for _, nodes in flow.columns
    ]
    return min(room, default=1.0)


def _bars(flow: Flow, pitch: float, scale: float) -> Bars:
    bars = {}
    for index, (_, nodes) in enumerate(flow.columns):
        y = HEAD
        for node in nodes:
            bar_height = max(1.5, node.journeys * scale)
            bars[node.key] = (4 + index * pitch, y, bar_height)
            y += bar_height + GAP + (8 if bar_height < 16 else 0)
    return bars


def _ribbons(flow: Flow, bars: Bars, scale: float, pitch: float) -> list[Shape]:
    """Every ribbon leaves and arrives in the order of where it leads, so that few cross."""
    starts, ends = (
        {key: bar[1] for key, bar in bars.items()},
        {key: bar[1] for key, bar in bars.items()},
    )
    tops: dict[int, tuple[float, float]] = {}
    for ribbon in sorted(
        flow.ribbons, key=lambda ribbon: (bars[ribbon.source][:2], bars[ribbon.target][:2])
    ):
        top = starts[ribbon.source]
        starts[ribbon.source] += ribbon.journeys * scale
        tops[id(ribbon)] = (top, 0)
    for ribbon in sorted(
        flow.ribbons, key=lambda ribbon: (bars[ribbon.target][:2], bars[ribbon.source][:2])
    ):
        top = ends[ribbon.target]
        ends[ribbon.target] += ribbon.journeys * scale
        tops[id(ribbon)] = (tops[id(ribbon)][0], top)
    return [
        _ribbon(ribbon, flow, bars, tops[id(ribbon)], max(0.8, ribbon.journeys * scale))
        for ribbon in flow.ribbons
    ]


def _role(kind: str, default: str) -> str:
    """The colour of an outcome, whose journeys end there or never come; `default` for all else."""
    if kind in (LEFT, COMPLETED, ENDED_WELL):
        return outcome(kind).role
    return outcome(LEFT).role if kind == NEVER else default


def _ribbon(
    ribbon: Ribbon, flow: Flow, bars: Bars, tops: tuple[float, float], thickness: float
) -> Shape:
    x1, x2 = bars[ribbon.source][0] + BAR, bars[ribbon.target][0]
    middle = (x1 + x2) / 2
    y1, y2 = tops
    d = (
        f"M{x1:.1f},{y1:.1f}C{middle:.1f},{y1:.1f} {middle:.1f},{y2:.1f} {x2:.1f},{y2:.1f}V{y2 + thickness:.1f}"
        f"C{middle:.1f},{y2 + thickness:.1f} {middle:.1f},{y1 + thickness:.1f} {x1:.1f},{y1 + thickness:.1f}Z"
    )
    colour = _role(ribbon.target[1], NEUTRAL_ROLE)
    shape = path(d, fill=colour, fill_opacity=0.34 if colour != NEUTRAL_ROLE else 0.26)
    words = ribbon_sentence(ribbon, flow)
    return (
        line_cell(ribbon.path_filter, words, [shape])
        if ribbon.path_filter
        else Shape("g", {"tip": words}, "", (shape,))
    )


def ribbon_sentence(ribbon: Ribbon, flow: Flow) -> str:
    """How many journeys the ribbon carries, and which share of those at its source."""
    source, target = flow.node(ribbon.source), flow.node(ribbon.target)
    share = (
        f", {percent(ribbon.journeys / source.journeys)} of those at {_node_words(source)}"
        if ribbon.source[1] in ("at", "other")
        else ""
    )
    return f"{_node_words(source)} → {_node_words(target)}: {plural(ribbon.journeys, 'journey')}{share}."


def _node_words(node: FlowNode) -> str:
    return f"{node.members} smaller branches" if node.key[1] == "other" else node.label


def _label(
    node: FlowNode,
    bar: tuple[float, float, float],
    pitch: float,
    flow: Flow,
    stages: tuple[str, ...],
) -> list[Shape]:
    x, y, bar_height = bar
    kind, name = node.key[1:]
    hue = (
        stage_hue(stages.index(name))
        if name in stages
        else OUTSIDE_HUE
        if kind == "other"
        else _role(kind, "accent")
    )
    room = pitch - BAR - 14 if node.key[0] != flow.columns[-1][0] else 92
    size = count(node.journeys)
    shown = cut(capital(node.label), NAME, room - 4, kind == "at")
    lines = [
        text(
            x + BAR + 5,
            y + 10.5,
            shown,
            NAME,
            _role(LEFT, "") if kind in (LEFT, NEVER) else "ink",
            font_weight=600 if kind == "at" else 400,
        )
    ]
    beside = text_width(shown, NAME, True) + 6
    if bar_height >= 25 or beside + text_width(size, SMALL) > room:
        lines.append(text(x + BAR + 5, y + 23.5, size, SMALL, "muted"))
    else:
        lines.append(text(x + BAR + 5 + beside, y + 10.5, size, SMALL, "muted"))
    tip = f"{_node_words(node)}: {plural(node.journeys, 'journey')}"
    return [Shape("g", {"tip": tip}, "", (rect(x, y, BAR, bar_height, rx=2, fill=hue),)), *lines]
