"""Lists of paths: those beyond the list count as one more."""

from journey.model.local_rule import Row, Rows, blank
from journey.model.sharing.rule import Context, locally
from journey.model.vocabulary import ENDS


def paths_between(rows: Rows, context: Context) -> Rows:
    return _paths(rows, context, "all_variants")


def variants(rows: Rows, context: Context) -> Rows:
    return _paths(rows, context, "all_variants", silent=("cumulative_share", *ENDS))


def _paths(rows: Rows, context: Context, whole_count: str, silent: tuple[str, ...] = ()) -> Rows:
    """The paths beyond the list count as one more of unknown size: with all journeys they would tell what is hidden."""
    whole = ("all_journeys", whole_count)
    rest = rows[0]["all_journeys"] - sum(row["journeys"] for row in rows) if rows else 0
    if rest:
        unlisted: Row = {**dict.fromkeys(rows[0]), "path": [], "journeys": rest, "customers": 1}
        unlisted |= {
            "groups": rows[0][whole_count] - len(rows),
            **{name: rows[0][name] for name in whole},
        }
        rows = [*rows, unlisted]
    shown = locally(rows, context, label="path", cells=("journeys",), kept=whole, silent=silent)
    hides_all = all(row["journeys"] is None for row in shown)
    return [blank(row, whole) for row in shown] if hides_all else shown
