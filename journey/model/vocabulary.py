"""The words for outcomes: one record each, from which every screen, chart, table and export takes its word and its colour."""

from dataclasses import dataclass

NEUTRAL_ROLE = "muted"


@dataclass(frozen=True)
class Outcome:
    """What can become of a journey at a stage.

    `noun` stands in legends and headings ("12 left"), `verb` in "29 % leave", `clause` after a count of journeys ("12 journeys
    are under way"), `of_stage` before a stage's name ("left purchase"). `role` is its colour's role in the theme, "stage" for
    the stage's own hue, "" for none.
    """

    id: str
    noun: str
    verb: str
    clause: str
    of_stage: str
    role: str

    @property
    def heading(self) -> str:
        return self.noun.capitalize()


OUTCOMES = {
    outcome.id: outcome
    for outcome in (
        Outcome("reached", "reached", "reach", "reached it", "reached", "stage"),
        Outcome(
            "advanced", "went on", "go on", "went on to a later stage", "went on from", "accent"
        ),
        Outcome(
            "completed", "completed", "complete", "completed the journey", "completed", "positive"
        ),
        Outcome(
            "in_progress",
            "under way",
            "are under way",
            "are under way",
            "under way in",
            NEUTRAL_ROLE,
        ),
        Outcome("dropped_off", "left", "leave", "left", "left", "negative"),
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
ENDS = ("completed", "in_progress", "dropped_off")
SHARES_OF_REACHED = ("advanced", "completed", "in_progress", "dropped_off")


def outcome(id: str) -> Outcome:
    """The record of this id; raises KeyError where there is none."""
    return OUTCOMES.get(id) or ORDERED_OUTCOMES[id]
