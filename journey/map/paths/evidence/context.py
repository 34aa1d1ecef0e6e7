"""What the evidence of the graph is made from, and what the panels of touchpoints and edges have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journey.data.answer import Answer
from journey.map.answers import AskAll
from journey.map.evidence.panel_data import Head
from journey.map.grades import GRADE_WORDS, NOTHING, grade

if TYPE_CHECKING:
    from typing_extensions import ReadOnly

    from journey.data.views.rows import SatisfactionRow, TouchpointNodesRow, TransitionsRow

    class ScoreRow(SatisfactionRow):
        """A row of `satisfaction` by touchpoint."""

        touchpoint: ReadOnly[str]


SEE, FILTER, WHAT_IF = "see", "filter", "what_if"


@dataclass(frozen=True)
class GraphAnswers:
    """The answers that the graph was made from, how to ask more, and the attributes by which leaving is compared.

    `names` says what those are called that are not called by their key.
    """

    nodes: "Answer[TouchpointNodesRow]"
    transitions: "Answer[TransitionsRow]"
    scores: "Answer[ScoreRow]"
    ask_all: AskAll
    attributes: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)


def head(
    name: str,
    opened: str,
    title: str,
    sentence: str,
    row: "TouchpointNodesRow | TransitionsRow",
    command: str,
) -> Head:
    evidence_grade = grade(row["base"]) if row["journeys"] else NOTHING
    return {
        "cell": name,
        "opened": opened,
        "title": title,
        "sentence": sentence,
        "grade": evidence_grade,
        "grade_words": GRADE_WORDS[evidence_grade],
        "unit": "journeys",
        "command": command,
        "can_filter": False,
    }


def buttons(name: str) -> list[list[str]]:
    """What every panel can do with the journeys of its path filter."""
    return [["See these journeys", SEE, name], ["Filter to them", FILTER, name]]
