"""Where the touchpoints of a drawn graph stand: in which layer, and at which height, so that few lines cross."""

from collections import defaultdict

import numpy as np

Node = tuple[
    str, int, float, float
]  # name, place of its stage, order within the stage (median first step), weight (journeys)
Edge = tuple[str, str, float]  # source, target, weight (moves)
Places = dict[str, tuple[int, int]]  # name -> layer from the left, slot from the top

SWEEPS = 12  # to the right and back; drawings of this size settle within a few
ROUND = 9  # digits of a mean height: sums in another order must not turn a tie


def place(nodes: list[Node], edges: list[Edge], in_layer_limit: int) -> Places:
    """Name -> (layer, slot): stages from left to right, a stage in as many even layers as it needs, few crossings.

    Layered drawing (Sugiyama, Tagawa and Toda 1981): the nodes of each layer are sorted by the weighted mean height of
    their neighbours to the left, in sweeps to the right, and the other way; the best of all orders seen is kept, which is
    the plain one (by order, heavier, name) unless another has fewer `crossings`.
    """
    layers = _layers(nodes, in_layer_limit)
    if not layers:
        return {}
    index = {name: at for at, name in enumerate(name for layer in layers for name in layer)}
    lines = _lines(edges, index)
    best = _best(_numbers(layers), lines, _pull(lines, len(index)))
    names = list(index)
    return {
        names[at]: (layer, slot)
        for layer, order in enumerate(best)
        for slot, at in enumerate(order)
    }


def crossings(places: Places, edges: list[Edge]) -> float:
    """Sum over all pairs of crossing lines of the product of their weights (Zarate et al. 2018).

    Lines are straight, each layer centred on one height, slots one apart; a pair that crosses in two gaps between layers
    counts twice. Lines within one layer, lines to a node that has no place and lines that share an end there are left out.
    """
    sizes: dict[int, int] = defaultdict(int)
    for layer, _ in places.values():
        sizes[layer] += 1
    layers = np.array([layer for layer, _ in places.values()], dtype=int)
    height = np.array([slot - (sizes[layer] - 1) / 2 for layer, slot in places.values()])
    return _crossings(_lines(edges, {name: at for at, name in enumerate(places)}), layers, height)


def _layers(nodes: list[Node], limit: int) -> list[list[str]]:
    stages = defaultdict(list)
    for name, stage, order, weight in nodes:
        stages[stage].append((order, -weight, name))
    cut = []
    for stage in sorted(stages):
        names = [name for _, _, name in sorted(stages[stage])]
        cut += [
            part.tolist()
            for part in np.array_split(np.array(names, dtype=object), -(-len(names) // limit))
        ]
    return cut


def _numbers(layers: list[list[str]]) -> list[np.ndarray]:
    ends = np.cumsum([len(layer) for layer in layers])
    return [np.arange(end - len(layer), end) for layer, end in zip(layers, ends)]


def _lines(edges: list[Edge], index: dict[str, int]) -> np.ndarray:
    """(lines, 3): one end, the other, weight, for edges between two placed nodes; both directions of a pair make one line."""
    lines: dict[tuple[int, int], float] = defaultdict(float)
    for source, target, weight in edges:
        if source in index and target in index and source != target:
            one, other = sorted((index[source], index[target]))
            lines[one, other] += weight
    return np.array([(*ends, weight) for ends, weight in sorted(lines.items())]).reshape(-1, 3)


def _pull(lines: np.ndarray, n: int) -> np.ndarray:
    """(n, n) weights, symmetric."""
    pull = np.zeros((n, n))
    one, other = lines[:, 0].astype(int), lines[:, 1].astype(int)
    pull[one, other] = pull[other, one] = lines[:, 2]
    return pull


def _best(layers: list[np.ndarray], lines: np.ndarray, pull: np.ndarray) -> list[np.ndarray]:
    """The order of each layer with the fewest crossings among those that the sweeps come by."""
    layer = np.repeat(np.arange(len(layers)), [len(order) for order in layers])
    best, height = layers, _heights(layers)
    least = _crossings(lines, layer, height)
    for sweep in range(2 * SWEEPS):
        layers = _swept(layers, pull, height, to_the_right=sweep % 2 == 0)
        height = _heights(layers)
        now = _crossings(lines, layer, height)
        if now < least:
            best, least = layers, now
    return best


def _swept(
    layers: list[np.ndarray], pull: np.ndarray, height: np.ndarray, to_the_right: bool
) -> list[np.ndarray]:
    """Each layer sorted by the mean height of its neighbours on the side the sweep comes from; who has none keeps its height."""
    layers, height = list(layers), height.copy()
    ends = np.cumsum([0, *map(len, layers)])
    for at in range(len(layers)) if to_the_right else reversed(range(len(layers))):
        side = slice(0, ends[at]) if to_the_right else slice(ends[at + 1], None)
        weights, order = pull[layers[at], side], layers[at]
        total = weights.sum(axis=1)
        mean = np.where(
            total > 0, weights @ height[side] / np.where(total > 0, total, 1), height[order]
        )
        layers[at] = order[np.argsort(np.round(mean, ROUND), kind="stable")]
        height[layers[at]] = _centred(len(order))
    return layers


def _heights(layers: list[np.ndarray]) -> np.ndarray:
    height = np.empty(sum(map(len, layers)))
    for order in layers:
        height[order] = _centred(len(order))
    return height


def _centred(size: int) -> np.ndarray:
    return np.arange(size) - (size - 1) / 2


def _crossings(lines: np.ndarray, layer: np.ndarray, height: np.ndarray) -> float:
    """(lines, 3), (n,) layer and (n,) height of each node."""
    one, other, weight = lines[:, 0].astype(int), lines[:, 1].astype(int), lines[:, 2]
    turned = layer[one] > layer[other]
    left, right = np.where(turned, other, one), np.where(turned, one, other)
    slope = (height[right] - height[left]) / np.maximum(layer[right] - layer[left], 1)
    total = 0.0
    for gap in range(layer.max(initial=0)):
        over = (layer[left] <= gap) & (layer[right] > gap)
        start = height[left[over]] + slope[over] * (gap - layer[left[over]])
        total += _crossed(start, start + slope[over], weight[over])
    return total


def _crossed(start: np.ndarray, end: np.ndarray, weight: np.ndarray) -> float:
    """Weighted pairs of lines that change sides between start and end."""
    start, end = np.round(start, ROUND), np.round(end, ROUND)
    crossed = (start[:, None] < start) & (end[:, None] > end)
    return float(weight @ (crossed @ weight))
