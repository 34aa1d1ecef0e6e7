"""How cases are served, by channel, reason, hour or attribute: how soon answered and resolved, and what becomes of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.data.generation import Generation
from journey.data.groups import HOUR, REASON, WEEKDAY, WEEKDAYS
from journey.data.needs import CASE, NOT_COMPUTABLE, lacking
from journey.data.views.rows import CONTAINMENT, SERVICE
from journey.data.views.service import IN_TIME
from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import choices
from journey.exhibit.series import share_series
from journey.exhibit.source import AnswerSource
from journey.exhibit.target import target_line
from journey.model.definition import DAY_SECONDS
from journey.model.filters import value_words
from journey.model.vocabulary import noun
from journey.model.words import capital, count, duration, percent, span
from journey.presenters import attributes
from journey.presenters.satisfaction import service as words

SERVED, WITHIN = "served", "within"
OPTIONS = (SERVED,)
OPTIONS_WITHIN = (SERVED, WITHIN)
DAYS_WITHIN = ("1", "3", "7", "14", "30")
WIDE = 20.0  # times as long as the shortest: then equal ratios are drawn equally long
DRAWN = 24
CHANNEL, STAGE = "channel", "stage"
NO_CASES = "No case is among the events under these filters."


@dataclass(frozen=True)
class Figure:
    """A figure of a view by group: its columns begin with `name`; `of_definitions` says where its definition stands."""

    name: str
    title: str
    of_definitions: str


TIMES = {
    "first_response": Figure(
        "first_response_median_seconds", "Time to the first response", "first_response"
    ),
    "resolution": Figure("resolution_median_seconds", "Time to the resolution", "resolution"),
}
OF_SHARES = {
    "first_contact_resolution": "positive",
    "reopened": "warm",
    "transferred": "muted",
}
OF_TARGETS = dict(zip(IN_TIME.values(), ("accent", "positive"), strict=True))


def no_cases(source: AnswerSource) -> str:
    """Why no case is told: because no column tells any, or because none is under the filters."""
    missing = lacking(source.generation, CASE)
    return f"{capital(missing)}." if missing else NO_CASES


def splits(generation: Generation) -> dict[str, str]:
    """What cases can be split by, and what each is called."""
    places = {
        key: name for key, name in choices.splits(generation).items() if key in (CHANNEL, STAGE)
    }
    places = dict(sorted(places.items()))
    reasons = {REASON: "Reason"} if generation.reasons else {}
    clock = {WEEKDAY: "Weekday", HOUR: "Hour"}
    keys = [*attributes.splitting(generation, 40), *attributes.splitting_events(generation, 40)]
    return {
        **places,
        **reasons,
        **clock,
        **{key: attributes.label(generation, key) for key in keys},
    }


def split(ref: Ref, source: AnswerSource) -> str:
    known = splits(source.generation)
    return ref.option(SERVED) if ref.option(SERVED) in known else next(iter(known))


def first_response(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option served, by what cases are split."""
    return _time(ref, source, "first_response")


