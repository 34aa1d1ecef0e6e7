"""Errors for the screen."""

from journey.model.errors import UserError
from journey.presenters.errors import plain_sentence
from journey.ui.escape import markdown


def escaped(error: UserError) -> str:
    """The error for st.error and st.warning, escaped, with what to choose."""
    return markdown(plain_sentence(error))
