"""A view is three files: its query, its module, and its test here."""

from pathlib import Path

from journey.data.ask import VIEWS
from journey.graph.answers import GRAPH_VIEWS

HERE = Path(__file__)


def test_each_view_has_its_test_and_each_test_its_view():
    tests = {path.stem.removeprefix("test_") for path in HERE.parent.glob("test_*.py")}
    assert tests - {HERE.stem.removeprefix("test_")} == {*VIEWS, *GRAPH_VIEWS}
