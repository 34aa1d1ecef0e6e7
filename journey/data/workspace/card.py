"""The map's card: whose map it is, and what it said at its last review."""

import json
import sqlite3
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from journey.data.workspace.file import WorkspaceError, now, rows, writing
from journey.model.author import author


@dataclass(frozen=True)
class MapCard:
    """Whose map it is and when it was last reviewed; days as ISO text, '' where not given.

    `figures` are what the map said at the last review: [value, low, high] by cell; `reviewed_until` is the second in which
    observation ended then, 0 where that is not known. `author` changed the details last, `reviewer` marked the review.
    """

    title: str = ""
    owner: str = ""
    review_day: str = ""
    note: str = ""
    reviewed_at: str = ""
    reviewed_version: int = 0
    figures: dict[str, list[float]] = field(default_factory=dict)
    reviewed_until: int = 0
    author: str = ""
    reviewer: str = ""


def read_card(db: Path, dataset: str) -> MapCard:
    found = rows(db, "select card from map_cards where dataset = ?", dataset)
    try:
        card = json.loads(found[0][0]) if found else {}
        return MapCard(
            **{name: value for name, value in card.items() if name in MapCard.__dataclass_fields__}
        )
    except (ValueError, AttributeError):
        raise WorkspaceError(
            f"The map's details of '{dataset}' cannot be read: save them anew."
        ) from None


def save_card(db: Path, dataset: str, card: MapCard) -> None:
    """Keep the details, as changed by whoever does."""
    with writing(db) as connection:
        put_card(connection, dataset, replace(card, author=author()))


def mark_reviewed(
    db: Path, dataset: str, version: int, figures: dict[str, list[float]], until: int
) -> None:
    """Remember what the map says now, and until when, as the ground that later data are compared with."""
    reviewed = replace(
        read_card(db, dataset),
        reviewed_at=now(),
        reviewed_version=version,
        figures=figures,
        reviewed_until=until,
        reviewer=author(),
    )
    with writing(db) as connection:
        put_card(connection, dataset, reviewed)


def put_card(connection: sqlite3.Connection, dataset: str, card: MapCard) -> None:
    connection.execute(
        "insert or replace into map_cards values (?, ?)", (dataset, json.dumps(asdict(card)))
    )
