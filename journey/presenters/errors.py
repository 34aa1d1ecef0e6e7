"""Errors as a screen says them: with the control that would mend them."""

from journey.model.errors import UserError

CONTROLS = {
    "dataset": "another name under Dataset",
    "replace": "Put it in place of what is there",
    "pseudonymise": "Store keyed hashes instead of customers' ids",
    "map": "the column above",
    "survey": "a survey as what a row of the file is",
    "over": "touchpoints",
}


def plain_sentence(error: UserError) -> str:
    """The error with what to choose, unescaped."""
    controls = dict.fromkeys(
        CONTROLS[setting.name] for setting in error.settings if setting.name in CONTROLS
    )
    remedy = f" Choose {' or '.join(controls)}." if controls else ""
    return f"{error}{remedy}"
