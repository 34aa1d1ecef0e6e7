"""The map's card in words: whose map it is, when it is reviewed, and what moved since."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from journey.data.workspace import MapCard
from journey.map.model import JourneyMap
from journey.map.review import figures, moved
from journey.model.errors import UserError

NAMED_LIMIT = 4


def summary_line(
    card: MapCard, title: str, version: int, today: date, unfiltered_map: Callable[[], JourneyMap]
) -> str:
    """Title, owner, review, and what moved; '' where nothing but a title is known.

    `title` is that of the definition, `version` the one shown; `unfiltered_map` builds the map without filters.
    """
    parts = [card.title or title]
    parts += [f"owner {card.owner}"] if card.owner else []
    if card.review_day:
        is_past = card.review_day < today.isoformat()
        parts.append(f"review {'was due' if is_past else 'due'} {card.review_day}")
    if card.reviewed_at:
        changes = _changes_since_review(card, version, unfiltered_map)
        parts.append(f"reviewed {card.reviewed_at[:10]}: {changes}")
    parts += [card.note] if card.note else []
    return " · ".join(parts) if len(parts) > 1 else ""


def _changes_since_review(
    card: MapCard, version: int, unfiltered_map: Callable[[], JourneyMap]
) -> str:
    """How the figures moved since the last review."""
    if card.reviewed_version == version:
        return "no new data since"
    return moved_words([entry.words for entry in moved(card.figures, figures(unfiltered_map()))])


def moved_words(words: list[str]) -> str:
    """The figures that moved, the first of them by name."""
    if not words:
        return "new data since; no figure moved beyond its interval"
    more = f" and {len(words) - NAMED_LIMIT} more" if len(words) > NAMED_LIMIT else ""
    return f"data moved since: {'; '.join(words[:NAMED_LIMIT])}{more}"


def review_day(card: MapCard) -> date | None:
    """The day of the next review; raises UserError where the workspace holds no date."""
    try:
        return date.fromisoformat(card.review_day) if card.review_day else None
    except ValueError:
        raise UserError(
            f"The review day {card.review_day!r} in the workspace is not a date: delete it there."
        ) from None


def edited(card: MapCard, title: str, owner: str, day: date | None, note: str) -> MapCard:
    """The card with what its form says."""
    return replace(
        card,
        title=title.strip(),
        owner=owner.strip(),
        review_day=day.isoformat() if day else "",
        note=note.strip(),
    )
