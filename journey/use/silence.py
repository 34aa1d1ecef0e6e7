"""After what silence a journey has dropped off, in words: the window in force, what the data say of it, who came back."""

from journey.data.generation import Generation
from journey.data.kind import Layout, proposed_kind
from journey.data.status import MOST_DISAGREEING, status_of
from journey.data.window import proposed_window
from journey.model.vocabulary import KINDS_OF_DATASET, SURVEY, outcome, words_in_force
from journey.model.words import capital, count, percent, span


def silence_words(generation: Generation) -> str:
    """The window, the longest silence of 95 in 100 journeys that went on, and how many of the silent came back."""
    seen, window = generation.observation, proposed_window(generation.ask_proposals)
    silence = span(seen.window_seconds)
    is_silence = seen.come_back or words_in_force().silence
    called = "silent" if is_silence else outcome("dropped_off").noun
    words = f"{capital(called)} means no event for {silence}"
    if window.gap_seconds is not None:
        gap = span(round(window.gap_seconds))
        words += f"; in 95 of 100 journeys no pause before a later event was longer than {gap}"
    if not seen.silent:
        return f"{words}."
    share = percent(seen.came_back_share)
    then = f"Of {count(seen.silent)} journeys silent at two thirds of the time"
    came_back = f" {then} {count(seen.came_back)} ({share}) came back later"
    return f"{words}.{came_back}" + (", so silence is no end." if seen.come_back else ".")


def status_words(generation: Generation) -> str:
    """What a status column says beside the outcome, and how often they are at odds; '' where there is none."""
    status = status_of(generation)
    if status is None:
        return ""
    closed, still_open = count(status.closed), count(status.open)
    words = f"By the column {status.column}, {closed} are closed and {still_open} not"
    if not generation.definition.ends.are_known:
        return f"{words}, in the last row of each that says so."
    if not status.at_odds:
        return f"{words}, as the outcomes say."
    if status.share_at_odds <= MOST_DISAGREEING:
        are = "is" if status.at_odds == 1 else "are"
        return f"{words}; {count(status.at_odds)} of them {are} at odds with the outcome."
    solved, unsolved = count(status.at_odds_open), count(status.at_odds_closed)
    return (
        f"{words}; {percent(status.share_at_odds)} are at odds with the outcome: {solved} {outcome('ended_well').noun} here are "
        f"not closed there, {unsolved} not {outcome('ended_well').noun} here are closed there. Check where journeys end."
    )


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
