"""The command line adds its options to what is wrong."""

import pytest

from journey.command_line.errors import sentence
from journey.model.errors import (
    BadFile,
    BadOption,
    Hint,
    MissingFields,
    Question,
    Setting,
    UserError,
)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (UserError("Too small."), "Too small."),
        (BadOption("metrics", "takes nps."), "--metric takes nps."),
        (BadOption("split_days", "is below 0."), "--split-days is below 0."),
        (
            UserError("Load it into another dataset.", Setting("dataset", "NAME")),
            "Load it into another dataset (--dataset NAME).",
        ),
        (
            BadFile("a.csv", "has two.", Setting("map", "a=b"), Setting("map", "a=c")),
            "a.csv has two (--map a=b or --map a=c).",
        ),
        (
            Question("Two ways.", ["date_order=dmy", "date_order=mdy"]),
            "Two ways. Choose one of: --assume date_order=dmy, --assume date_order=mdy",
        ),
        (
            Question("Two sheets.", ["sheet=My sheet"]),
            "Two sheets. Choose one of: --assume 'sheet=My sheet'",
        ),
        (
            MissingFields(
                "a.csv",
                ("customer_id", "touchpoint"),
                "'x'",
                (Hint("every row can have the same one", Setting("fixed", "touchpoint=NAME")),),
            ),
            "a.csv has no column named customer_id or touchpoint: say which it is with --map customer_id=COLUMN "
            "--map touchpoint=COLUMN. Every row can have the same one (--fixed touchpoint=NAME). Its columns are 'x'.",
        ),
    ],
)
def test_settings_are_options(error, words):
    assert sentence(error) == words
