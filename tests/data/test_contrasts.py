"""What sets the lost apart agrees with the slow second implementation on drawn logs, which have enough customers to be tested."""

import random
from collections import Counter

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests import reference
from tests.agreement_paths import alike
from tests.logs import as_read, build, event, reference_definition, reference_events

pytestmark = pytest.mark.long

DEFINITION = """
[journeys]
inactivity_days = 30
end = "2025-09-01T00:00:00Z"

[ends]
good = ["Solved"]

[[stages]]
name = "visit"

[[stages]]
name = "buy"

[[stages]]
name = "use"

[[stages]]
name = "advise"
"""
STAGES = ("visit", "buy", "use")
KEYS = ("rule", "kind", "name", "value")


def drawn_log(seed: int) -> list[dict]:
    """Customers with one or two journeys through stages in any order, back to earlier ones too, with ties in time."""
    chance, rows = random.Random(seed), []
    places = [(f"T{n}", chance.choice(["visit", "buy", "buy", "use", None])) for n in range(8)]
    places.append(("Solved", "buy"))
    weights = [*(chance.random() + 0.05 for _ in places[:-1]), 0.1]
    for customer in range(chance.choice([120, 200])):
        for number in range(chance.choice([1, 1, 2])):
            for step in range(chance.choice([1, 2, 3, 5, 8, 20])):
                touchpoint, stage = chance.choices(places, weights)[0]
                if chance.random() < 0.2:
                    stage = chance.choice(["visit", "buy", "use", "buy"])
                if chance.random() < 0.004:
                    stage = "advise"
                row = event(
                    f"c{customer}",
                    f"2025-0{1 + 2 * number}-{1 + step // 2:02}T{chance.randint(0, 23):02}:00:00",
                    touchpoint,
                    journey_id=f"{customer}-{number}",
                    stage=stage,
                    channel=chance.choice(["web", "web", "web", "phone", None, "shop"]),
                    emotion=chance.choice(["trust", "anger", *[None] * 6]),
                    region=chance.choice(["N", "S"]),
                )
                rows.append(row)
    return rows


def test_drawn_logs(tmp_path_factory):
    rules: Counter[tuple[str, str]] = Counter()
    for seed in range(8):
        rows = drawn_log(seed)
        generation = build(tmp_path_factory.mktemp("drawn"), rows, DEFINITION)
        log = reference.build(
            reference_events(as_read(generation, rows)), reference_definition(generation.definition)
        )
        for where in ({}, {"region": ["N"]}):
            for stage in STAGES:
                filters = Filters.of(where=where)
                ours = ask(generation, "contrasts", filters, stage=stage).rows
                alike(ours, reference.contrasts(log, {"where": where}, stage), KEYS)
                rules.update((row["rule"], row["kind"]) for row in ours)
        generation.close()
    assert min(rules["landmark", kind] for kind in ("touchpoint", "channel", "emotion")) > 0
    assert min(rules["known at entry", kind] for kind in ("attribute", "touchpoint", "emotion")) > 5
