"""Drawings as the component in the browser takes them."""

import hashlib
from collections.abc import Hashable, Mapping
from typing import Any

from journey.map.document import themes
from journey.map.scene import Scene, packed


def component_data(
    scenes: Mapping[str, Scene], label: str, *depends_on: Hashable
) -> dict[str, Any]:
    """The scenes with a signature of everything that they depend on; without evidence, filters and picture as yet."""
    return packed(dict(scenes)) | {
        "label": label,
        "themes": themes(),
        "signature": hashlib.sha256(repr(depends_on).encode()).hexdigest()[:16],
        "evidence": None,
        "filters": "",
        "picture": None,
    }
