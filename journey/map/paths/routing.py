"""How the lines of the journey graph run from card to card: beside the cards between, never behind them."""

from journey.map.paths.frame import Frame
from journey.map.paths.graph import Edge

CLEAR = 4.0  # how far from a card a line passes at least
SAMPLED = 48  # points of a curve that are looked at

Points = list[tuple[float, float]]
Pair = tuple[str, str]


def courses(frame: Frame) -> dict[Pair, Points]:
    """For each line the points of cubic curves one after the other, (along, across): 4, or 3 more for each further curve."""
    found = {(edge.source, edge.target): _plain(frame, edge) for edge in frame.graph.edges}
    blocked = [
        edge
        for edge in frame.graph.edges
        if _is_blocked(frame, edge, found[edge.source, edge.target])
    ]
    return found | {
        pair: _around(frame, found[pair], bends) for pair, bends in _bends(frame, blocked).items()
    }


def curve(frame: Frame, points: Points) -> str:
    """The curves as the path of a drawing."""
    first, *rest = (",".join(f"{value:.1f}" for value in frame.point(*point)) for point in points)
    return f"M{first}C{' '.join(rest)}"


def at(points: Points, t: float) -> tuple[float, float]:
    """The point at t (0..1), each curve taking the same share of it."""
    curves = (len(points) - 1) // 3
    number = min(curves - 1, int(t * curves))
    t = t * curves - number
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return tuple(
        sum(weight * point[axis] for weight, point in zip(weights, points[3 * number :]))
        for axis in (0, 1)
    )


def _plain(frame: Frame, edge: Edge) -> Points:
    """One curve, whatever lies between."""
    form = frame.form
    half_along, half_across = form.card_along / 2, form.card_across / 2
    (a1, c1), (a2, c2) = frame.middle(edge.source), frame.middle(edge.target)
    if edge.is_loop:
        left, down = a1 + half_along - 44, 0 if form.is_turned else 26
        if form.is_turned:
            return [
                (a1 + half_along, c1 + half_across - 52),
                (a1 + half_along + 26, c1 + half_across - 60),
                (a1 + half_along + 26, c1 + half_across - 10),
                (a1 + half_along, c1 + half_across - 18),
            ]
        return [
            (left + 30, c1 + half_across),
            (left + 42, c1 + half_across + down),
            (left - 10, c1 + half_across + down),
            (left + 2, c1 + half_across),
        ]
    out, into = frame.side(edge, "out"), frame.side(edge, "in")
    s1, s2 = (frame.shifts[edge.source, edge.target, end] for end in ("out", "in"))
    ends = {"after": half_along, "before": -half_along}
    if out in ("up", "down"):
        sign = 1 if out == "down" else -1
        shift = (s1 + s2) / 2
        return [
            (a1 + shift, c1 + sign * half_across),
            (a1 + shift, c1 + sign * (half_across + 8)),
            (a2 + shift, c2 - sign * (half_across + 8)),
            (a2 + shift, c2 - sign * half_across),
        ]
    first, last = (a1 + ends[out], c1 + s1), (a2 + ends[into], c2 + s2)
    if out == into:
        bow = (14 + 9 * abs(frame.places[edge.source][1] - frame.places[edge.target][1])) * (
            1 if out == "after" else -1
        )
        bow = max(-46.0, min(46.0, bow))
        return [first, (first[0] + bow, first[1]), (last[0] + bow, last[1]), last]
    reach = max(36.0, abs(last[0] - first[0]) / 2) * (1 if out == "after" else -1)
    sag = (24.0 if c2 >= c1 else -24.0) if edge.is_back else 0.0
    return [first, (first[0] + reach, first[1] + sag), (last[0] - reach, last[1] + sag), last]


def _between(frame: Frame, edge: Edge) -> range:
    """The layers that a line passes on its way."""
    first, last = sorted(frame.places[name][0] for name in (edge.source, edge.target))
    return range(first + 1, last)


def _is_blocked(frame: Frame, edge: Edge, points: Points) -> bool:
    """Whether the curve runs behind a card between its ends."""
    half_along, half_across = frame.form.card_along / 2 + CLEAR, frame.form.card_across / 2 + CLEAR
    cards = [frame.middle(name) for layer in _between(frame, edge) for name in frame.layers[layer]]
    way = [at(points, step / SAMPLED) for step in range(SAMPLED + 1)] if cards else []
    return any(
        abs(a - along) < half_along and abs(c - across) < half_across
        for along, across in cards
        for a, c in way
    )


def _bends(frame: Frame, blocked: list[Edge]) -> dict[Pair, list[tuple[int, float]]]:
    """Where each of these lines passes the layers between its ends, (layer, across): straight on, or in the nearest gap.

    Lines that share a gap are spread over it in the order of where they would have passed.
    """
    found: dict[Pair, list[tuple[int, float]]] = {
        (edge.source, edge.target): [] for edge in blocked
    }
    gaps: dict[tuple[int, float], list[tuple[float, Pair]]] = {}
    clear = frame.form.card_across / 2 + CLEAR
    for edge in blocked:
        (first, start), (last, end) = (
            (frame.places[name][0], frame.middle(name)[1]) for name in (edge.source, edge.target)
        )
        for layer in _between(frame, edge):
            straight = start + (end - start) * (layer - first) / (last - first)
            middles = [frame.middle(name)[1] for name in frame.layers[layer]]
            if all(abs(straight - middle) >= clear for middle in middles):
                found[edge.source, edge.target].append((layer, straight))
            else:
                half = frame.form.pitch_across / 2
                gap = min(
                    [middles[0] - half, *(middle + half for middle in middles)],
                    key=lambda across: abs(across - straight),
                )
                gaps.setdefault((layer, gap), []).append((straight, (edge.source, edge.target)))
    for (layer, gap), lines in gaps.items():
        step = min(6.0, (frame.form.pitch_across - 2 * clear) / max(1, len(lines) - 1))
        for number, (_, pair) in enumerate(sorted(lines)):
            found[pair].append((layer, gap + (number - (len(lines) - 1) / 2) * step))
    return {
        pair: sorted(bends, reverse=frame.places[pair[0]][0] > frame.places[pair[1]][0])
        for pair, bends in found.items()
    }


def _around(frame: Frame, plain: Points, bends: list[tuple[int, float]]) -> Points:
    """From card to card through the bends, along the way beside each card and across it in the room between the layers."""
    ahead = 1 if plain[-1][0] > plain[0][0] else -1
    half = ahead * (frame.form.card_along / 2 + CLEAR)
    corners = [
        (frame.start + (layer + 0.5) * frame.form.pitch_along + end * half, across)
        for layer, across in bends
        for end in (-1, 1)
    ]
    points = plain[:1]
    for (a1, c1), (a2, c2) in zip([plain[0], *corners], [*corners, plain[-1]]):
        points += [((a1 + a2) / 2, c1), ((a1 + a2) / 2, c2), (a2, c2)]
    return points
