"""Survey questions: one column a question becomes one event a question; its text and answers tell what it asks."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from journey.ingest.fields import SCORES
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
# What a person may write as a comment: "none" after "what could be better?", "not sure", "99".
SAID = frozenset(
    (
        *("none", "99", "98", "97", "-1", "999", "ka", "nd", "ns/nc", "nsp", "n/s"),
        *("don't know", "dont know", "do not know"),
        *("no opinion", "not sure", "unsure", "weiß nicht", "weiss nicht", "trifft nicht zu"),
        *(
            "ne sait pas",
            "non concerné",
            "no sabe",
            "no contesta",
            "não sei",
            "non so",
            "weet niet",
        ),
    )
)
NO_COMMENTS = tuple(words for words in NO_ANSWERS if words not in SAID)
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
LEADING_NUMBER = re.compile(r"(\d{1,2})\s*(?:[-–—:=.)(]\s*|\s)[^\d]*")
TRAILING_NUMBER = re.compile(r"[^\d]+[(:=–—-]\s*(\d{1,2})\)?")
# What survey tools make of another question's answers: a group of NPS is no answer of its own.
DERIVED = re.compile(r"_NPS_GROUP$|\s[-–]\s*(group|gruppe|groupe|grupo|gruppo)$", re.IGNORECASE)
FEWEST_TO_DOUBT_NPS = 20
LONGEST_NAME, LONG_ANSWER, MEAN_LONG = 120, 60, 25
CHOICE = "choice"  # one of several columns that are one attribute together
KINDS, NO_QUESTION = ("nps", "csat", "ces", "comment", "attribute", CHOICE), "none"


@dataclass(frozen=True)
class SurveyQuestion:
    """A question column: its whole text, what its answers are (one of KINDS), and what its touchpoint is called."""

    column: str
    text: str
    kind: str
    because: str
    touchpoint: str


def survey_questions(
    columns: tuple[str, ...],
    texts: tuple[str, ...],
    sample: Iterable[tuple[str, ...]],
    known: Iterable[str],
    kinds: Mapping[str, str],
    choices: Mapping[str, str],
    scaled: Container[str] = (),
    no_answers: Mapping[str, Sequence[str]] | None = None,
) -> list[SurveyQuestion]:
    """The questions among the columns: all but the known ones; `kinds` names what some of them are.

    `choices` are the columns that are one choice of a question, with its name; of the `scaled` columns the scale was said, and of
    others which values are `no_answers`: their answers are scores.
    """
    rows, known_columns = list(sample), set(known)
    questions = []
    for index, column in enumerate(columns):
        if column in known_columns:
            continue
        nothing = (no_answers or {}).get(column, ())
        cells = [
            cell for row in rows if len(row) > index if (cell := row[index].strip()) not in nothing
        ]
        text = " ".join((texts[index] if index < len(texts) else "").split()) or column
        if column in choices:
            kind, because = CHOICE, f"a choice of {choices[column]!r}"
        elif column in kinds:
            kind, because = kinds[column], "as you said"
        elif _is_derived(column, text, columns, texts):
            kind, because = "attribute", "it is made of another question's answers"
        else:
            kind, because = kind_of(f"{column} {text}", cells)
            if column in scaled and kind not in SCORES:
                kind, because = "csat", "you said its scale"
        questions.append(SurveyQuestion(column, text, kind, because, text[:LONGEST_NAME]))
    return questions


def _is_derived(column: str, text: str, columns: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    """Whether the column is called as another one is, with the name of what was made of it behind."""
    questions = {" ".join(name.split()) for name in (*columns, *texts)}
    return any(
        found is not None and name[: found.start()].strip() in questions
        for name in (column, text)
        for found in [DERIVED.search(name)]
    )


def kind_of(text: str, cells: list[str]) -> tuple[str, str]:
    """What a question's answers are, and why."""
    answers = [cell for cell in cells if cell and cell.lower() not in NO_ANSWERS]
    if not answers:
        return (
            ("comment", "its text asks for words")
            if WORDY.search(text)
            else ("attribute", "nobody answered it")
        )
    numbers = [answer_number(answer) for answer in answers]
    if None not in numbers:
        return _of_numbers(text, [number for number in numbers if number is not None])
    if all(answer.lower() in SATISFIED for answer in answers):
        return "csat", "its answers are degrees of satisfaction"
    if (
        WORDY.search(text)
        or max(map(len, answers)) > LONG_ANSWER
        or sum(map(len, answers)) > MEAN_LONG * len(answers)
    ):
        return "comment", "its answers are free text"
    return "attribute", "its answers are choices"


def answer_number(text: str) -> float | None:
    """The number that an answer is or carries: 9, '10 - Extremely likely', 'Very satisfied (5)'.

    None where it is words, or the codes of several choices as in '1,3'.
    """
    if re.fullmatch(r"\d{1,2}(\.\d+)?", text):
        return float(text)
    labelled = LEADING_NUMBER.fullmatch(text) or TRAILING_NUMBER.fullmatch(text)
    return float(labelled[1]) if labelled else None


def spans_no_nps(numbers: Iterable[float]) -> int:
    """5 or 7 where that many answers end there, and begin at 1, that nobody was asked on 0 to 10; else 0."""
    given = [number for number in numbers if number != 0]
    if len(given) < FEWEST_TO_DOUBT_NPS or min(given) < 1 or max(given) > 7:
        return 0
    return 5 if max(given) <= 5 else 7


def _of_numbers(text: str, answers: list[float]) -> tuple[str, str]:
    highest, above_zero = max(answers), [answer for answer in answers if answer]
    lowest = min(above_zero, default=0)
    if RECOMMEND.search(text) and highest <= 10:
        if end := spans_no_nps(answers):
            return "csat", f"its answers go from 1 to {end}, which is no NPS"
        return "nps", "it asks how likely they are to recommend"
    if EFFORT.search(text) and lowest >= 1 and highest <= 7:
        return "ces", "it asks how easy it was"
    if lowest >= 1 and highest <= 5:
        zero = ", and 0 is not applicable" if 0 in answers else ""
        return "csat", f"its answers go from 1 to 5{zero}"
    return "attribute", f"numbers from {min(answers):g} to {highest:g} of no known scale"


def rules(questions: Iterable[SurveyQuestion]) -> tuple[EventRule, ...]:
    """One event a question where it was answered; answers that say "not applicable" are none."""
    return tuple(
        EventRule(
            question.touchpoint,
            {question.kind: (question.column,)},
            needs=(question.column,),
            key=question.column,
            only=(
                Condition(
                    question.column,
                    NO_COMMENTS if question.kind == "comment" else NO_ANSWERS,
                    is_absent=True,
                ),
            ),
        )
        for question in questions
        if makes_event(question)
    )


def makes_event(question: SurveyQuestion) -> bool:
    """Whether its answers are events, not attributes of these."""
    return question.kind not in ("attribute", CHOICE)
