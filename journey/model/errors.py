"""What a user can get wrong, said in one sentence."""


class UserError(Exception):
    """Something the user can mend: what is wrong, where, what to do. Exit status 2, never a traceback."""


class Question(UserError):
    """A choice that the command line may not guess; `choices` are the --assume lines to pick from."""

    def __init__(self, sentence: str, choices: list[str]):
        super().__init__(sentence + " Choose one of: " + ", ".join(f"--assume {choice}" for choice in choices))
        self.choices = choices
