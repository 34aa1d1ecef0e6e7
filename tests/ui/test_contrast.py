"""Small print on every screen can be read: 4.5 to 1 against the ground, light and dark."""

import re
from pathlib import Path

import pytest

from journey.model.theme import DARK, LIGHT, contrast, mixed
from journey.ui import shell

STYLE = (Path(shell.__file__).parent / "shell.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_captions_stand_out(theme):
    """They have the colour of what they stand in, in a popover too, and let a part of the ground through."""
    found = re.search(
        r"stCaptionContainer\"\] \{ color: inherit !important; opacity: (\.\d+)", STYLE
    )
    assert found
    seen = mixed(float(found[1]), theme.background, theme.text)
    assert contrast(seen, theme.background) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_map_s_letters_stand_out_from_both_grounds(theme):
    for role in ("ink", "muted", "negative", "positive", "accent"):
        for ground in (theme.background, theme.surface):
            assert contrast(theme.role(role), ground) >= 4.5, (role, ground)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_they_do_so_where_the_headline_s_slot_is_lit(theme):
    for role in ("ink", "muted", "negative"):
        assert contrast(theme.role(role), theme.tint) >= 4.5, role
