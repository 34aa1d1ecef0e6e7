"""The queries that prepare, select and count stay inside the subset that Spark answers the same: checked on their parsed form."""

from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

QUERIES = Path(__file__).parents[2] / "queries"
FOLDERS = ("prepare", "views", "parts", "selection")
PORTABLE = sorted(path for folder in FOLDERS for path in QUERIES.glob(f"{folder}/*.sql"))
FORBIDDEN_CALLS = {
    "quantile_cont",
    "quantile",
    "median",
    "epoch",
    "epoch_ms",
    "list_slice",
    "histogram",
    "approx_count_distinct",
    "approx_quantile",
    "list_transform",
    "list_filter",
    "unnest",
    "struct_pack",
    "list",
    "array_agg",
}
IDS = {"ids": lambda path: f"{path.parent.name}/{path.name}"}


def parsed(path: Path) -> exp.Expression:
    return sqlglot.parse_one(path.read_text(encoding="utf-8"), dialect="duckdb")


@pytest.mark.parametrize("path", PORTABLE, **IDS)
def test_form(path):
    """Begins with what a row is; imports and steps as CTEs; each name given once."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("-- One row"), "begins with what a row is: -- One row per ..."
    is_whole = path.parent.name in ("prepare", "views")
    withs = sum(line == "with" for line in text.splitlines())
    assert withs == 1 or not is_whole, "steps are CTEs: one line `with`, and a select from the last"
    names = [cte.alias for cte in parsed(path).find_all(exp.CTE)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", PORTABLE, **IDS)
def test_no_construct_that_spark_answers_differently(path):
    tree = parsed(path)
    calls = {node.sql_name().lower() for node in tree.find_all(exp.Func)} | {
        node.name.lower() for node in tree.find_all(exp.Anonymous)
    }
    assert not calls & FORBIDDEN_CALLS, calls & FORBIDDEN_CALLS
    assert not list(tree.find_all(exp.Lambda))
    assert not [
        node for node in tree.find_all(exp.Join) if str(node.args.get("method")).upper() == "ASOF"
    ]
    assert not [node for node in tree.find_all(exp.DataType) if node.this == exp.DataType.Type.ENUM]
    for subquery in tree.find_all(exp.Subquery):
        assert isinstance(subquery.parent, exp.In | exp.CTE), (
            f"a subquery that is no named CTE: {subquery.sql()[:80]}"
        )


@pytest.mark.parametrize("path", PORTABLE, **IDS)
def test_windows_only_in_prepare(path):
    if path.parent.name != "prepare":
        assert not list(parsed(path).find_all(exp.Window))


@pytest.mark.parametrize("path", PORTABLE, **IDS)
def test_no_aggregate_named_like_what_it_aggregates(path):
    for alias in parsed(path).find_all(exp.Alias):
        aggregate = alias.this.find(exp.AggFunc) if not isinstance(alias.this, exp.Window) else None
        if aggregate is not None:
            assert alias.alias not in {column.name for column in aggregate.find_all(exp.Column)}, (
                alias.sql()
            )


@pytest.mark.parametrize("path", [path for path in PORTABLE if path.parent.name == "views"], **IDS)
def test_views_end_in_a_total_order(path):
    """Every view of several rows ends in ORDER BY, so that two engines give the same rows in the same order."""
    tree = parsed(path)
    assert tree.args.get("order") or path.stem == "summary"


@pytest.mark.parametrize("path", PORTABLE, **IDS)
def test_sqlglot_can_say_it_in_spark(path):
    spark = sqlglot.transpile(
        path.read_text(encoding="utf-8"),
        read="duckdb",
        write="spark",
        unsupported_level=sqlglot.ErrorLevel.RAISE,
    )[0]
    assert sqlglot.parse_one(spark, dialect="spark").find(exp.Select)
