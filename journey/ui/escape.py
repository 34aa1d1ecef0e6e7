"""Text from data where Streamlit reads Markdown: every sign that could mean something is made to mean itself."""

import re

SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
# Addresses become links even where their signs are escaped; a word joiner, which nobody sees, keeps them apart.
ADDRESSES = re.compile(r"(:(?=//)|(?i:www)(?=\.)|(?=@))")
WORD_JOINER = "\u2060"


def markdown(text: str) -> str:
    """The text for st.markdown, labels and captions: one line, every ASCII sign escaped, no address made a link."""
    return SIGNS.sub(r"\\\1", ADDRESSES.sub(rf"\1{WORD_JOINER}", " ".join(text.split())))
