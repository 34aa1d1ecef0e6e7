"""Drawings as the component in the browser takes them."""

import hashlib
from collections.abc import Hashable, Mapping
from typing import Any

from journey.map import room as map_room
from journey.map.document import themes
from journey.map.scene import Scene, packed


def drawing_width(window: float) -> float:
    """How wide a drawing without stages beside each other is made in a window of this width."""
    return map_room.drawing_width(window, 0.0, is_open=False)


def signature(*depends_on: Hashable) -> str:
    """What tells a drawing from one that depends on something else."""
    return hashlib.sha256(repr(depends_on).encode()).hexdigest()[:16]


def component_data(
    scenes: Mapping[str, Scene], label: str, *depends_on: Hashable
) -> dict[str, Any]:
    """The scenes with a signature of everything that they depend on; without evidence, filters and picture as yet."""
    return packed(dict(scenes)) | {
        "label": label,
        "themes": themes(),
        "signature": signature(*depends_on),
        "evidence": None,
        "filters": "",
        "picture": None,
        "room": map_room.room(),
    }
