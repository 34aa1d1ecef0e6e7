"""Whether a file is a survey that nobody has called one: its columns ask questions."""

import tomllib
from pathlib import Path

from journey.ingest.fields import SCORES
from journey.ingest.questions import kind_of
from journey.ingest.recipe import Recipe
from journey.ingest.source import Source

WORDS = tomllib.loads(Path(__file__).with_name("question_words.toml").read_text(encoding="utf-8"))
FEWEST_STATEMENTS = 3
BEGINS, FEWEST_WORDS = tuple(WORDS["begins"]), int(WORDS["fewest_words"])


def asking_columns(source: Source, recipe: Recipe) -> list[str]:
    """The columns that ask questions where these make a survey of the file; none where they do not.

    `recipe` is how the file is read without: its rows name no touchpoint. One question alone has to be asked in so many words
    and answered with a score; of several, one has to be answered with a score or with words of the respondents. Statements
    that are answered with scores ("I trust this company to do right") tell it where there are three.
    """
    if recipe.is_survey or recipe.events or "touchpoint" in (*recipe.columns, *recipe.fixed):
        return []
    used = recipe.column_names()
    asked: dict[str, tuple[str, str]] = {}
    statements: list[str] = []
    for index, column in enumerate(source.columns):
        text = " ".join((source.texts[index : index + 1] or ("",))[0].split()) or column
        if column in used or len(text.split()) < FEWEST_WORDS and not _asks(text):
            continue
        cells = [row[index].strip() for row in source.sample if len(row) > index]
        kind = kind_of(f"{column} {text}", cells)[0]
        if _asks(text):
            asked[column] = (text, kind)
        elif kind in SCORES:
            statements.append(column)
    if not asked:
        return statements if len(statements) >= FEWEST_STATEMENTS else []
    if len(asked) > 1:
        is_survey = any(kind in (*SCORES, "comment") for _, kind in asked.values())
    else:
        is_survey = any(
            kind in SCORES and len(text.split()) >= FEWEST_WORDS for text, kind in asked.values()
        )
    return list(asked) if is_survey else []


def _asks(text: str) -> bool:
    words = text.lower()
    return "?" in words or (words.startswith(BEGINS) and len(words.split()) >= FEWEST_WORDS)
