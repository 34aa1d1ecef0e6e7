"""Numbers as people read them: one way everywhere."""

from datetime import datetime

_EXACT = 1e-9  # what arithmetic may lose of a share


def count(number: int | None) -> str:
    """A count with its thousands apart; one that small numbers hide says so.

    >>> count(12345), count(None)
    ('12,345', 'hidden')
    """
    return "hidden" if number is None else f"{number:,}"


def plural(number: int | None, noun: str) -> str:
    """A count and its noun.

    >>> plural(1, "journey"), plural(2, "journey")
    ('1 journey', '2 journeys')
    """
    return f"{count(number)} {noun}" if number == 1 else f"{count(number)} {noun}s"


def percent(share: float | None, n: int | None = None) -> str:
    """A fraction as percent; a decimal only where n is 1,000 or more. Neither few are none nor nearly all all.

    >>> percent(0.1234), percent(0.1234, 1000), percent(None)
    ('12 %', '12.3 %', '–')
    >>> percent(2 / 700), percent(698 / 700), percent(2 / 7000, 7000), percent(0.0), percent(1.0)
    ('< 1 %', '> 99 %', '< 0.1 %', '0 %', '100 %')
    """
    if share is None:
        return "–"
    digits = 1 if n and n >= 1000 else 0
    least, rounded = 10.0**-digits, round(100 * share, digits)
    if rounded == 0 and share > _EXACT:
        return f"< {least:.{digits}f} %"
    if rounded == 100 and share < 1 - _EXACT:
        return f"> {100 - least:.{digits}f} %"
    return f"{100 * share:.{digits}f} %"


def signed(value: float | None, digits: int = 0) -> str:
    """+0.4, −0.4 with a true minus sign, 0.0 without one; None -> en dash."""
    if value is None:
        return "–"
    if round(value, digits) == 0:
        return f"{0:.{digits}f}"
    return f"{value:+.{digits}f}".replace("-", "−")


def duration(seconds: float | None) -> str:
    """A length of time in its largest fitting unit.

    >>> [duration(seconds) for seconds in (40, 720, 18_000, 276_480)]
    ['40 s', '12 min', '5.0 h', '3.2 days']
    """
    if seconds is None:
        return "–"
    for unit, size in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size or (unit == "days" and seconds >= size):
            return (
                f"{seconds / size:.1f} {unit}"
                if seconds < 10 * size
                else f"{seconds / size:.0f} {unit}"
            )
    return f"{seconds:.0f} s"


def span(seconds: float) -> str:
    """The same of a length that was chosen: '7 days', not '7.0 days'."""
    words = duration(seconds).replace(".0 ", " ")
    return "1 day" if words == "1 days" else words


def iso(moment: datetime | None) -> str | None:
    """A naive UTC moment as ISO 8601 with a Z."""
    return moment.isoformat() + "Z" if moment is not None else None


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def printable(text: str) -> str:
    r"""A text from data as a terminal may show it: control characters and reversed writing as their codes.

    >>> print(printable("red \x1b[31m"))
    red \x1b[31m
    """
    return "".join(
        letter
        if letter.isprintable() or letter == " "
        else letter.encode("unicode_escape").decode()
        for letter in text
    )
