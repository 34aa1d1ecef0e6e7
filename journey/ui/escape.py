"""Text from data where Streamlit reads Markdown: every sign that could mean something is made to mean itself."""

import re

SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


def markdown(text: str) -> str:
    """The text for st.markdown, labels and captions: one line, every ASCII sign escaped by a backslash."""
    return SIGNS.sub(r"\\\1", " ".join(text.split()))
