"""Hostile texts through Markdown: every sign stands for itself."""

import pytest

from journey.ui.escape import markdown

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "[x](http://evil.example)",
    "![](http://evil.example/i.png)",
    "=1+1",
    "**b** _i_ `c`",
    ":red[boo] :material/home: :smile:",
    "$\\alpha$ $$x$$",
    "# head",
    "1. list",
    "- item",
    "http://evil.example",
    "a | b\n---|---",
    "<script>x</script>",
    "&lt;",
    "~~s~~",
    "www.evil.example",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_ascii_sign_is_escaped(text):
    """CommonMark 2.4: a backslash before any ASCII punctuation makes it literal."""
    escaped = markdown(text)
    bare = escaped.replace("\\\\", "")
    for index, letter in enumerate(bare):
        if letter in "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~":
            assert index and bare[index - 1] == "\\", (text, escaped)
    assert "\n" not in escaped


@pytest.mark.parametrize(
    "text",
    [
        "http://evil.example",
        "see www.evil.example",
        "WWW.evil.example",
        "a@evil.example",
        "xmpp:a@b.c",
    ],
)
def test_addresses_are_kept_apart(text):
    shown = markdown(text).replace("\\", "")
    assert (
        not any(sign in shown for sign in ("://", "www.", "WWW.", "l@", "a@"))
        and shown.replace("\u2060", "") == text
    )


def test_plain_words_stay_as_they_are():
    assert markdown("Café am Markt 12") == "Café am Markt 12"
