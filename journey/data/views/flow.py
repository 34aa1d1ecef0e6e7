"""Where journeys go step by step: through the stages, from a touchpoint on, towards one, or between two."""

from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.sql import part
from journey.data.views.form import COUNT, NAME, NUMBER, SOMETIMES, Bound, Column, Row, View, names
from journey.data.views.options import STAGES, TOUCHPOINTS, ViewOptions
from journey.model import shared_mode
from journey.model.definition import UNASSIGNED
from journey.model.errors import Setting, UserError

ENDS = (
    None,
    "completed",
    "in_progress",
    "dropped_off",
    "ended_well",
    "goes_on",
    "begins",
    "earlier",
    "never",
    "longer",
)


def _query(options: ViewOptions) -> str:
    """Which query finds the single journeys of the flow."""
    if options.over == STAGES:
        return "flow_stages"
    return {(True, True): "flow_between", (True, False): "flow_from", (False, True): "flow_to"}.get(
        (bool(options.source), bool(options.target)), "flow_start"
    )


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    ends = (("source", options.source), ("target", options.target))
    return {name: code_of(generation, "touchpoint", value) for name, value in ends if value}, (
        part("flows", _query(options)),
    )


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    names = {-1: None, **(generation.stages if options.over == STAGES else generation.touchpoints)}
    return [
        {
            "step": row["step"],
            "source": names[row["source_no"]],
            "target": names[row["target_no"]],
            "end": ENDS[row["end_no"]],
            "journeys": row["journeys"],
        }
        for row in sums
    ]


def _check(options: ViewOptions) -> None:
    """Raises UserError for ends that are no stages."""
    if options.over == STAGES and (options.source or options.target):
        raise UserError(
            "Source and target are touchpoints: let the steps be touchpoints, too.",
            Setting("over", TOUCHPOINTS),
        )


VIEW = View(
    "flow",
    "journeys",
    (
        Column(
            "step",
            NUMBER,
            (
                "step of the source: 0 is the first event (of stages: the first one), with a source the first time at it, "
                "with a target alone the first time at that, so that earlier steps are negative"
            ),
        ),
        *names("source", "target", blank=SOMETIMES),
        Column(
            "end",
            NAME,
            blank=SOMETIMES,
            definition=(
                "completed, ended_well, in_progress, dropped_off: the last event; goes_on: has more steps than the depth; begins: "
                "its first event; earlier: has more steps before; never: does not come to the target; longer: comes to it, but "
                "after more steps than the depth"
            ),
        ),
        Column("journeys", COUNT),
    ),
    _finish,
    shared=shared_mode.OF_FLOWS,
    check=_check,
    options=("over", "source", "target", "depth"),
    needs_time=True,
    terms=lambda generation: {
        "stages": f"repeats of a stage in a row count once; events in no stage are {UNASSIGNED}"
    },
    bound=_bound,
)
