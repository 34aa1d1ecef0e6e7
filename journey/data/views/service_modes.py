"""How customers are served in each stage: by themselves, automatically or by a person, beside what is expected there."""

from journey.data.generation import Generation
from journey.data.needs import RESOLUTION, SERVICE_MODE, lacking
from journey.data.views.form import (
    COUNT,
    EVENTS,
    MERGED,
    SHARE,
    SOMETIMES,
    Column,
    Row,
    View,
    names,
    share,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode

TOLD = 0  # below it no service mode is


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    told = [row for row in sums if row["service_mode_no"] > TOLD]
    of_stage: dict[int, list[Row]] = {}
    for row in told:
        of_stage.setdefault(row["stage_no"], []).append(row)
    expected = {stage.name: stage.expected_service_mode for stage in generation.definition.stages}
    return [
        {
            "stage": generation.stages[row["stage_no"]],
            "service_mode": generation.service_modes[row["service_mode_no"]],
            "events": row["events"],
            **_share(row, of_stage[row["stage_no"]]),
            "expected_service_mode": expected.get(generation.stages[row["stage_no"]]) or None,
            **share("resolved", row["resolved_cases"], row["cases"]),
            "journeys": row["journeys"],
            "customers": row["customers"],
            "case_customers": row["case_customers"],
        }
        for row in told
    ]


def _share(row: Row, stage: list[Row]) -> Row:
    """Its share of the stage's events, and the fewest customers that can be behind these and behind the others."""
    others = [other["customers"] for other in stage if other is not row]
    parts = {"share_parts": (row["customers"], max(others, default=0))}
    return share("share", row["events"], sum(each["events"] for each in stage)) | parts


VIEW = View(
    "service_modes",
    "events",
    (
        *names("stage", blank=MERGED),
        Column(
            "service_mode",
            definition=lambda generation: lacking(generation, SERVICE_MODE) or "of the event",
        ),
        Column("events", COUNT, "with it"),
        *with_interval_and_n(
            Column(
                "share",
                SHARE,
                "events with it / events of the stage that have a mode",
                rests_on="customers",
                implies="share_parts",
            )
        ),
        Column("share_parts", COUNT, is_helper=True),
        Column(
            "expected_service_mode",
            definition="by the journey definition most are served so in the stage",
            blank=SOMETIMES,
        ),
        *with_interval_and_n(
            Column(
                "resolved",
                SHARE,
                lambda generation: (
                    lacking(generation, RESOLUTION)
                    or "cases that are resolved, in whichever way / cases whose first event was served so"
                ),
                rests_on="case_customers",
            )
        ),
        Column("journeys", COUNT, "with such an event"),
        Column("customers", COUNT),
        Column("case_customers", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.SERVICE_MODES,
    rule=EVENTS,
)
