"""Errors as the command line says them: with the options that would mend them."""

import shlex

from journey.data.views.options import OPTIONS
from journey.ingest.report import Finding
from journey.model.errors import (
    BadOption,
    Hint,
    MissingFields,
    Question,
    Setting,
    UserError,
    first_upper,
)

FLAGS = {name: option.flag for name, option in OPTIONS.items()}


def sentence(error: UserError) -> str:
    """The error in one sentence, its settings as options."""
    if isinstance(error, Question):
        return f"{error.with_samples()} Choose one of: {', '.join(map(option, error.settings))}"
    if isinstance(error, MissingFields):
        words = " ".join(f"--map {field}=COLUMN" for field in error.fields)
        return error.worded(f"say which it is with {words}", [_hint(hint) for hint in error.hints])
    text = f"{flag(error.option)} {error.problem}" if isinstance(error, BadOption) else str(error)
    if not error.settings:
        return text
    return f"{text.removesuffix('.')} ({' or '.join(map(option, error.settings))})."


def finding(found: Finding) -> str:
    """The finding in one sentence, with the options that would change it."""
    options = " or ".join(map(option, found.settings))
    return f"{found.sentence} ({options})" if options else found.sentence


def flag(name: str) -> str:
    """The option of this name as it is typed."""
    return FLAGS.get(name, f"--{name.replace('_', '-')}")


def option(setting: Setting) -> str:
    """The setting as it is typed."""
    return f"{flag(setting.name)} {_quoted(setting.value)}".strip()


def _quoted(value: str) -> str:
    """The value as a shell takes it for one word."""
    return shlex.quote(value) if any(sign.isspace() for sign in value) else value


def _hint(hint: Hint) -> str:
    return f"{first_upper(hint.sentence)} ({option(hint.setting)})."
