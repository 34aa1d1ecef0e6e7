"""Shared mode, view by view: counts of one to four customers are hidden or merged, and whatever would tell them."""

from journey.model.local_rule import Rows, blank, is_small
from journey.model.sharing.contrasts import contrasts
from journey.model.sharing.conversion_times import conversion_times
from journey.model.sharing.exits import exits
from journey.model.sharing.friction import friction
from journey.model.sharing.funnel import funnel
from journey.model.sharing.hand_offs import hand_offs
from journey.model.sharing.ledger import ledger
from journey.model.sharing.ordered import conformance, ordered
from journey.model.sharing.paths import paths_between, variants
from journey.model.sharing.rule import Context, Shared, locally
from journey.model.sharing.service import backlog, case_volume, loyalty, service
from journey.model.sharing.touchpoints import nodes, touchpoints, transition_counts, transitions
from journey.model.sharing.voice import (
    distribution,
    emotions,
    quotes,
    satisfaction,
    volume,
    who_answers,
)
from journey.model.sharing.with_without import after_complaints, with_without


def by_category(
    label: str = "",
    cells: tuple[str, ...] = (),
    across: tuple[str, ...] = (),
    silent: tuple[str, ...] = (),
    knows_groups: bool = False,
) -> Shared:
    """What a view says that is a table by category: its rows by the local rule (`journey/model/local_rule.py`).

    Small rows merge under the column `label`; without one they are blanked. `cells` are counts that the rows share out,
    `across` columns whose values have totals of their own, `silent` columns never told. With `knows_groups` the rows are the
    groups asked for.
    """

    def rule(rows: Rows, context: Context) -> Rows:
        groups = context.by if knows_groups else ()
        first = groups[0] if groups else label
        return locally(
            rows, context, label=first, cells=cells, across=(*across, *groups), silent=silent
        )

    return Shared(rule, knows_groups=knows_groups)


def _summary(rows: Rows, context: Context) -> Rows:
    telling = ("customers", "journeys", "events", "touchpoints", "first_at", "last_at", "ties")
    rows = [blank(row, ("ties",)) if is_small(row["ties"]) else row for row in rows]
    return [blank(row, telling) if is_small(row["customers"]) else row for row in rows]


SUMMARY = Shared(_summary)
FUNNEL = Shared(funnel)
EXITS = Shared(exits, looks_at=("funnel", "exits"))
TOUCHPOINTS = Shared(touchpoints, looks_at=("funnel", "exits"))
TRANSITIONS = Shared(transitions)
SATISFACTION = Shared(satisfaction, knows_groups=True)
DISTRIBUTION = Shared(distribution)
EMOTIONS = Shared(emotions, knows_groups=True)
FRICTION = Shared(friction, looks_at=("funnel", "exits"))
LOYALTY = Shared(loyalty, knows_groups=True)
COHORTS = by_category(cells=("customers",), across=("cohort",))
HAND_OFFS = Shared(hand_offs)
PROMISES = by_category("touchpoint", cells=("promised",), across=("stage", "touchpoint"))
RECOVERY = by_category()
PAIN_POINTS = by_category("friction", cells=("events",), across=("stage", "touchpoint", "friction"))
AFTER_COMPLAINTS = Shared(after_complaints)
CASE_VOLUME = Shared(case_volume, knows_groups=True)
BACKLOG = Shared(backlog)
WHO_ANSWERS = Shared(who_answers, knows_groups=True)
CONTAINMENT = by_category(cells=("contacts",), knows_groups=True)
SERVICE = Shared(service, knows_groups=True)
SERVICE_MODES = by_category(
    "service_mode", cells=("events",), across=("stage", "service_mode", "expected_service_mode")
)
WITH_WITHOUT = Shared(with_without, knows_groups=True)
LEDGER = Shared(ledger, looks_at=("funnel", "exits"))
QUOTES = Shared(quotes, knows_groups=True)
VOLUME = Shared(volume, knows_groups=True)
TRANSITION_COUNTS = Shared(transition_counts, looks_at=("transitions",))
TOUCHPOINT_NODES = Shared(nodes)
CONVERSION_TIMES = Shared(conversion_times)
PATHS_BETWEEN = Shared(paths_between)
VARIANTS = Shared(variants)
ORDERED = Shared(ordered, looks_at=("funnel",))
CONFORMANCE = Shared(conformance)
CONTRASTS = Shared(contrasts, looks_at=("funnel",))
OF_SHARED_VIEWS = Shared(lambda rows, context: rows)
OF_SINGLE_CUSTOMERS = Shared(refusal="it tells of single customers")
OF_FLOWS = Shared(
    refusal="what comes to a step goes on from it, so that small groups could be worked out from its sums"
)
OF_STEPS = Shared(refusal="each step of a curve tells of single customers")
OF_AGES = Shared(
    refusal="beside the funnel it would tell of the few who began lately, or came to a stage late"
)
OF_UNLISTED_GROUPS = Shared(
    refusal="its groups are of every attribute at once, and small ones could be worked out from the others"
)
OF_SAMPLES = Shared(refusal="its groups are made for resampling, and small")
OF_UNLISTED = Shared(
    refusal="answers on the paths that it does not list could be worked out from it"
)
OF_MODELS = Shared(
    refusal="it is worked out from all counts, and the small ones could be worked out from it"
)