def resolution(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option served, by what cases are split."""
    return _time(ref, source, "resolution")


def _time(ref: Ref, source: AnswerSource, time: str) -> Exhibit | Nothing:
    figure, key = TIMES[time], split(ref, source)
    answer, whole = source.ask_all([(SERVICE, {"by": (key,)}), (SERVICE, {})])
    if missing := _missing(ref, figure.title, answer, figure.of_definitions):
        return missing
    rows = [row for row in _in_order(answer.rows, key) if row[figure.name] is not None]
    if not whole.rows or not rows:
        return Nothing(
            ref, figure.title, source.too_few if whole.rows else NO_CASES, (answer, whole)
        )
    together = whole.rows[0]
    apart = words.apart(rows, figure.name, key, duration, ("soonest", "latest"))
    drawn = rows[:DRAWN]
    return Exhibit(
        ref,
        "figure",
        words.whole_time(together, time) + (f"; {apart}" if apart else ""),
        f"By {_called(source, key)}: the time within which half of the cases are {words.TIMES[time]}, with its 95 % interval.",
        Dots(
            tuple(value_words(key, row[key]) for row in drawn),
            (
                Series(
                    "half within",
                    "accent",
                    tuple(row[figure.name] for row in drawn),
                    tuple(duration(row[figure.name]) for row in drawn),
                    tuple(row[f"{figure.name}_low"] for row in drawn),
                    tuple(row[f"{figure.name}_high"] for row in drawn),
                    tuple(row[f"{time}_n"] for row in drawn),
                ),
            ),
            Axis("half within, 95 % interval", "seconds", is_log=_is_wide(drawn, figure.name)),
            tuple(
                f"nine in ten {duration(row[f'{time}_p90_seconds'])} · n {count(row[f'{time}_n'])}"
                for row in drawn
            ),
            None
            if together[figure.name] is None
            else (together[figure.name], f"all: {duration(together[figure.name])}"),
            target=target_line(source, time),
        ),
        (answer, whole),
        together[f"{time}_n"],
        "case",
        f"{figure.title} by {_called(source, key)}.",
        tuple(
            filter(
                None,
                (
                    words.left_out(together, time),
                    words.without_figure(answer.rows, figure.name, key),
                    *_notes(answer, figure.name, len(rows) - len(drawn)),
                ),
            )
        ),
    )


def shares(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options served and within: of each group how many cases are resolved at the first contact, opened again,
    passed on."""
    return _shares(ref, source, "At the first contact", OF_SHARES, within(ref))


def in_time(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option served: of each group how many cases are answered and resolved within the targets."""
    return _shares(ref, source, "Within the targets", OF_TARGETS, {})


def _shares(
    ref: Ref,
    source: AnswerSource,
    title: str,
    colours: Mapping[str, str],
    options: dict[str, float],
) -> Exhibit | Nothing:
    """Shares of cases by group, `colours` those of the view's columns; the first that the data can tell leads."""
    key = split(ref, source)
    answer, whole = source.ask_all([(SERVICE, {"by": (key,), **options}), (SERVICE, options)])
    said = {name: answer.definitions[name] for name in colours}
    known = [name for name, words_of in said.items() if not words_of.startswith(NOT_COMPUTABLE)]
    if not known:
        needed = dict.fromkeys(f"{capital(words_of)}." for words_of in said.values())
        return Nothing(ref, title, " ".join(needed), (answer,))
    if not whole.rows:
        return Nothing(ref, title, NO_CASES, (answer,))
    rows = [
        row for row in _in_order(answer.rows, key) if any(row[name] is not None for name in known)
    ]
    if not rows:
        return Nothing(ref, title, source.too_few, (answer, whole))
    leading, drawn = known[0], rows[:DRAWN]
    apart = words.apart(rows, leading, key, percent)
    return Exhibit(
        ref,
        "figure",
        words.whole_share(whole.rows[0], leading, "cases") + (f"; {apart}" if apart else ""),
        f"By {_called(source, key)}: of the cases, the share that is {', '.join(noun(name) for name in known)}.",
        Dots(
            tuple(value_words(key, row[key]) for row in drawn),
            tuple(share_series(noun(name), colours[name], drawn, name) for name in known),
            Axis("share of cases, 95 % interval", "share", (0.0, 1.0)),
            tuple(f"{count(row['cases'])} cases" for row in drawn),
            target=target_line(source, leading),
        ),
        (answer, whole),
        whole.rows[0]["cases"],
        "case",
        f"Shares of cases by {_called(source, key)}.",
        tuple(f"{capital(noun(name))}: {words_of}." for name, words_of in said.items()),
    )


def contained(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option served: how many contacts with a machine or alone need no person after all."""
    title, key, days = "Self-service and bots", split(ref, source), within(ref)
    answer, whole = source.ask_all([(CONTAINMENT, {"by": (key,), **days}), (CONTAINMENT, days)])
    if missing := _missing(ref, title, answer, "contained"):
        return missing
    rows = [row for row in _in_order(answer.rows, key) if row["contained"] is not None]
    if not rows:
        reason = (
            source.too_few
            if whole.rows
            else "No customer turns to a machine or helps themselves with a case or a reason."
        )
        return Nothing(ref, title, reason, (answer, whole))
    drawn, apart = rows[:DRAWN], words.apart(rows, "contained", key, percent)
    seconds = (
        DAY_SECONDS * days["within"] if days else source.generation.definition.contact_again_seconds
    )
    after = span(seconds)
    return Exhibit(
        ref,
        "figure",
        words.needs_no_person(whole.rows[0], after) + (f"; {apart}" if apart else ""),
        f"By {_called(source, key)}: of the contacts with self-service or a bot, the share after which no person was needed for "
        f"the same reason within {after}; not whether the customer was helped.",
        Dots(
            tuple(value_words(key, row[key]) for row in drawn),
            (share_series(noun("contained"), "accent", drawn, "contained"),),
            Axis("share of contacts, 95 % interval", "share", (0.0, 1.0)),
            tuple(f"n {count(row['contained_n'])}" for row in drawn),
            target=target_line(source, "contained"),
        ),
        (answer, whole),
        whole.rows[0]["contacts"],
        "contact",
        f"Share of contacts after which no person was needed, by {_called(source, key)}.",
        (f"{capital(answer.definitions['contained'])}.",),
    )


def _is_wide(rows: list[AnyRow], name: str) -> bool:
    """Whether minutes and days stand side by side, so that on an even axis the minutes would be one point."""
    known = [max(1.0, row[name]) for row in rows]
    return max(known) >= WIDE * min(known)


def within(ref: Ref) -> dict[str, float]:
    """The days within which no contact may come, where they are chosen."""
    chosen = ref.option(WITHIN)
    return {"within": float(chosen)} if chosen in DAYS_WITHIN else {}


def _missing(ref: Ref, title: str, answer: Answer[AnyRow], name: str) -> Nothing | None:
    """What the columns cannot show is named with the column it needs."""
    said = answer.definitions.get(name, "")
    return (
        Nothing(ref, title, f"{capital(said)}.", (answer,))
        if said.startswith(NOT_COMPUTABLE)
        else None
    )


def _in_order(rows: list[AnyRow], key: str) -> list[AnyRow]:
    """Hours and weekdays as the clock has them, all else by how many cases there are."""
    if key in (HOUR, WEEKDAY):
        places = {name: number for number, name in enumerate(WEEKDAYS)}
        return sorted(rows, key=lambda row: places.get(row[key], 0) if key == WEEKDAY else row[key])
    return sorted(rows, key=lambda row: -(row.get("cases") or row.get("contacts") or 0))


def _called(source: AnswerSource, key: str) -> str:
    return (
        key
        if key in (CHANNEL, STAGE, REASON, WEEKDAY, HOUR)
        else attributes.words(source.generation, key)
    )


def _notes(answer: Answer[AnyRow], name: str, rest: int) -> list[str]:
    more = [f"{count(rest)} more are in the table."] if rest > 0 else []
    return [f"{capital(answer.definitions[name])}.", *more]
