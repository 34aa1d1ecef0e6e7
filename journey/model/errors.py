"""What a user can get wrong, said in one sentence."""


class UserError(Exception):
    """Something the user can mend: what is wrong, where, what to do. Exit status 2, never a traceback."""


class Question(UserError):
    """A choice that the command line may not guess; `choices` are the --assume lines to pick from.

    `key` names what is asked; `samples` shows what would be read under each answer, where that can be shown.
    """

    def __init__(
        self,
        sentence: str,
        choices: list[str],
        key: str = "",
        samples: dict[str, list[str]] | None = None,
    ):
        shown = "; ".join(
            f"{name} reads {', '.join(words)}" for name, words in (samples or {}).items()
        )
        told = f"{sentence.removesuffix('.')}: {shown}." if shown else sentence
        super().__init__(
            f"{told} Choose one of: {', '.join(f'--assume {choice}' for choice in choices)}"
        )
        self.sentence = sentence
        self.choices = choices
        self.key = key or choices[0].partition("=")[0]
        self.samples = samples or {}


class Cancelled(UserError):
    """The user stopped the work."""

    def __init__(self) -> None:
        super().__init__("Cancelled: what was loaded before is still in use.")
