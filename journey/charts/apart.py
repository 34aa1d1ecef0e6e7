"""Places of names beside each other, moved as little as it takes."""


def apart(heights: list[float], distance: float, top: float) -> list[float]:
    """Rising heights, each at least the distance above the one before, and none above the top if there is room for all."""
    risen: list[float] = []
    for height in heights:
        risen.append(max(height, risen[-1] + distance) if risen else height)
    lowered: list[float] = []
    for height in reversed(risen):
        lowered.append(min(height, lowered[-1] - distance if lowered else top))
    return lowered[::-1]
