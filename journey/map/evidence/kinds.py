"""Which function says what a cell of a kind shows: the one place that knows them all."""

from collections.abc import Callable
from functools import partial

from journey.map.evidence.comments import comments_text, notes_text
from journey.map.evidence.context import CellText, Context
from journey.map.evidence.emotions import emotion_text
from journey.map.evidence.events import channels_text, touchpoints_text, volume_text
from journey.map.evidence.friction import friction_text
from journey.map.evidence.outcomes import outcome_text, stage_text
from journey.map.evidence.scores import score_text
from journey.map.model import StageColumn, Touchpoint
from journey.model.cells import OUTCOMES, SCORES

OF_STAGE: dict[str, Callable[[StageColumn, Context], CellText | None]] = {
    **{kind: partial(outcome_text, kind) for kind in OUTCOMES},
    **{metric: partial(score_text, metric) for metric in SCORES},
    "stage": stage_text,
    "channels": channels_text,
    "more": touchpoints_text,
    "commented": comments_text,
    "notes": notes_text,
}
OF_TOUCHPOINT: dict[str, Callable[[Touchpoint, Context], CellText | None]] = {
    "valence": emotion_text,
    "score_valence": emotion_text,
    "passes": volume_text,
    "lost": friction_text,
}
