"""Text from data in a Plotly figure: shown letter by letter, never read as markup."""

import html


def literal(text: str | None, max_length: int = 0) -> str:
    """The text with & < > escaped; cut to `longest` letters with an ellipsis where that is not 0."""
    text = " ".join((text or "–").split())
    if max_length and len(text) > max_length:
        text = text[: max_length - 1] + "…"
    return html.escape(text, quote=False).replace("$", "&#36;")
