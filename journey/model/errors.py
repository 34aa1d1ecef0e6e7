"""What a user can get wrong: each kind of error with its fields, and a sentence that names no option and no button.

The command line and the screens each add their own words: journey/command_line/errors.py the options, journey/ui/errors.py
the controls.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

NAMES_LIMIT = 20


@dataclass(frozen=True)
class Setting:
    """What a user can set to mend something, under the name of its option: Setting("assume", "ids=merged")."""

    name: str
    value: str = ""


class UserError(Exception):
    """Something the user can mend: one sentence says what is wrong, where, what to do. Exit status 2, never a traceback.

    `settings`: the settings that would mend it, any of them.
    """

    def __init__(self, sentence: str, *settings: Setting):
        super().__init__(sentence)
        self.settings = settings


class UnknownName(UserError):
    """There is no `kind` of this `name`; `known` are those there are, `remedy` what to do where it is not to take one of them.

    >>> print(UnknownName("stage", "purchse", ["awareness", "purchase"]))
    There is no stage 'purchse': there is 'awareness', 'purchase'.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str] = (), remedy: str = ""):
        self.kind, self.name, self.known = kind, name, tuple(known)
        super().__init__(
            f"There is no {kind} {name!r}: {remedy or f'there is {listed(self.known)}'}."
        )


class BadOption(UserError):
    """The option of this name cannot be taken so: `problem` goes on where the option's name ends."""

    def __init__(self, option: str, problem: str, *settings: Setting):
        self.option, self.problem = option, problem
        super().__init__(f"'{option}' {problem}", *settings)


class BadFile(UserError):
    """The file cannot be taken: `problem` goes on where the file's name ends."""

    def __init__(self, file: Path | str, problem: str, *settings: Setting):
        self.file, self.problem = str(file), problem
        super().__init__(f"{file} {problem}", *settings)


class BadDefinition(UserError):
    """The journey definition cannot be taken."""


class BadMapping(UserError):
    """The saved mapping of this name cannot be taken: `problem` goes on where its name ends."""

    def __init__(self, name: Path | str, problem: str):
        self.name, self.problem = str(name), problem
        super().__init__(f"The mapping {name} {problem}")


@dataclass(frozen=True)
class Hint:
    """A sentence that may help, and the setting that would follow it."""

    sentence: str
    setting: Setting


class MissingFields(UserError):
    """The file has no column for required fields; `hints` say what could be meant, `columns` lists those it has."""

    def __init__(
        self, file: str, fields: tuple[str, ...], columns: str, hints: tuple[Hint, ...] = ()
    ):
        self.file, self.fields, self.columns, self.hints = file, fields, columns, hints
        super().__init__(
            self.worded("say which it is", [f"{first_upper(hint.sentence)}." for hint in hints])
        )

    def worded(self, remedy: str, hints: list[str]) -> str:
        """The sentences, with the remedy and the hints as the reader can follow them."""
        problem = f"{self.file} has no column named {' or '.join(self.fields)}: {remedy}."
        return " ".join([problem, *hints, f"Its columns are {self.columns}."])


class NeedsTime(UserError):
    """The dataset's answers have no time, and `wanted` needs one."""

    def __init__(self, dataset: str, wanted: Iterable[str]):
        self.dataset, self.wanted = dataset, tuple(sorted(wanted))
        super().__init__(
            f"The answers of '{dataset}' have no time: leave {' and '.join(self.wanted)} out."
        )


class NotShared(UserError):
    """Shared mode does not tell this: `reason` goes on after the view's name."""

    def __init__(self, view: str, reason: str, remedy: str = ""):
        self.view, self.reason = view, reason
        super().__init__(
            f"'{view}' is not told in shared mode: {reason}.{f' {remedy}' if remedy else ''}"
        )


class Question(UserError):
    """A choice that may not be guessed; `choices` are the answers to pick from, each KEY=VALUE.

    `key` names what is asked; `samples` shows what would be read under each answer, where that can be shown.
    """

    def __init__(
        self,
        sentence: str,
        choices: list[str],
        key: str = "",
        samples: dict[str, list[str]] | None = None,
    ):
        self.sentence, self.choices = sentence, choices
        self.key = key or choices[0].partition("=")[0]
        self.samples = samples or {}
        super().__init__(
            self.with_samples(), *(Setting("assume", choice) for choice in self.choices)
        )

    def with_samples(self) -> str:
        """The sentence, and what is read under each answer."""
        readings = "; ".join(
            f"{name} reads {', '.join(words)}" for name, words in self.samples.items()
        )
        return f"{self.sentence.removesuffix('.')}: {readings}." if readings else self.sentence


class Cancelled(UserError):
    """The user stopped the work."""

    def __init__(self) -> None:
        super().__init__("Cancelled: what was loaded before is still in use.")


def first_upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def listed(names: tuple[str, ...]) -> str:
    """The names, quoted, at most twenty of them; in words where there is none."""
    more = " and more" if len(names) > NAMES_LIMIT else ""
    return (", ".join(map(repr, names[:NAMES_LIMIT])) or "none") + more
