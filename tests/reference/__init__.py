"""The slow, obvious second implementation of the metrics, written from the rules alone.

Lists, dicts, sets and loops; only the t quantiles come from a library. The tests compare the
product's tables with these, so nothing here may be imported from the product.
"""

from tests.reference.cases import containment, service
from tests.reference.contrasts import contrasts, false_discovery
from tests.reference.drop_off import exits, funnel, rate_columns
from tests.reference.feelings import emotions, quotes
from tests.reference.groups import PERIODS, grouped, period_start
from tests.reference.hardship import friction
from tests.reference.intervals import (
    Z,
    by_customer,
    cluster_variance,
    effective_n,
    mean_interval,
    mean_of,
    median,
    newcombe,
    quantile,
    rate,
    share_interval,
    valence_columns,
    wilson,
)
from tests.reference.ledger import ledger
from tests.reference.lists import events, journeys, outcomes, paths, summary
from tests.reference.log import (
    UNASSIGNED,
    Answers,
    Event,
    Filters,
    Journey,
    Log,
    Row,
    build,
    end_of_observation,
)
from tests.reference.moves import touchpoints, transitions
from tests.reference.queues import (
    after_service,
    backlog,
    case_trend,
    case_volume,
    journey_trend,
    who_answers,
)
from tests.reference.ripe import ripe, ripe_age, ripe_leaves
from tests.reference.scores import distribution, nps_score, satisfaction
from tests.reference.selection import FUNNEL_KINDS, OUTCOMES, PATH_KINDS, selected_journeys
from tests.reference.service import hand_offs, pain_points, promises, recovery, service_modes
from tests.reference.sides import after_answer, after_complaints, after_touchpoint, with_without
from tests.reference.steps import (
    collapsed,
    conversion_of,
    customers_of,
    first_place,
    furthest_name,
    path_of,
    stage_name,
    stage_path_of,
    window_seconds,
    within,
)
from tests.reference.trends import trend
from tests.reference.worth import cohorts, loyalty

__all__ = [
    "Answers",
    "Event",
    "FUNNEL_KINDS",
    "Filters",
    "Journey",
    "Log",
    "OUTCOMES",
    "PATH_KINDS",
    "PERIODS",
    "Row",
    "UNASSIGNED",
    "Z",
    "after_answer",
    "after_complaints",
    "after_service",
    "backlog",
    "build",
    "case_trend",
    "case_volume",
    "by_customer",
    "cluster_variance",
    "cohorts",
    "collapsed",
    "contrasts",
    "containment",
    "conversion_of",
    "customers_of",
    "distribution",
    "effective_n",
    "emotions",
    "end_of_observation",
    "events",
    "exits",
    "false_discovery",
    "first_place",
    "friction",
    "funnel",
    "furthest_name",
    "grouped",
    "hand_offs",
    "journey_trend",
    "journeys",
    "ledger",
    "loyalty",
    "mean_interval",
    "mean_of",
    "median",
    "newcombe",
    "nps_score",
    "outcomes",
    "pain_points",
    "path_of",
    "paths",
    "period_start",
    "promises",
    "quantile",
    "quotes",
    "rate",
    "rate_columns",
    "recovery",
    "ripe",
    "ripe_age",
    "ripe_leaves",
    "satisfaction",
    "selected_journeys",
    "service",
    "service_modes",
    "share_interval",
    "stage_name",
    "stage_path_of",
    "trend",
    "summary",
    "touchpoints",
    "transitions",
    "valence_columns",
    "who_answers",
    "wilson",
    "window_seconds",
    "after_touchpoint",
    "with_without",
    "within",
]
