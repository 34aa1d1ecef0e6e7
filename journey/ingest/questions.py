"""Survey questions: one column a question becomes one event a question; its text and answers tell what it asks."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journey.ingest.recipe import Condition, EventRule

# What people and survey tools write where there is no answer, in small letters; in every other column these may be words.
NO_ANSWERS = (
    *("n/a", "na", "n.a.", "not applicable", "does not apply", "null", "none", "-", "."),
    *("-99", "-98", "-97", "-9", "-1", "99", "98", "97", "999"),
    *(
        "prefer not to say",
        "prefer not to answer",
        "don't know",
        "dont know",
        "do not know",
        "no answer",
        "not answered",
    ),
    *("no opinion", "not asked", "not sure", "unsure", "skipped"),
    *(
        "k.a.",
        "k. a.",
        "ka",
        "keine angabe",
        "weiß nicht",
        "weiss nicht",
        "trifft nicht zu",
        "entfällt",
        "nicht beantwortet",
    ),
    *("sans objet", "s/o", "s.o.", "ne sait pas", "non concerné", "nsp", "sans réponse"),
    *("no aplica", "no sabe", "ns/nc", "sin respuesta", "n/d", "nd", "no contesta"),
    *(
        "não se aplica",
        "não sei",
        "n/s",
        "sem resposta",
        "non so",
        "non applicabile",
        "nessuna risposta",
    ),
    *("n.v.t.", "nvt", "weet niet", "geen antwoord"),
)
ZEROS = ("0", "0.0", "0,0", "0.00")
RECOMMEND = re.compile(r"recommend|recommand|weiterempf|recomend|\bnps\b", re.IGNORECASE)
EFFORT = re.compile(r"\beas(y|ier|e)\b|effort|\bces\b|leicht|einfach|facile", re.IGNORECASE)
WORDY = re.compile(
    r"comment|why|tell us|improve|feedback|_text$|describe|in your own words|warum|pourquoi|anything else|what could|open-ended",
    re.IGNORECASE,
)
SATISFIED = {
    "very satisfied": "5",
    "satisfied": "4",
    "neither satisfied nor dissatisfied": "3",
    "neutral": "3",
    "dissatisfied": "2",
    "very dissatisfied": "1",
    "extremely satisfied": "5",
    "somewhat satisfied": "4",
    "somewhat dissatisfied": "2",
    "extremely dissatisfied": "1",
}
LONGEST_NAME, LONG_ANSWER, MEAN_LONG = 120, 60, 25
KINDS, NO_QUESTION = ("nps", "csat", "ces", "comment", "attribute"), "none"


@dataclass(frozen=True)
class SurveyQuestion:
    """A question column: its text, and what its answers are (one of KINDS)."""

    column: str
    text: str
    kind: str
    because: str


def survey_questions(
    columns: tuple[str, ...],
    texts: tuple[str, ...],
    sample: Iterable[tuple[str, ...]],
    known: Iterable[str],
    kinds: Mapping[str, str],
) -> list[SurveyQuestion]:
    """The questions among the columns: all but the known ones; `kinds` names what some of them are."""
    rows, known_columns = list(sample), set(known)
    questions = []
    for index, column in enumerate(columns):
        if column in known_columns:
            continue
        cells = [row[index].strip() for row in rows if len(row) > index]
        text = " ".join((texts[index] if index < len(texts) else "").split()) or column
        kind, because = (
            (kinds[column], "as you said")
            if column in kinds
            else kind_of(f"{column} {text}", cells)
        )
        questions.append(SurveyQuestion(column, text[:LONGEST_NAME], kind, because))
    return questions


def kind_of(text: str, cells: list[str]) -> tuple[str, str]:
    """What a question's answers are, and why."""
    answers = [cell for cell in cells if cell and cell.lower() not in NO_ANSWERS]
    if not answers:
        return (
            ("comment", "its text asks for words")
            if WORDY.search(text)
            else ("attribute", "nobody answered it")
        )
    if all(re.fullmatch(r"\d{1,2}(\.0+)?", answer) for answer in answers):
        return _of_numbers(text, [round(float(answer)) for answer in answers])
    if all(answer.lower() in SATISFIED for answer in answers):
        return "csat", "its answers are degrees of satisfaction"
    if (
        WORDY.search(text)
        or max(map(len, answers)) > LONG_ANSWER
        or sum(map(len, answers)) > MEAN_LONG * len(answers)
    ):
        return "comment", "its answers are free text"
    return "attribute", "its answers are choices"


def _of_numbers(text: str, answers: list[int]) -> tuple[str, str]:
    highest = max(answers)
    if RECOMMEND.search(text) and highest <= 10:
        return "nps", "it asks how likely they are to recommend"
    if EFFORT.search(text) and min(answers) >= 1 and highest <= 7:
        return "ces", "it asks how easy it was"
    if min(answers) >= 1 and highest <= 5:
        return "csat", "its answers go from 1 to 5"
    return "attribute", f"numbers from {min(answers)} to {highest} of no known scale"


def rules(questions: Iterable[SurveyQuestion]) -> tuple[EventRule, ...]:
    """One event a question where it was answered; answers that say "not applicable" are none."""
    return tuple(
        EventRule(
            question.text,
            {question.kind: (question.column,)},
            needs=(question.column,),
            key=question.column,
            only=(Condition(question.column, NO_ANSWERS, is_absent=True),),
        )
        for question in questions
        if question.kind != "attribute"
    )
