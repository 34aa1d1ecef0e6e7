"""The keys by which colleagues come in: print them, or change them all."""

import json

from journey.command_line.words import command
from journey.data import keys as stored
from journey.model.access import HANDED_OUT, KEY_WORDS


def add_to(commands) -> None:
    asking = command(commands, "keys", "print the keys that let colleagues in", run)
    asking.add_argument(
        "--change", action="store_true", help="make new ones, which log everybody out"
    )
    asking.add_argument("--json", action="store_true")


def run(options) -> None:
    found = stored.change(options.db) if options.change else stored.keys(options.db)
    if options.json:
        print(json.dumps({key.value: found.words[key] for key in HANDED_OUT}, indent=2))
        return
    width = max(len(key) for key in HANDED_OUT)
    for key in HANDED_OUT:
        print(f"{key:<{width}}  {found.words[key]}  {KEY_WORDS[key]}")
