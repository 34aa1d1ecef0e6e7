"""After what silence a journey has dropped off, in words: the window in force, what the data say of it, who came back."""

from datetime import UTC, datetime

from journey.data.generation import Generation
from journey.data.kind import Layout, proposed_kind
from journey.data.sql import filled, query
from journey.data.status import MOST_DISAGREEING, status_of
from journey.data.window import proposed_window
from journey.model.end_words import counts_reopening
from journey.model.vocabulary import KINDS_OF_DATASET, OUTCOMES, SURVEY, outcome
from journey.model.words import capital, count, percent, span

NAMES_SHOWN = 4
REPEATED_LIMIT = 0.01  # of the journeys: fewer with a step that comes twice are slips


def silence_words(generation: Generation) -> str:
    """The window, the longest silence of 95 in 100 journeys that went on, and how many of the silent came back."""
    seen, window = generation.observation, proposed_window(generation.ask_proposals)
    silence = span(seen.window_seconds)
    last_day = f"{datetime.fromtimestamp(seen.until_second, UTC):%-d %b %Y}"
    words = f"{_called(generation)} no event{_of_whom(generation)} for {silence} up to {last_day}, the last in these data"
    if window.gap_seconds is not None:
        gap = span(round(window.gap_seconds))
        words += f"; 95 in 100 journeys that went on were never silent for longer than {gap}"
    if not seen.silent:
        return f"{words}.{_kinds_of_end(generation)}"
    share = percent(seen.came_back_share)
    whichever = ", ended or not," if generation.definition.ends.good else ""
    then = f"Of {count(seen.silent)} journeys{whichever} without an event for that long at two thirds of the time"
    came_back = f" {then} {count(seen.came_back)} ({share}) had a later one"
    no_end = ", so silence is no end" if seen.come_back else ""
    return f"{words}.{came_back}{no_end}.{_kinds_of_end(generation)}{_unseen_returns(generation)}"


def _of_whom(generation: Generation) -> str:
    """Whose events end a silence: all but those of passive touchpoints, which customers do nothing at."""
    passive = generation.definition.ends.passive
    return f" ({_some(passive, 'and')} aside)" if passive else ", by whomever,"


def _called(generation: Generation) -> str:
    """What the words in force mean by those who dropped off, up to the length of their silence."""
    wording, ends = generation.wording, generation.definition.ends
    if wording.silence or not (wording.goal or ends.good):
        return f"{capital('silent' if wording.is_of_silence else wording.outcome('dropped_off').noun)} means"
    ended = [wording.outcome("ended_well").noun] if ends.good else []
    reached = [wording.outcome("completed").noun] if wording.goal else []
    return f"{capital(wording.outcome('dropped_off').noun)} means not {' or '.join([*reached, *ended])}, and"


def _unseen_returns(generation: Generation) -> str:
    """That a return could hardly be seen, where every step of a journey has one column and so one time."""
    sql = (
        "select count(distinct journey_no) from "
        "(select journey_no from steps group by journey_no, touchpoint_no having count(*) > 1)"
    )
    again, journeys = (
        generation.rows(sql)[0][0],
        generation.rows("select count(*) from journeys")[0][0],
    )
    if generation.observation.came_back or again > REPEATED_LIMIT * journeys:
        return ""
    none = "Hardly any step comes twice in a journey, so that a return may not be recorded."
    none = none if again else "No step comes twice in a journey, so that a return cannot be seen."
    return f" {none}{_counted_returns(generation)}"


def _counted_returns(generation: Generation) -> str:
    """What a column that counts reopenings says of them: 'By Reopens 1,867 of 2,372 journeys were reopened, when is not known.'"""
    for name, number in generation.attributes.items():
        if not counts_reopening(name):
            continue
        sql = filled(query("proposals", "counted"), {"counted": f"a{number}"})
        [(journeys, reopened)] = generation.rows(sql)
        if reopened:
            known = (
                ""
                if journeys == generation.rows("select count(*) from journeys")[0][0]
                else " it is known of"
            )
            of_all = f"{count(reopened)} of the {count(journeys)} journeys{known}"
            return f" By {name} {of_all} were reopened once or more; when is not known."
    return ""


def _kinds_of_end(generation: Generation) -> str:
    """What under way and coming through mean in these data."""
    definition = generation.definition
    if generation.wording.silence:
        return ""
    under_way, well = outcome("in_progress").noun, outcome("ended_well").noun
    sentences = f" Until then a journey is {under_way}."
    if definition.ends.good:
        undone = (
            f", unless {_some(definition.ends.undone_by)} follows"
            if definition.ends.undone_by
            else ""
        )
        sentences += f" {capital(well)}: with {_some(definition.ends.good)}{undone}."
    goal = definition.stage_names[-1]
    if len(definition.stage_names) not in generation.unobserved_stages:
        sentences += f" {capital(outcome('completed').noun)}: with an event in {goal}."
        if definition.ends.good and well == OUTCOMES["ended_well"].noun:
            sentences += f" Came through: {outcome('completed').noun} or {well}."
    return sentences


def _some(names: tuple[str, ...], last: str = "or") -> str:
    """'a', 'a or b', 'a, b, c or 4 others'."""
    rest = len(names) - NAMES_SHOWN
    listed = [*names[:NAMES_SHOWN], *([f"{rest} others"] if rest > 0 else [])]
    return f" {last} ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))


def status_words(generation: Generation) -> str:
    """What a status column says beside the outcome, and how often they are at odds; '' where there is none."""
    status = status_of(generation)
    if status is None:
        return ""
    closed, still_open = _each(status.closed), _each(status.still_open)
    words = f"By the last {status.column} of each, {closed}; {still_open}"
    if not generation.definition.ends.are_known:
        return f"{words}."
    if not status.at_odds:
        solved = outcome("ended_well").noun
        names = " or ".join(status.closed)
        return f"{words}. All that are {names} are {solved} by their steps too, none of the others."
    if status.share_at_odds <= MOST_DISAGREEING:
        are = "is" if status.at_odds == 1 else "are"
        return f"{words}. {count(status.at_odds)} of them {are} at odds with the outcome."
    solved, unsolved = count(status.at_odds_open), count(status.at_odds_closed)
    return (
        f"{words}. {percent(status.share_at_odds)} are at odds with the outcome: {solved} {outcome('ended_well').noun} here are "
        f"not closed there, {unsolved} not {outcome('ended_well').noun} here are closed there. Check where journeys end."
    )


def _each(journeys_by_status: dict[str, int]) -> str:
    """'1,423 are Closed, 468 Solved', the commonest first."""
    ordered = sorted(journeys_by_status.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{count(journeys)} {status}" for status, journeys in ordered]
    return ", ".join(shown).replace(" ", " are ", 1)


def proposal_words(generation: Generation) -> str:
    """What the data propose for a dataset that was loaded before kinds were told apart; '' for others, which chose at the load."""
    definition = generation.definition
    if definition.kind:
        return ""
    kind = proposed_kind(generation.ask_proposals, Layout())
    parts = [f"the data look like {KINDS_OF_DATASET[kind.name]}: {kind.reason}"]
    window = proposed_window(generation.ask_proposals)
    if kind.name != SURVEY and window.seconds != definition.inactivity_seconds:
        in_force = span(definition.inactivity_seconds)
        parts.append(f"they propose {span(window.seconds)} of silence, {in_force} are in force")
    return f"Loaded before kinds of dataset were told apart: {'; '.join(parts)}."
