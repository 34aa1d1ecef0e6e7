"""Errors that nobody expected: their places are logged under a number, and nothing of the data."""

import re

from journey import __main__ as command_line
from journey.command_line import show
from journey.use import error_log

SECRET = "ann@example.com"


def raised(message: str = SECRET) -> Exception:
    """An error that was led to by another one, both with a customer's address in their messages."""
    try:
        try:
            {}[message]
        except KeyError as error:
            raise ValueError(f"{message} is unknown") from error
    except ValueError as error:
        return error


def test_the_log_holds_number_kinds_and_places_but_no_message(tmp_path):
    number = error_log.record(tmp_path, raised())
    text = (tmp_path / error_log.LOG).read_text()
    assert re.fullmatch(rf"{number} \d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text.splitlines()[0])
    assert "ValueError" in text and "KeyError" in text
    assert "  tests/use/test_error_log.py:" in text and " raised" in text
    assert SECRET not in text and str(tmp_path) not in text
    assert (tmp_path / error_log.LOG).stat().st_mode & 0o077 == 0


def test_the_log_keeps_its_newer_half(tmp_path):
    log = tmp_path / error_log.LOG
    log.write_text("".join(f"{number}\nentry\n\n" for number in range(20_000)))
    assert log.stat().st_size > error_log.SIZE_LIMIT
    number = error_log.record(tmp_path, raised())
    lines = log.read_text().splitlines()
    assert log.stat().st_size < error_log.SIZE_LIMIT
    assert (
        "19999" in lines
        and "0" not in lines
        and any(line.startswith(str(number)) for line in lines)
    )
    assert lines[0].isdigit() and lines[1] == "entry"


def test_without_a_data_folder_nothing_is_made(tmp_path):
    assert error_log.record(tmp_path / "none", raised()) is None
    assert list(tmp_path.iterdir()) == []


def broken(options) -> None:
    raise raised()


def test_the_command_line_gives_the_number_and_debug_all_of_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(show, "_show", broken)
    monkeypatch.delenv(error_log.DEBUG, raising=False)
    assert command_line.main(["show", "funnel", "--db", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    number = (tmp_path / error_log.LOG).read_text().split()[0]
    assert number in said and "errors.log" in said and said.count("\n") == 1
    assert SECRET not in said and "Traceback" not in said
    monkeypatch.setenv(error_log.DEBUG, "")  # taken back at the end of the test
    assert command_line.main(["show", "funnel", "--db", str(tmp_path), "--debug"]) == 1
    assert "Traceback" in (said := capsys.readouterr().err) and SECRET in said
