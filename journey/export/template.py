"""A company's .pptx as the look of decks: what may be kept as one."""

import io
import zipfile

from journey.model.errors import UserError

LARGEST = 30 << 20  # bytes of the file
LARGEST_UNPACKED, PARTS_LIMIT = 300 << 20, 5_000


def check(name: str, content: bytes) -> None:
    """Raises UserError, in one sentence, where the file cannot be a template."""
    if len(content) > LARGEST:
        raise UserError(
            f"'{name}' has more than {LARGEST >> 20} MB: delete its sample slides and pictures first."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
        if sum(sizes) > LARGEST_UNPACKED or len(sizes) > PARTS_LIMIT:
            raise UserError(f"'{name}' unpacks to too much: save it anew in PowerPoint.")
        _open(content)
    except UserError:
        raise
    except Exception as error:  # a hostile file fails in as many ways as its parsers have
        raise UserError(
            f"'{name}' cannot be opened as a presentation: save it as .pptx in PowerPoint."
        ) from error


def _open(content: bytes) -> None:
    from pptx import Presentation

    layouts = Presentation(io.BytesIO(content)).slide_layouts
    if not len(layouts):
        raise ValueError("it has no layout")
