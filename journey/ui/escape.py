"""Escape text for the screen: no Markdown in it takes effect, and no path of this machine is shown."""

import re
from pathlib import Path

from journey.ui.data import data_folder

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Addresses become links even where their signs are escaped; a word joiner, which nobody sees, keeps them apart.
ADDRESSES = re.compile(r"(:(?=//)|(?i:www)(?=\.)|(?=@))")
WORD_JOINER = "\u2060"


def markdown(text: str) -> str:
    """The text for st.markdown, labels and captions: one line, every ASCII sign escaped, no address made a link, no path."""
    return PUNCTUATION.sub(
        r"\\\1", ADDRESSES.sub(rf"\1{WORD_JOINER}", " ".join(without_paths(text).split()))
    )


def without_paths(text: str) -> str:
    """The text with the path of the data folder replaced: browsers need not know where it is."""
    folder = data_folder()
    for path in (
        dict.fromkeys((str(folder.resolve()), str(folder)))
        if folder.is_absolute() or folder != Path("data")
        else ()
    ):
        text = text.replace(path, "the data folder")
    return text
