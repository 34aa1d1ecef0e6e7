"""Round steps of an axis."""

import math

MOST = 6
ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(low: float, high: float) -> tuple[float, float, float]:
    """First tick, last tick and step, so that both ends lie between them.

    >>> ticks(0, 0.83), ticks(-1, 1), ticks(3, 97)
    ((0.0, 1.0, 0.2), (-1.0, 1.0, 0.5), (0.0, 100.0, 20.0))
    """
    if high <= low:
        high = low + 1.0
    raw = (high - low) / MOST
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(size * power for size in ROUND if size * power >= raw * (1 - 1e-9))
    digits = max(0, 2 - math.floor(math.log10(step)))
    first, last = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    return round(first, digits), round(last, digits), round(step, digits)
