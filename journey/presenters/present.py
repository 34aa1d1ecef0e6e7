"""What the menu of exhibits and the Present screen say of decks."""

from collections.abc import Sequence

from journey.model.words import count, plural

FIRST_DECK, READY_MADE = "Review", "Ready-made deck"
NAME_LENGTH, TITLE_LENGTH, NOTES_LENGTH = 80, 200, 4_000
EMPTY = "This deck is empty. Open the ⋯ menu of any chart or of the map and choose Add to deck, or add an exhibit here."
ADD = "Emotion by touchpoint, friction, satisfaction ..."
NO_DECK = "To build a deck of your own, open the ⋯ menu of any chart and choose Add to deck, or copy this one."
NOTHING_MATCHES = "No journey matches these filters"
STOPPED = "Stopped: no file was made."
UNKNOWN = "Left out of files: what it shows cannot be read any more. Remove it."
TEMPLATE = (
    "Decks take its layouts, fonts, theme colours and slide size; its sample slides are left out. "
    "A .pptx of at most 30 MB."
)


def deck_name(text: str | None) -> str:
    """The name as it is kept; '' where there is none.

    >>> deck_name("  Board   review "), deck_name(None)
    ('Board review', '')
    """
    return " ".join((text or "").split())[:NAME_LENGTH].strip()


def not_in_files(name: str, reason: str) -> str:
    """Why an exhibit has no downloads.

    >>> not_in_files("Flow", "It tells of single customers.")
    'Flow is not in files. It tells of single customers.'
    """
    return f"{name} is not in files. {reason}"


def left_out(reason: str) -> str:
    """
    >>> left_out("Nobody left.")
    'Left out of files: Nobody left.'
    """
    return f"Left out of files: {reason}"


def added(deck: str, exhibits: int) -> str:
    """
    >>> added("Review", 1)
    "Added to 'Review', which has 1 exhibit now."
    """
    return f"Added to '{deck}', which has {plural(exhibits, 'exhibit')} now."


def headline(deck: str, exhibits: int) -> str:
    """
    >>> headline("Review", 7), headline("Review", 0)
    ('Review: 7 exhibits', 'Review: no exhibit yet')
    """
    return f"{deck}: {plural(exhibits, 'exhibit') if exhibits else 'no exhibit yet'}"


def reason(exhibits: int, left_out: Sequence[str], made: int, current: int) -> str:
    """How many of the exhibits the file will hold, and of which data it was last made.

    >>> reason(3, ["Flow"], 2, 3)
    '2 of 3 go into the file; Flow is left out. Last made from version 2 of the data, which is at version 3 now.'
    >>> reason(1, [], 3, 3)
    'All go into the file. Last made from version 3 of the data, which is still the newest.'
    """
    going = (
        f"{count(exhibits - len(left_out))} of {count(exhibits)} go into the file; "
        f"{', '.join(left_out)} {'is' if len(left_out) == 1 else 'are'} left out."
        if left_out
        else "All go into the file."
    )
    newest = "is still the newest" if made == current else f"is at version {current} now"
    since = f" Last made from version {made} of the data, which {newest}." if made else ""
    return f"{going}{since}"


def changed_by(author: str) -> str:
    """
    >>> changed_by("Ann (edit key)"), changed_by("")
    (' Last changed by Ann (edit key).', '')
    """
    return f" Last changed by {author}." if author else ""


def ready(file: str, size: int, left_out: Sequence[str]) -> str:
    """
    >>> ready("sample-review.pptx", 1_260_000, ["Flow"])
    'sample-review.pptx is ready (1.3 MB). Left out: Flow.'
    """
    without = f" Left out: {', '.join(left_out)}." if left_out else ""
    return f"{file} is ready ({max(size / 1e6, 0.1):.1f} MB).{without}"
