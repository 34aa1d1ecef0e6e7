"""Keys are made once, kept from everybody but the owner, and changed all at once, also by another process."""

import stat

from journey.data import keys as stored
from journey.model.access import HANDED_OUT, Key


def test_keys_are_made_once_and_kept(tmp_path):
    folder = tmp_path / "new"
    made = stored.keys(folder)
    assert stored.keys(folder) == made
    assert len({*made.words.values(), made.secret}) == 4
    assert stat.S_IMODE((folder / stored.FILE).stat().st_mode) == 0o600
    assert made.secret not in repr(made)


def test_a_key_is_long_enough_and_of_letters_that_nobody_mistakes(tmp_path):
    for word in stored.keys(tmp_path).words.values():
        letters = word.replace("-", "")
        assert len(letters) == 20
        assert not set(letters) & set("il1o0")


def test_a_typed_key_is_found_without_its_dashes_and_no_part_of_it(tmp_path):
    made = stored.keys(tmp_path)
    for key in HANDED_OUT:
        word = made.words[key]
        assert made.matching(f" {word.replace('-', ' ').upper()} ") is key
        assert made.matching(word[:-1]) is None
    assert made.matching("") is None


def test_new_keys_take_the_place_of_all_former_ones(tmp_path):
    ring = stored.Ring(tmp_path)
    assert ring.now() is None
    before = stored.keys(tmp_path)
    assert ring.now() == before
    after = stored.change(tmp_path)
    assert ring.now() == after
    assert after.secret != before.secret
    assert after.matching(before.words[Key.VIEW]) is None


def test_a_file_that_tells_no_keys_lets_nobody_in(tmp_path):
    ring = stored.Ring(tmp_path)
    whole = stored.keys(tmp_path)
    for content in (
        "",
        "[]",
        "{}",
        '{"keys": {"view": "a"}, "secret": "b"}',
        '{"keys": {"view": null, "edit": null, "facilitate": null}, "secret": null}',
        "\x00",
    ):
        (tmp_path / stored.FILE).write_text(content, encoding="utf-8")
        assert ring.now() is None
    blank = '{"keys": {"view": "-", "edit": "a", "facilitate": "b"}, "secret": "c"}'
    (tmp_path / stored.FILE).write_text(blank, encoding="utf-8")
    assert ring.now() is None
    assert stored.keys(tmp_path) != whole
