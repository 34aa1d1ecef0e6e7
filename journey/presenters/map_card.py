"""The map's card in words: whose map it is, when it is reviewed, and what moved since."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from journey.data.generation import Generation
from journey.data.workspace import MapCard
from journey.map.model import JourneyMap
from journey.map.review import Figures, figures, means, moved
from journey.model.errors import UserError
from journey.model.filters import Filters

NAMED_LIMIT = 4
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reviewed:
    """What a review compares: the map without filters, and of journeys at the same age the figures before and since it.

    `at_age` is given the second in which observation ended at the review.
    """

    unfiltered_map: Callable[[], JourneyMap]
    at_age: Callable[[int], tuple[Figures, Figures]]


def periods(generation: Generation, until: int) -> tuple[Filters, Filters] | None:
    """The journeys that were old enough to compare when observation ended at `until`, and those begun later; by whole days.

    None where journeys have no outcomes.
    """
    if not generation.has_outcomes:
        return None
    begun = until - generation.observation.ripe_age_seconds
    zone = ZoneInfo(generation.definition.timezone)
    last = datetime.fromtimestamp(begun, UTC).astimezone(zone).date()
    return Filters.of(None, last), Filters.of(last + DAY, None)


def summary_line(card: MapCard, title: str, version: int, today: date, reviewed: Reviewed) -> str:
    """Title, owner, review, and what moved; '' where nothing but a title is known.

    `title` is that of the definition, `version` the one shown.
    """
    parts = [card.title or title]
    parts += [f"owner {card.owner}"] if card.owner else []
    if card.review_day:
        is_past = card.review_day < today.isoformat()
        parts.append(f"review {'was due' if is_past else 'due'} {card.review_day}")
    if card.reviewed_at:
        changes = _changes_since_review(card, version, reviewed)
        parts.append(f"reviewed {card.reviewed_at[:10]}: {changes}")
    parts += [card.note] if card.note else []
    return " · ".join(parts) if len(parts) > 1 else ""


def changed_by(card: MapCard) -> list[str]:
    """Who changed the details last, and who marked the review, as far as that is known.

    >>> changed_by(MapCard(author="the owner", reviewer="Ann (edit key)", reviewed_at="2026-03-01T08:00:00Z"))
    ['Details last changed by the owner.', 'Reviewed 2026-03-01 by Ann (edit key).']
    """
    lines = [f"Details last changed by {card.author}."] if card.author else []
    reviewed = f"Reviewed {card.reviewed_at[:10]} by {card.reviewer}."
    return [*lines, reviewed] if card.reviewer else lines


def _changes_since_review(card: MapCard, version: int, reviewed: Reviewed) -> str:
    """How the figures moved since the last review: answers and emotions then and now, journeys at the same age."""
    if card.reviewed_version == version:
        return "no new data since"
    journey_map = reviewed.unfiltered_map()
    before, now = dict(card.figures), figures(journey_map)
    if card.reviewed_until:
        earlier, later = reviewed.at_age(card.reviewed_until)
        before, now = before | earlier, now | later
    return moved_words([entry.words for entry in moved(before, now, means(journey_map))])


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
