"""How many journeys would reach each stage after changes, by a model, with a range."""

from urllib.parse import unquote

from journey.data.views.form import BOUNDS, COUNT, NUMBER, SOMETIMES, Column, names
from journey.data.views.rows import FUNNEL, STAGE_TRANSITIONS
from journey.graph.lumped import lumped
from journey.graph.views.form import MODEL, GraphView, Material, Rows
from journey.graph.what_if import (
    FIGURES,
    Change,
    FewerReturns,
    LessDropOff,
    expected,
    without_effect,
)
from journey.model import shared_mode
from journey.model.errors import BadOption

LEAVING, RETURN = "leaving", "return"
CELLS_LIMIT = 500  # that chains can have, each drawn many times, before they take longer than any question may


def _what_if(material: Material) -> tuple[Rows, list[str]]:
    changes = [parse_change(text) for text in material.options.change]
    named = {(change.stage, change.touchpoint) for change in changes}
    rows, merged = lumped(material.exact(STAGE_TRANSITIONS), CELLS_LIMIT, named)
    idle = [
        f"{change.touchpoint} in {change.stage}: nothing to change there"
        for change in without_effect(rows, material.stages, changes)
    ]
    observed = {row["stage"]: row["reached"] for row in material.rows(FUNNEL)}
    expected_rows = expected(rows, material.stages, changes) if rows else []
    draws = (
        [
            f"ranges from {expected_rows[0]['draws']} samples of groups of customers, drawn with replacement"
        ]
        if expected_rows
        else []
    )
    return [
        {
            "stage": row["stage"],
            "reached": observed[row["stage"]],
            **{name: _rounded(row[name]) for name in FIGURES},
        }
        for row in expected_rows
    ], [MODEL, *draws, *idle, *merged]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def parse_change(text: str) -> Change:
    """A change from 'leaving/STAGE/TOUCHPOINT=0.5' or 'return/STAGE/TOUCHPOINT/STAGE/TOUCHPOINT=1', parts percent-encoded."""
    name, _, share = text.rpartition("=")
    kind, *parts = [unquote(part) for part in name.split("/")]
    make = {(LEAVING, 2): LessDropOff, (RETURN, 4): FewerReturns}.get((kind, len(parts)))
    if make and _is_share(share):
        return make(*parts, float(share))
    raise BadOption(
        "change",
        f"{text!r} is not understood: write {LEAVING}/STAGE/TOUCHPOINT=SHARE or "
        f"{RETURN}/STAGE/TOUCHPOINT/STAGE/TOUCHPOINT=SHARE, the share from 0 to 1.",
    )


def _is_share(text: str) -> bool:
    """Whether the text is a number from 0 to 1."""
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False


EXPECTED = tuple(
    Column(name + end, NUMBER, "" if end else words, blank=SOMETIMES if end else "")
    for name, words in (
        ("before", "expected by the model without a change"),
        ("after", "expected by the model with the changes"),
        ("difference", "after - before; low and high: 95 % range from resampling customers"),
    )
    for end in ("", *BOUNDS)
)
VIEW = GraphView(
    "what_if",
    "journeys",
    (
        *names("stage"),
        Column("reached", COUNT, "journeys that have reached the stage, as counted"),
        *EXPECTED,
    ),
    _what_if,
    options=("change",),
    shared=shared_mode.OF_MODELS,
)
