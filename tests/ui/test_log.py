"""Logs and screens say where something went wrong, never an id, a path or a secret."""

import logging

import pytest

from journey.ui.escape import markdown, without_paths
from journey.ui.log import LocationsOnly
from journey.use.error_log import locations


def test_an_error_in_the_log_is_its_kind_and_its_places(caplog):
    logger = logging.getLogger("streamlit.made_for_this_test")
    logger.addFilter(LocationsOnly())
    try:
        markdown(7)
    except AttributeError as error:
        with caplog.at_level(logging.ERROR):
            logger.error("Uncaught app execution", exc_info=error)
    (record,) = caplog.records
    assert (
        record.getMessage().startswith(
            "Uncaught app execution: AttributeError at journey/ui/escape.py:"
        )
        and record.exc_info is None
    )


def test_what_an_error_says_is_not_in_its_places():
    with pytest.raises(KeyError) as caught:
        {}["ann@example.com"]
    assert "ann@example.com" not in locations(caught.value) and locations(caught.value).startswith(
        "KeyError at tests/ui/test_log.py:"
    )


def test_the_data_folder_is_not_named_on_a_screen(monkeypatch, tmp_path):
    monkeypatch.setenv("JOURNEY_DB", str(tmp_path))
    assert (
        without_paths(f"The disk of {tmp_path}/log has no room.")
        == "The disk of the data folder/log has no room."
    )
    assert str(tmp_path) not in markdown(f"{tmp_path}/log").replace("\\", "")
