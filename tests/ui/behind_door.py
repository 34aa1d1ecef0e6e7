"""The command `serve` in a process whose sessions come through the door; the header that the door would set is the client's."""

from tests.process import _command, began


def serve_behind_door(*words: str):
    return began(_behind_door, words)


def _behind_door(words: tuple[str, ...]) -> None:
    from journey.ui.access import stand_behind_door

    stand_behind_door()
    _command(words, None)
