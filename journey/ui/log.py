"""Errors that nobody expected: the server's log and the screen say where they happened, never their messages."""

import logging

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from journey.model.access import NotAllowed
from journey.ui import data
from journey.ui.escape import markdown
from journey.use import error_log

LOGGERS = ("streamlit", "uvicorn", "asyncio", "concurrent")


class LocationsOnly(logging.Filter):
    """Replaces an error's message, which may hold ids and paths, by its kind and the lines of this program it came through."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            record.msg, record.args = (
                f"{record.getMessage().splitlines()[0]}: {error_log.locations(record.exc_info[1])}",
                (),
            )
            record.exc_info = record.exc_text = None
        return True


def log_locations_only() -> None:
    """Add the filter to every logger of the server; calling it again changes nothing."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in LOGGERS]
    for logger in map(logging.getLogger, (*LOGGERS, *names)):
        if not any(isinstance(item, LocationsOnly) for item in logger.filters):
            logger.addFilter(LocationsOnly())


def show_unexpected_errors() -> None:
    """From here on an error that nobody expected ends this run of the page with a sentence and its number in the log."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is not None:
        context.on_script_error = show_unexpected


def show_unexpected(error: Exception) -> bool:
    """Record the error and say so on the page; True: nothing else shows it. What a key does not allow is no error."""
    if isinstance(error, NotAllowed):
        st.info(markdown(str(error)))
        return True
    number = error_log.record(data.data_folder(), error)
    st.error(markdown(f"This part of the page could not be drawn. {remedy(number)}"))
    return True


def remedy(number: int | None) -> str:
    """What to do about an error of this number."""
    if number is None:
        return "Reload the page; if it happens again, report it."
    return (
        f"Reload the page; if it happens again, report error {number}: "
        f"{error_log.LOG} in the data folder says where it happened, without any of the data."
    )
