"""What deserves attention, the most weighty first: each difference that holds against how much was looked at."""

from journey.data.views.form import COUNT, NUMBER, SOMETIMES, TEXT, Column, names
from journey.findings.find import Findings
from journey.findings.keep import findings_of
from journey.findings.scan import MOST_HELD
from journey.findings.words import ASSOCIATION
from journey.graph.views.form import GraphView, Material, Rows
from journey.model.finding import AND, PATH, PLACE, Finding
from journey.model.local_rule import HIDDEN_BELOW
from journey.model.sharing.rule import Shared
from journey.model.small_numbers import SHARED
from journey.model.words import count, plural

NOTHING = (
    "Nothing here can be compared: there is no order of events, no touchpoint is in a stage, or there are fewer than 60 cases of "
    "each kind."
)


def _findings(material: Material) -> tuple[Rows, list[str]]:
    whole, findings, notes = shown(material)
    material.totals.update(looked_at=whole.looked_at or {}, held=whole.held)
    return [_row(one) for one in findings], notes


def shown(material: Material) -> tuple[Findings, list[Finding], list[str]]:
    """In shared mode none that rests on one to four customers on any side."""
    generation = material.generation
    whole = findings_of(generation, material.filters)
    open_here = [one for one in whole.findings if _is_open(material, one)]
    findings = [
        one
        for one in open_here
        if material.mode != SHARED or not 0 < one.least_customers < HIDDEN_BELOW
    ]
    notes = [looked_at(whole)]
    if hidden := len(open_here) - len(findings):
        notes.append(
            f"{plural(hidden, 'finding')} that rest on one to four customers on a side are not shared"
        )
    return whole, findings, notes


def _is_open(material: Material, one: Finding) -> bool:
    """Whether the reader may see the attribute that it is of."""
    return (
        not one.attribute
        or one.family in (PATH, PLACE)
        or set(one.attribute.split(AND)) <= set(material.generation.journey_keys)
    )


def _row(one: Finding) -> dict[str, object]:
    row = one.as_dict()
    row["news"] = "bad" if one.is_bad_news else "good"
    for name in ("trend", "is_share", "is_bad_news", "least_customers"):
        del row[name]
    blanks = ("stage", "touchpoint", "onward", "attribute", "value", "first_day", "last_day")
    return row | {name: row[name] or None for name in blanks}


def looked_at(whole: Findings) -> str:
    """'Looked at 8,730 comparisons; 15 hold, in 9 findings. An association, not a cause.'"""
    if not whole.comparisons:
        return NOTHING
    findings = plural(len(whole.heads), "finding")
    held = f"{count(whole.held)} hold, in {findings}" if whole.held else "nothing holds"
    if whole.held > MOST_HELD:
        held = f"{count(whole.held)} hold, of which the surest {count(MOST_HELD)} make {findings}"
    return f"Looked at {count(whole.comparisons)} comparisons; {held}. {ASSOCIATION}"


VALUE = "a share, NPS, mean valence or seconds, as the definition of the row says"
OF_THE_GROUP = (
    *names("attribute", "value", blank=SOMETIMES),
    Column("first_day", definition="of the time that differs; blank: all of it", blank=SOMETIMES),
    Column("last_day", definition="of the time that differs; blank: it lasts", blank=SOMETIMES),
)
FINDINGS = GraphView(
    "findings",
    "journeys",
    (
        Column("rank", NUMBER, "by what is surely more than usual x what is at stake"),
        Column(
            "role",
            definition="finding: what of its story costs most; tells the same: of the same group, or half of the same journeys; "
            "explained by it: without its journeys the difference falls below a third; where: a place against others, no "
            "finding; worth watching: beyond Benjamini-Hochberg alone",
        ),
        Column(
            "family",
            definition="what is compared; each family has a share of 5 % for all its comparisons",
        ),
        *names("measure"),
        *names("stage", "touchpoint", "onward", blank=SOMETIMES),
        *OF_THE_GROUP,
        Column("inside", NUMBER, f"of the group, in the time: {VALUE}"),
        Column("inside_low", NUMBER),
        Column("inside_high", NUMBER),
        Column("inside_n", COUNT),
        Column("outside", NUMBER, "of the others, or in the rest of the time"),
        Column("outside_low", NUMBER),
        Column("outside_high", NUMBER),
        Column("outside_n", COUNT),
        Column(
            "low",
            NUMBER,
            "of the difference: of shares Newcombe's, of scores Welch's, on n / design effect; of times of the ratio",
        ),
        Column("high", NUMBER),
        Column(
            "excess",
            NUMBER,
            "cases that fare badly beyond what the others or the rest of the time would give",
        ),
        Column("excess_low", NUMBER),
        Column("excess_high", NUMBER),
        Column("p", NUMBER, "two-sided; of times x how many were looked at"),
        Column("begun_until", definition="the last day on which a case that counts could begin"),
        *names("group_and_time", "compared_with", "title", "detail", "sentence"),
        Column("definition", TEXT, "what inside and outside are"),
        *names("news"),
    ),
    _findings,
    shared=Shared(lambda rows, context: rows),
)
