"""Edge routing of the journey graph: lines run beside the cards between, never behind them."""

from journey.map.paths.frame import Frame
from journey.map.paths.graph import Edge

CLEAR = 4.0  # how far from a card a line passes at least
SAMPLED = 48  # points of a curve that are looked at

Points = list[tuple[float, float]]
Pair = tuple[str, str]


def edge_routes(frame: Frame) -> dict[Pair, Points]:
    """For each line the points of cubic curves one after the other, (main, cross): 4, or 3 more for each further curve."""
    routes = {(edge.source, edge.target): _plain(frame, edge) for edge in frame.graph.edges}
    blocked = [
        edge
        for edge in frame.graph.edges
        if _is_blocked(frame, edge, routes[edge.source, edge.target])
    ]
    return routes | {
        pair: _around(frame, routes[pair], bends) for pair, bends in _bends(frame, blocked).items()
    }


def curve(frame: Frame, points: Points) -> str:
    """The curves as the path of a drawing."""
    first, *rest = (",".join(f"{value:.1f}" for value in frame.point(*point)) for point in points)
    return f"M{first}C{' '.join(rest)}"


def point_at(points: Points, t: float) -> tuple[float, float]:
    """The point at t (0..1), each curve taking the same share of it."""
    curves = (len(points) - 1) // 3
    number = min(curves - 1, int(t * curves))
    t = t * curves - number
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    corners = list(zip(weights, points[3 * number :]))
    return (
        sum(weight * main for weight, (main, _) in corners),
        sum(weight * cross for weight, (_, cross) in corners),
    )


def _plain(frame: Frame, edge: Edge) -> Points:
    """One curve, whatever lies between."""
    geometry = frame.geometry
    half_main, half_cross = geometry.card_main_size / 2, geometry.card_cross_size / 2
    (a1, c1), (a2, c2) = frame.middle(edge.source), frame.middle(edge.target)
    if edge.is_loop:
        left, down = a1 + half_main - 44, 0 if geometry.is_vertical else 26
        if geometry.is_vertical:
            return [
                (a1 + half_main, c1 + half_cross - 52),
                (a1 + half_main + 26, c1 + half_cross - 60),
                (a1 + half_main + 26, c1 + half_cross - 10),
                (a1 + half_main, c1 + half_cross - 18),
            ]
        return [
            (left + 30, c1 + half_cross),
            (left + 42, c1 + half_cross + down),
            (left - 10, c1 + half_cross + down),
            (left + 2, c1 + half_cross),
        ]
    out, into = frame.side(edge, "out"), frame.side(edge, "in")
    s1, s2 = (frame.port_offsets[edge.source, edge.target, end] for end in ("out", "in"))
    ends = {"after": half_main, "before": -half_main}
    if out in ("up", "down"):
        sign = 1 if out == "down" else -1
        port_offset = (s1 + s2) / 2
        return [
            (a1 + port_offset, c1 + sign * half_cross),
            (a1 + port_offset, c1 + sign * (half_cross + 8)),
            (a2 + port_offset, c2 - sign * (half_cross + 8)),
            (a2 + port_offset, c2 - sign * half_cross),
        ]
    first, last = (a1 + ends[out], c1 + s1), (a2 + ends[into], c2 + s2)
    if out == into:
        bow = (
            14.0 + 9 * abs(frame.positions[edge.source][1] - frame.positions[edge.target][1])
        ) * (1 if out == "after" else -1)
        bow = max(-46.0, min(46.0, bow))
        return [first, (first[0] + bow, first[1]), (last[0] + bow, last[1]), last]
    reach = max(36.0, abs(last[0] - first[0]) / 2) * (1 if out == "after" else -1)
    sag = (24.0 if c2 >= c1 else -24.0) if edge.is_back else 0.0
    return [first, (first[0] + reach, first[1] + sag), (last[0] - reach, last[1] + sag), last]


def _layers_between(frame: Frame, edge: Edge) -> range:
    """The layers that a line passes."""
    first, last = sorted(frame.positions[name][0] for name in (edge.source, edge.target))
    return range(first + 1, last)


def _is_blocked(frame: Frame, edge: Edge, points: Points) -> bool:
    """Whether the curve runs behind a card between its ends."""
    half_main, half_cross = (
        frame.geometry.card_main_size / 2 + CLEAR,
        frame.geometry.card_cross_size / 2 + CLEAR,
    )
    cards = [
        frame.middle(name) for layer in _layers_between(frame, edge) for name in frame.layers[layer]
    ]
    curve_points = (
        [point_at(points, step / SAMPLED) for step in range(SAMPLED + 1)] if cards else []
    )
    return any(
        abs(a - main) < half_main and abs(c - cross) < half_cross
        for main, cross in cards
        for a, c in curve_points
    )


def _bends(frame: Frame, blocked: list[Edge]) -> dict[Pair, list[tuple[int, float]]]:
    """Where each of these lines passes the layers between its ends, (layer, cross): straight on, or in the nearest gap.

    Lines that share a gap are spread over it in the order of where they would have passed.
    """
    bends_by_edge: dict[Pair, list[tuple[int, float]]] = {
        (edge.source, edge.target): [] for edge in blocked
    }
    gaps: dict[tuple[int, float], list[tuple[float, Pair]]] = {}
    clear = frame.geometry.card_cross_size / 2 + CLEAR
    for edge in blocked:
        (first, start), (last, end) = (
            (frame.positions[name][0], frame.middle(name)[1]) for name in (edge.source, edge.target)
        )
        for layer in _layers_between(frame, edge):
            straight = start + (end - start) * (layer - first) / (last - first)
            middles = [frame.middle(name)[1] for name in frame.layers[layer]]
            if all(abs(straight - middle) >= clear for middle in middles):
                bends_by_edge[edge.source, edge.target].append((layer, straight))
            else:
                half_pitch = frame.geometry.slot_pitch / 2
                gap = min(
                    [middles[0] - half_pitch, *(middle + half_pitch for middle in middles)],
                    key=lambda cross: abs(cross - straight),
                )
                gaps.setdefault((layer, gap), []).append((straight, (edge.source, edge.target)))
    for (layer, gap), lines in gaps.items():
        step = min(6.0, (frame.geometry.slot_pitch - 2 * clear) / max(1, len(lines) - 1))
        for number, (_, pair) in enumerate(sorted(lines)):
            bends_by_edge[pair].append((layer, gap + (number - (len(lines) - 1) / 2) * step))
    return {
        pair: sorted(bends, reverse=frame.positions[pair[0]][0] > frame.positions[pair[1]][0])
        for pair, bends in bends_by_edge.items()
    }


def _around(frame: Frame, plain: Points, bends: list[tuple[int, float]]) -> Points:
    """From card to card through the bends, on the main axis beside each card and on the cross axis between the layers."""
    ahead = 1 if plain[-1][0] > plain[0][0] else -1
    half_card = ahead * (frame.geometry.card_main_size / 2 + CLEAR)
    corners = [
        (frame.start + (layer + 0.5) * frame.geometry.layer_pitch + end * half_card, cross)
        for layer, cross in bends
        for end in (-1, 1)
    ]
    points = plain[:1]
    for (a1, c1), (a2, c2) in zip([plain[0], *corners], [*corners, plain[-1]]):
        points += [((a1 + a2) / 2, c1), ((a1 + a2) / 2, c2), (a2, c2)]
    return points
