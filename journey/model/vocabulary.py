"""The words for outcomes, figures and fields: one record each, from which every screen, chart, table and export takes its word.

`noun(column)` is the word for a column of any view; where a view can say it better, its declaration does. Some words differ by
dataset (`Wording`): `use_words` puts those of the dataset that is shown into force, and every record asked for then has them.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from journey.model.words import capital

# What a column holds.
NAME, TEXT, PATH, MOMENT, COUNT, NUMBER = "name", "text", "path", "moment", "count", "number"
SHARE, SECONDS, VALENCE, MONEY, SCORE = "share", "seconds", "valence", "money", "score"
KINDS = (NAME, TEXT, PATH, MOMENT, COUNT, NUMBER, SHARE, SECONDS, VALENCE, MONEY, SCORE)
NEUTRAL_ROLE = "muted"
# Kinds of dataset.
JOURNEY, SERVICE_LOG, SURVEY, CLICKSTREAM = "journey", "service_log", "survey", "clickstream"
KINDS_OF_DATASET = {
    JOURNEY: "customer journeys",
    SERVICE_LOG: "a service log",
    SURVEY: "a survey",
    CLICKSTREAM: "a clickstream",
}
SYMBOLS = ("n", "p", "q", "to")  # these stay as they are over a table


def over_table(words: str) -> str:
    """The words as the heading of a column."""
    return words if words in SYMBOLS else capital(words)


@dataclass(frozen=True)
class Outcome:
    """What can become of a journey at a stage.

    `noun` stands in legends and headings ("12 left"), `verb` in "29 % leave", `clause` after a count of journeys ("12 journeys
    are under way"), `of_stage` before a stage's name ("left purchase"), `rate` before it where its share is meant ("drop-off in
    purchase"), `whose` is what its journeys are called ("those who left purchase"). `role` is its colour's role in the theme,
    "stage" for the stage's own hue, "" for none. `in_kind`: the words that datasets of a kind have of their own.
    """

    id: str
    noun: str
    verb: str
    clause: str
    of_stage: str
    role: str
    rate: str = ""
    whose: str = ""
    in_kind: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)

    @property
    def heading(self) -> str:
        return over_table(self.noun)

    def clause_of(self, number: int | None) -> str:
        """The clause after a count of journeys: '1 customer is silent', '2 customers are silent'."""
        return (
            f"is {self.clause.removeprefix('are ')}"
            if number == 1 and self.clause.startswith("are ")
            else self.clause
        )

    def in_words_of(self, kind: str) -> "Outcome":
        """The record with the words that datasets of this kind have of their own."""
        own = self.in_kind.get(kind)
        return replace(self, **own) if own else self


OUTCOMES = {
    outcome.id: outcome
    for outcome in (
        Outcome("reached", "reached", "reach", "reached it", "reached", "stage"),
        Outcome(
            "advanced",
            "went on",
            "go on",
            "went on to a later stage",
            "went on from",
            "accent",
            "going on from",
        ),
        Outcome(
            "completed", "completed", "complete", "completed the journey", "completed", "positive"
        ),
        Outcome(
            "ended_well",
            "ended well",
            "end well",
            "ended well",
            "ended well in",
            "calm",
            in_kind={
                SERVICE_LOG: {
                    "noun": "solved",
                    "verb": "are solved",
                    "clause": "are solved",
                    "of_stage": "solved in",
                }
            },
        ),
        Outcome(
            "in_progress",
            "under way",
            "are under way",
            "are under way",
            "under way in",
            NEUTRAL_ROLE,
            in_kind={
                SERVICE_LOG: {
                    "noun": "still active",
                    "verb": "are still active",
                    "clause": "are still active",
                    "of_stage": "still active in",
                }
            },
        ),
        Outcome(
            "dropped_off",
            "left",
            "leave",
            "left",
            "left",
            "negative",
            "drop-off in",
            "those who left {}",
            {
                SERVICE_LOG: {
                    "noun": "went silent",
                    "verb": "go silent",
                    "clause": "went silent",
                    "of_stage": "went silent in",
                    "rate": "silence in",
                    "whose": "those who went silent in {}",
                }
            },
        ),
        Outcome("skipped", "skipped", "skip it", "skipped it", "skipped", ""),
    )
}
# Of the ordered funnel alone, beside those above.
ORDERED_OUTCOMES = {
    outcome.id: outcome
    for outcome in (
        Outcome(
            "out_of_order",
            "out of order",
            "come out of order",
            "came out of order",
            "out of order after",
            "warm",
        ),
        Outcome("stopped", "stopped", "stop", "stopped there", "stopped in", "negative"),
    )
}
# Those that end a journey, and those that share out whoever reached a stage, each in the order in which screens show them.
ENDS = ("completed", "ended_well", "in_progress", "dropped_off")
SHARES_OF_REACHED = ("advanced", "completed", "ended_well", "in_progress", "dropped_off")
SHARES_IN_ORDER = ("advanced", "completed", "ended_well", "in_progress", "out_of_order", "stopped")
# The numbers of ends in the prepared tables (end_no).
END_NUMBERS = {"completed": 1, "in_progress": 2, "dropped_off": 3, "ended_well": 4}


@dataclass(frozen=True)
class Wording:
    """The words for outcomes in one dataset: by its kind, and where silence is not told as having left.

    `silence` is the inactivity window in words where silence alone is told, else empty: too many of the silent `come_back`, or
    nobody has said yet where journeys end (not `are_ends_known`), so that those called left may be content, those under way
    done, and those in the last stage may have come there by chance. `are_comments_theirs`: comments are the customers' own
    words, as most stand beside an answer or a feeling; else staff may have written them. `goal` is the last stage where the data
    have it: whoever reached it is counted as such, and none of the silent. `is_channel_of_journey`: each case has one channel, by
    which it came in, so that nothing says that its later steps went through it.
    """

    kind: str = ""
    silence: str = ""
    come_back: bool = False
    are_ends_known: bool = True
    are_comments_theirs: bool = True
    goal: str = ""
    is_channel_of_journey: bool = False

    def outcome(self, id: str) -> Outcome:
        record = OUTCOMES.get(id) or ORDERED_OUTCOMES[id]
        if id == "completed" and not self.are_ends_known:
            return replace(
                record,
                noun="reached the last stage",
                verb="reach the last stage",
                clause="reached the last stage",
                of_stage="reached",
            )
        if id == "in_progress" and not self.are_ends_known:
            not_yet = "are not yet silent"
            return replace(
                record,
                noun="not yet silent",
                verb=not_yet,
                clause=not_yet,
                of_stage="not yet silent in",
            )
        if id == "dropped_off" and self.silence:
            silent = f"silent short of {self.goal}" if self.goal else f"silent for {self.silence}"
            return replace(
                record,
                noun=silent,
                verb=f"are {silent}",
                clause=f"are {silent}",
                of_stage="silent in",
                rate="silence in",
                whose="those silent in {}",
                role="warm",
            )
        return record.in_words_of(self.kind)

    @property
    def short_clause(self) -> str:
        """What those that dropped off did, without the length of the silence: 'left', 'are silent', 'went silent'."""
        return "are silent" if self.silence else self.outcome("dropped_off").clause

    @property
    def tells_leaving(self) -> bool:
        """Whether those called lost have surely left, so that leaving can be weighed against other pains."""
        return not self.silence

    @property
    def comments_title(self) -> str:
        return "In their words" if self.are_comments_theirs else "Comments"

    @property
    def loss_sign(self) -> str:
        """What stands before how many were last seen somewhere: a minus where they are surely lost."""
        return "−" if self.tells_leaving else ""

    @property
    def loss_ground(self) -> str:
        """The role of the ground that such numbers stand on."""
        return "tint" if self.tells_leaving else "surface"

    @property
    def is_of_silence(self) -> bool:
        """Whether journeys without an end are called silent, not gone."""
        return bool(self.silence) or self.kind == SERVICE_LOG


PLAIN = Wording()
_in_force: ContextVar[Wording] = ContextVar("words in force", default=PLAIN)


def use_words(wording: Wording) -> None:
    """Put a dataset's words into force, for this thread and until others are put in their place."""
    _in_force.set(wording)


def words_in_force() -> Wording:
    return _in_force.get()


def outcome(id: str) -> Outcome:
    """The record of this id, in the words in force; raises KeyError where there is none."""
    return words_in_force().outcome(id)


def the_lost() -> str:
    """Those that dropped off, as one side of a comparison."""
    return "the silent" if words_in_force().is_of_silence else "the lost"


def outcomes() -> dict[str, Outcome]:
    """All records by their ids, in the words in force."""
    return {id: outcome(id) for id in OUTCOMES}


@dataclass(frozen=True)
class Term:
    """What a column of a view says, in words.

    `noun` stands in lists and sentences, with a capital over a table. `unit` is what its columns hold, one of KINDS; "" where
    that differs from view to view. `role` is its colour's role in the theme, "" for none. `short` stands before the ends of
    its interval ("valence from"), `base` over its n ("NPS answers").
    """

    id: str
    noun: str
    unit: str = COUNT
    role: str = ""
    short: str = ""
    base: str = "n"

    @property
    def heading(self) -> str:
        return over_table(self.noun)


@dataclass(frozen=True)
class Metric(Term):
    """A question's figure: `answered` stands after a count of journeys, `meaning` after "whether customers"."""

    answered: str = ""
    meaning: str = ""


Named = TypeVar("Named", bound=Term)


def _by_id(*terms: Named) -> dict[str, Named]:
    return {term.id: term for term in terms}


# Each has a number in metrics.METRIC_NUMBERS.
METRICS: dict[str, Metric] = _by_id(
    Metric(
        "nps",
        "NPS",
        SCORE,
        base="NPS answers",
        answered="answered NPS",
        meaning="would recommend",
    ),
    Metric("csat", "CSAT", "", base="CSAT answers", answered="answered CSAT", meaning="satisfied"),
    Metric("ces", "CES", "", base="CES answers", answered="answered CES", meaning="found it easy"),
    Metric("sentiment", "sentiment", "", base="events with emotion", answered="told how they feel"),
    Metric(
        "score_valence",
        "feeling by scores",
        "",
        base="events with a score",
        answered="gave a score",
    ),
)
# The parts of friction: the same label under Define, in the evidence and in exports.
FRICTION: dict[str, Term] = _by_id(
    Term("leaves", "leave", SHARE),
    Term("repeats", "come back", SHARE),
    Term("contact_again", "contact again", SHARE),
    Term("waits", "wait", SHARE),
    Term("feels_bad", "feel bad", SHARE),
    Term("effort", "struggle", SHARE),
    Term("hand_off", "hand-off", SHARE),
)
FIGURES: dict[str, Term] = _by_id(
    Term("events", "events"),
    Term("journeys", "journeys"),
    Term("customers", "customers"),
    Term("comments", "comments"),
    Term("moves", "moves"),
    Term("steps", "steps"),
    Term("rounds", "rounds"),
    Term("rows_read", "rows read"),
    Term("refused", "refused"),
    Term("duplicates", "duplicates"),
    Term("identical", "identical rows"),
    Term("ties", "events at the same time"),
    Term("hand_offs", "hand-offs"),
    Term("otherwise", "contact again otherwise", SHARE),
    Term("subject", "what happened", NAME),
    Term("unit", "unit", NAME),
    Term("with_it", "with it", NUMBER),
    Term("without_it", "without it", NUMBER),
    Term("adjusted", "at equal attributes", ""),
    Term("adjusted_for", "equal in", NAME),
    Term("complained", "complaint", NAME),
    Term("stayed_seconds", "half were seen for at most", SECONDS),
    Term("promised", "promised times"),
    Term("kept_promise", "kept", SHARE),
    Term("late_promise", "kept late", SHARE),
    Term("unkept_promise", "not kept", SHARE),
    Term("median_delay_seconds", "half are late by at most", SECONDS),
    Term("p90_delay_seconds", "nine in ten are late by at most", SECONDS),
    Term("cases", "cases"),
    Term("contacts", "contacts"),
    Term("answers", "answers"),
    Term("periods", "weeks", NUMBER),
    Term("contained", "no person needed", SHARE),
    Term("orders", "orders"),
    Term("buyers", "customers with an order"),
    Term("repeat_purchase", "buy again", SHARE),
    Term("average_order", "average order", MONEY),
    Term("revenue_per_customer", "revenue a customer", MONEY),
    Term("cost_per_customer", "cost a customer", MONEY),
    Term("referred", "referred", SHARE),
    Term("months_after", "months after", NUMBER),
    Term("active", "active"),
    Term("retained", "still active", SHARE),
    Term("is_partial", "month may not be over", NUMBER),
    Term("answer", "answer", NUMBER),
    *(
        Term(f"{time}_{figure}_seconds", f"{words}: {said}", SECONDS)
        for time, words in (("first_response", "first response"), ("resolution", "resolution"))
        for figure, said in (
            ("median", "half within"),
            ("p90", "nine in ten within"),
            ("mean", "mean"),
        )
    ),
    Term("first_response", "cases with a first response"),
    Term("resolution", "cases resolved"),
    Term("first_response_negative", "answered before the contact"),
    Term("resolution_negative", "resolved before the contact"),
    Term("unanswered", "not answered"),
    Term("open", "open"),
    Term("first_contact_resolution", "resolved at the first contact", SHARE),
    Term("reopened", "opened again", SHARE),
    Term("transferred", "passed on", SHARE),
    *(
        Term(f"{time}_in_time", f"{done} within the target", SHARE)
        for time, done in (("first_response", "answered"), ("resolution", "resolved"))
    ),
    Term("contacts_per_case", "contacts a case", NUMBER),
    Term("cost_per_case", "cost a case", MONEY),
    Term("cases_per_100", "cases per 100 active customers", NUMBER),
    Term("until", "at the end of", MOMENT),
    Term("open_to_day", "open for less than a day"),
    Term("open_to_week", "for one to seven days"),
    Term("open_to_month", "for seven to thirty days"),
    Term("open_longer", "for thirty days or more"),
    Term("answered", "answered"),
    Term("response", "answer", SHARE),
    Term("against", "the others", NUMBER),
    Term("tipping", "turns if the silent are at", NUMBER),
    Term("churned", "no longer active", SHARE),
    Term("figure", "figure", NAME),
    Term("limit_seconds", "limit", SECONDS),
    Term("slope", "change a week", NUMBER),
    Term("mean_before", "before the change", NUMBER),
    Term("mean_after", "after the change", NUMBER),
    Term("change", "change", NUMBER),
    Term("change_p", "p of the change", NUMBER),
    Term("resolved", "resolved", SHARE),
    Term("expected_service_mode", "expected mode", NAME),
    Term("exits", "last seen here", role="negative"),
    Term("journeys_lost", "left", role="negative"),
    Term("lost_after", "left right after", role="negative"),
    Term("lost", "left", role="negative"),
    Term("lost_with", "left, with it", role="negative"),
    Term("kept", "went on", role="accent"),
    Term("kept_with", "went on, with it", role="accent"),
    Term("entered", "at the first touchpoint"),
    Term("converted", "converted"),
    Term("begun", "begin here"),
    Term("ended", "have their last event here"),
    Term("again", "reach it twice or more"),
    Term("at_risk", "at risk"),
    Term("ripe", "old enough to compare"),
    Term("young", "too young to compare", role=NEUTRAL_ROLE),
    Term("went_on", "had gone on", role="accent"),
    Term("neither", "had not gone on", role="negative"),
    Term("n", "n"),
    Term("share", "share", SHARE),
    Term("rate", "share", SHARE),
    Term("lost_share", "share of those who left", SHARE, "negative"),
    Term("kept_share", "share of the others", SHARE, "accent"),
    Term("drop_off_rate", "drop-off", SHARE, "negative"),
    Term("ended_well_rate", "ended well", SHARE, "calm"),
    Term("went_on_rate", "share that had gone on", SHARE, "accent"),
    Term("neither_rate", "share that had not gone on", SHARE, "negative"),
    Term("leaving_rate", "drop-off here", SHARE, "negative"),
    Term("conversion_rate", "conversion", SHARE, "accent"),
    Term("completion_rate", "completion", SHARE, "positive"),
    Term("again_rate", "share", SHARE),
    Term("cumulative_share", "share so far", SHARE),
    Term("recorded_share", "share recorded", SHARE),
    Term("inside_share", "share staying inside", SHARE),
    Term("reach_without", "share that would reach it", SHARE),
    Term("likelihood", "likelihood (model)", SHARE),
    Term("betweenness", "share of likely paths through it", SHARE),
    Term("removal_effect", "removal effect", SHARE),
    Term("median_seconds", "half take at most", SECONDS),
    Term("p90_seconds", "nine in ten", SECONDS),
    Term("waited_seconds", "total time to the next event", SECONDS),
    Term("median_seconds_to_next", "half go on within", SECONDS),
    Term("duration_seconds", "how long it took", SECONDS),
    Term("seconds_since_before", "time since the event before", SECONDS),
    Term("seconds", "time", SECONDS),
    Term("from_seconds", "from", SECONDS),
    Term("to_seconds", "up to", SECONDS),
    Term("valence", "valence", VALENCE, base="events with emotion"),
    Term("mean_valence", "mean valence", VALENCE, short="valence", base="events with emotion"),
    Term("lowest_valence", "lowest valence", VALENCE),
    Term("valence_change", "change of valence", VALENCE),
    Term("revenue", "revenue", MONEY),
    Term("revenue_lost", "revenue lost", MONEY, "negative"),
    Term("revenue_lost_a_year", "revenue lost a year", MONEY, "negative"),
    Term("revenue_recoverable", "revenue that can be won back", MONEY, short="revenue won back"),
    Term(
        "revenue_recoverable_a_year",
        "revenue that can be won back a year",
        MONEY,
        short="revenue won back a year",
    ),
    Term("cost", "cost", MONEY),
    Term("recoverable", "can be won back", NUMBER, short="won back"),
    Term("recoverable_a_year", "can be won back a year", NUMBER, short="won back a year"),
    Term("score", "score", NUMBER),
    Term("rank", "rank", NUMBER),
    Term("inside", "in the group", NUMBER, short="in the group", base="n in the group"),
    Term("outside", "otherwise", NUMBER, short="otherwise", base="n otherwise"),
    Term("excess", "more than usual", NUMBER, short="more than usual"),
    Term("before", "now (model)", NUMBER),
    Term("after", "then (model)", NUMBER),
    Term("difference", "difference", ""),
    Term("low", "95 % from", NUMBER),
    Term("high", "to", NUMBER),
    Term("p", "p", NUMBER),
    Term("q", "q", NUMBER),
    Term("median_first_step", "median first step", NUMBER),
    Term("step", "step", NUMBER),
    Term("journey_no", "journey no.", NUMBER),
    Term("group", "group", NUMBER),
    Term("element_no", "no.", NUMBER),
)
# What an event, a journey or a row is about: names, texts, times, and the fields of an import.
FIELDS: dict[str, Term] = _by_id(
    Term("customer_id", "customer", NAME),
    Term("role", "what it is", NAME),
    Term("family", "compared by", NAME),
    Term("measure", "measure", NAME),
    Term("begun_until", "counted up to", NAME),
    Term("first_day", "first day", NAME),
    Term("last_day", "last day", NAME),
    Term("onward", "next", NAME),
    Term("group_and_time", "group and time", NAME),
    Term("compared_with", "held against", NAME),
    Term("title", "finding", NAME),
    Term("detail", "how many", NAME),
    Term("sentence", "in a sentence", NAME),
    Term("news", "news", NAME),
    Term("journey_id", "journey", NAME),
    Term("event_id", "id of the event", NAME),
    Term("case_id", "case or ticket", NAME),
    Term("order_id", "order", NAME),
    Term("referred_by", "referred by", NAME),
    Term("recording_url", "recording", NAME),
    Term("touchpoint", "touchpoint", NAME),
    Term("touchpoints", "touchpoints", ""),
    Term("stage", "stage", NAME),
    Term("stages", "stages passed", PATH),
    Term("channel", "channel", NAME),
    Term("emotion", "emotion", NAME),
    Term("service_mode", "service mode", NAME),
    Term("initiative", "initiative", NAME),
    Term("language", "language", NAME),
    Term("reason", "reason of contact", NAME),
    Term("actor", "actor", NAME),
    Term("case_event", "event of the case", NAME),
    Term("friction", "recorded pain point", NAME),
    Term("comment", "comment", TEXT),
    Term("quote", "quote", TEXT),
    Term("occurred_at", "time", MOMENT),
    Term("first_at", "first event", MOMENT),
    Term("last_at", "last event", MOMENT),
    Term("promised_at", "promised time", MOMENT),
    Term("first_response_at", "time of the first response", MOMENT),
    Term("resolved_at", "time of the solution", MOMENT),
    Term("outcome", "outcome", NAME),
    Term("furthest_stage", "furthest stage", NAME),
    Term("last_touchpoint", "last touchpoint", NAME),
    Term("lowest_touchpoint", "felt worst at", NAME),
    Term("drop_stage", "stage left", NAME),
    Term("touchpoint_stage", "its stage", NAME),
    Term("source", "source", NAME),
    Term("source_stage", "stage of the source", NAME),
    Term("target", "target", NAME),
    Term("target_stage", "stage of the target", NAME),
    Term("end", "end", NAME),
    Term("path", "path", PATH),
    Term("kind", "kind", NAME),
    Term("rule", "rule", NAME),
    Term("name", "name", NAME),
    Term("attribute", "attribute", NAME),
    Term("value", "value", ""),
    Term("reference", "best value", NAME),
    Term("metric", "metric", NAME),
    Term("side", "counts as", NAME),
    Term("first_period", "since", TEXT),
    Term("cohort", "began in", TEXT),
    Term("change_at", "week of the change", TEXT),
    Term("definition", "definition", TEXT),
)
# What journeys do with an expected journey; {} stands for its element, or for the whole of it.
DEVIATIONS = {
    "conforms": "follow {}",
    "deviates": "deviate from {}",
    "skipped": "skip {}",
    "back": "go back to {}",
    "left_after": "got no further than {}",
}
# Where the journeys without an end are called silent: the nouns of what is counted of them.
NOUNS_OF_SILENCE = {
    "journeys_lost": "silent",
    "lost": "silent",
    "lost_after": "silent right after",
    "lost_with": "silent, with it",
    "lost_share": "share of the silent",
    "drop_off_rate": "share silent",
    "leaving_rate": "share silent here",
    "drop_stage": "stage of the silence",
    "leaves": "fall silent",
}
LOW, HIGH, BASE, CUSTOMERS = "_low", "_high", "_n", "_customers"
PREFIXES = {"all_": "all {}", "stage_": "{} of the stage", "quote_": "{} of the quote"}


def term(id: str) -> Term | None:
    """The record of a column's stem; an outcome's is that of its count."""
    for terms in (FIGURES, FIELDS, METRICS, FRICTION):
        if id in terms:
            known = terms[id]
            is_other = id in NOUNS_OF_SILENCE and words_in_force().is_of_silence
            return replace(known, noun=NOUNS_OF_SILENCE[id]) if is_other else known
    if id in OUTCOMES or id in ORDERED_OUTCOMES:
        return Term(id, outcome(id).noun, COUNT, outcome(id).role)
    return None


def noun(column: str) -> str:
    """The word for a column of any view; raises KeyError for one that nobody has a word for."""
    known = term(column)
    if known:
        return known.noun
    for ending, words in ((LOW, "{} from"), (HIGH, "{} to")):
        stem = term(column.removesuffix(ending))
        if stem:
            return words.format(stem.short or stem.noun)
    if column.endswith(BASE) and (stem := term(column.removesuffix(BASE))):
        return stem.base
    if column.endswith(CUSTOMERS) and (stem := term(column.removesuffix(CUSTOMERS))):
        return f"customers, {stem.noun}"
    for prefix, words in PREFIXES.items():
        if column.startswith(prefix) and (stem := term(column.removeprefix(prefix))):
            return words.format(stem.noun)
    raise KeyError(column)


def unit(column: str) -> str:
    """What a column of any view holds; '' where that differs from view to view."""
    for prefix in ("", *PREFIXES):
        for ending in ("", LOW, HIGH):
            if known := term(column.removeprefix(prefix).removesuffix(ending)):
                return known.unit
    return COUNT if noun(column) else ""


@dataclass(frozen=True)
class CellKind:
    """A kind of cell of the map beside outcomes and metrics.

    `heading` is its title, `clause` stands after a count of journeys, `rate` before a name where its share is meant.
    """

    id: str
    heading: str
    clause: str = ""
    rate: str = ""


_CELL_KINDS = (
    CellKind("valence", "Emotion", METRICS["sentiment"].answered, "feeling at"),
    CellKind("score_valence", "Emotion by scores", METRICS["score_valence"].answered, "feeling at"),
    CellKind("passes", "Touchpoint", "passed"),
    CellKind("lost", "Last seen here", "left, last seen at", "leaving at"),
    CellKind("neither", "Had not gone on", "had not gone on", "share not gone on in"),
    CellKind("commented", "Comments"),
    CellKind("stage", "Stage"),
    CellKind("channels", "Channels"),
    CellKind("more", "All touchpoints"),
    CellKind("notes", "Notes"),
)
CELL_KINDS: dict[str, CellKind] = {kind.id: kind for kind in _CELL_KINDS}


def cell_kind(id: str) -> CellKind:
    """The record of this id, in the words in force."""
    if id == "lost" and words_in_force().is_of_silence:
        return replace(CELL_KINDS[id], clause="silent, last seen at", rate="silence at")
    if id == "commented":
        return replace(CELL_KINDS[id], heading=words_in_force().comments_title)
    return CELL_KINDS[id]
