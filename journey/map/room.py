"""The room that the map has in a window: it is drawn for it anew, never cut; evidence stands beside it or slides over it."""

PANEL, GAP = 392, 24  # of the evidence, and between it and the map
DRAWER_BELOW = 1110  # of a map, in a window of 1180: in a narrower one the evidence slides over it
LARGEST = 1560  # the widest drawing: in a wider window all of it grows, its letters too
PHONE_BELOW = 700  # stages below each other
PRESENTED_LARGER = 1.5  # how much larger everything is in Present

Room = dict[str, float]  # as the component takes it


def is_beside(window: float, narrowest: float) -> bool:
    """Whether open evidence stands beside the map: where the map still has the room that its stages need."""
    return window >= DRAWER_BELOW and window - PANEL - GAP >= narrowest


def drawing_width(window: float, narrowest: float, is_open: bool, larger: float = 1.0) -> float:
    """How wide the map is drawn, in CSS pixels of its letters; the component enlarges it to the room it has."""
    scale = larger * max(1.0, window / LARGEST)
    room = window - PANEL - GAP if is_open and is_beside(window, narrowest) else window
    return round(max(room / scale, narrowest))


def room(narrowest: float = 0.0) -> Room:
    """What the component has to know to lay out map and evidence."""
    return {
        "panel": PANEL,
        "gap": GAP,
        "drawer_below": DRAWER_BELOW,
        "phone_below": max(PHONE_BELOW, narrowest),
        "narrowest": narrowest,
    }
