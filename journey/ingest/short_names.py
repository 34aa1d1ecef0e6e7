"""Questions that begin alike are called by what differs: 'Billing', not 'How satisfied are you with each of these? - Billing'."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from journey.ingest.headings import asks, families
from journey.ingest.questions import LONGEST_NAME, SurveyQuestion, makes_event

SHORTEST_BEGINNING = 20  # characters; what is shorter is read quickly enough
NAMED = 3


def with_short_names(
    questions: Iterable[SurveyQuestion], touchpoints: Iterable[str], named: Mapping[str, str]
) -> tuple[list[SurveyQuestion], list[str]]:
    """The questions, those that begin alike under what differs, and a sentence for each beginning.

    `touchpoints` are the others of the file; `named` those of its columns that were called so before, by the columns' texts. A
    family keeps its texts where one of the short names would be another touchpoint's too.
    """
    questions = list(questions)
    texts = {question.column: question.text for question in questions if makes_event(question)}
    short = _families(texts, named)
    names = Counter(_form(rest) for rests in short.values() for rest in rests.values())
    names.update({_form(name) for name in (*touchpoints, *texts.values())})
    short = {
        beginning: rests
        for beginning, rests in short.items()
        if all(names[_form(rest)] == 1 for rest in rests.values())
    }
    called = {column: rest for rests in short.values() for column, rest in rests.items()}
    return [
        replace(question, touchpoint=called[question.column][:LONGEST_NAME])
        if question.column in called
        else question
        for question in questions
    ], [_sentence(beginning, list(rests.values())) for beginning, rests in short.items()]


def _families(texts: Mapping[str, str], named: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The beginnings that questions share, each with its columns and what differs; no column twice, the widest beginning first."""
    headings = dict(texts) | {f"named {text}": text for text in named}
    found, taken = {}, set()
    shared = families(headings, SHORTEST_BEGINNING)
    for beginning in sorted(
        shared,
        key=lambda beginning: (not asks(beginning), -len(shared[beginning]), -len(beginning)),
    ):
        rests = {
            key: rest
            for key, rest in shared[beginning].items()
            if key not in taken and (key in texts or named[headings[key]] == rest)
        }
        new = {column: rest for column, rest in rests.items() if column in texts}
        if len(rests) > 1 and new:
            found[beginning] = new
            taken |= set(rests)
    return found


def _form(name: str) -> str:
    return name[:LONGEST_NAME].casefold()


def _sentence(beginning: str, names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    are = "touchpoint is" if len(names) == 1 else "touchpoints are"
    return (
        f"{len(names)} {are} called by what differs, {', '.join(map(repr, names[:NAMED]))}{more}: their questions begin with "
        f"{beginning!r}"
    )
