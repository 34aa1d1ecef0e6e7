"""Rows as the views give them, made from journeys written as 'A.x B.y': stage, touchpoint."""

from collections import Counter

from journey.graph.chain import Contribution, Reach, reach_and_contributions


def reach(rows: list[dict], stages: list[str], goal: str) -> Reach:
    return reach_and_contributions(rows, stages, goal)[0]


def contributions(rows: list[dict], stages: list[str], goal: str) -> list[Contribution]:
    return reach_and_contributions(rows, stages, goal)[1]


def chain_rows(*journeys: tuple) -> list[dict]:
    """Of journeys (path, end, how many[, group])."""
    counts = Counter()
    for path, end, number, *group in journeys:
        cells = [tuple(cell.split(".")) for cell in path.split()]
        for source, target in zip([None, *cells], [*cells, None]):
            counts[(*group, 0)[0], source, target, end if target is None else None] += number
    return [chain_row(*key, moves) for key, moves in counts.items()]


def chain_row(
    group: int, source: tuple | None, target: tuple | None, end: str | None, moves: int
) -> dict:
    return {
        "group": group,
        "source_stage": source and source[0],
        "source": source and source[1],
        "target_stage": target and target[0],
        "target": target and target[1],
        "end": end,
        "moves": moves,
    }


def transitions(**moves: int | None) -> list[dict]:
    """ab=6: six moves from a to b."""
    return [
        {"source": pair[0], "target": pair[1], "moves": number} for pair, number in moves.items()
    ]


def nodes(rows: list[dict], **ended: int) -> list[dict]:
    """The touchpoints of the transitions, with how many journeys ended there."""
    out = Counter()
    for row in rows:
        out[row["source"]] += row["moves"] or 0
    names = sorted({row[end] for row in rows for end in ("source", "target")} | set(ended))
    return [
        {
            "touchpoint": name,
            "moves": out[name],
            "ended": ended.get(name, 0),
            "median_seconds": 60,
            "p90_seconds": 90,
            "waited_seconds": 70 * out[name],
        }
        for name in names
    ]
