"""Whether the intervals told of the sample's planted stories hold what is true: python -m tests.findings_truth [CUSTOMERS] [SEED].

True is the same difference (measure, place, group, days) in a year of the same making with so many more customers, of another seed,
that chance hardly moves it. Of each story the surest told finding or place counts. docs/numbers.md has the figures.
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from journey.data import store
from journey.data.generation import Generation, open_generation
from journey.findings.candidates import Candidate
from journey.findings.compare import design_effect
from journey.findings.difference import Difference, difference
from journey.findings.find import find
from journey.findings.measures import Material, material
from journey.model.filters import Filters
from journey.model.finding import CHANNEL, PATH, TOUCHPOINT, WATCH, Finding
from journey.use.load import LoadOptions, load
from sample_data.generate import generate
from tests.sample import SAMPLE, SAMPLE_DEFINITION

CUSTOMERS, SEED = 92_000, 90417
# story -> measure, stage, touchpoint, attribute, value of what tells it
STORIES = {
    "checkout_mobile": ("drop_off", "purchase", "", "device", "mobile"),
    "chat_to_phone": ("repeats", "retention", "Support call", "straight from", "Live chat"),
    "late_delivery": ("valence", "purchase", "Delivery update", "", ""),
    "onboarding_mail": ("effort", "retention", "Activation", "passed", "Welcome mail"),
    "loved_but_leaving": ("drop_off", "retention", "", "segment", "business"),
    "store_visit": ("drop_off", "consideration", "", "passed", "Store visit"),
    "slow_islands": ("waits", "purchase", "Delivery", "region", "Islands"),
    "price_confusion": ("repeats", "consideration", "Plan comparison", "persona", "bargain hunter"),
    "annoying_bot": ("valence", "retention", "Chatbot", "", ""),
    "referrals": ("drop_off", "awareness", "", "began at", "Friend's recommendation"),
    "phone_beats_bot": ("csat", "", "", "channel", "phone"),
    "silent_complaints": ("leaves", "retention", "Complaint", "touchpoint", "Complaint"),
    "bill_shock": ("valence", "retention", "Monthly bill", "", ""),
}


def main(customers: int = CUSTOMERS, seed: int = SEED) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told = find(_loaded(folder, "sample", SAMPLE), Filters()).findings
        path = folder / "many.parquet"
        generate(customers, seed).to_parquet(path)
        many = _loaded(folder, "many", path)
        read = material(many, Filters())
        held = sides = 0
        for story, key in STORIES.items():
            own = [one for one in told if one.role != WATCH and _key(one) == key]
            if not own:
                print(f"{story:20} not told")
                continue
            true = _counted(many, read, own[0])
            is_held = own[0].low <= true.difference <= own[0].high
            are_sides = (
                own[0].inside_low <= true.value_in <= own[0].inside_high,
                own[0].outside_low <= true.value_out <= own[0].outside_high,
            )
            held, sides = held + is_held, sides + sum(are_sides)
            print(
                f"{story:20} {own[0].low:.3f} to {own[0].high:.3f}, true {true.difference:.3f} {'' if is_held else 'MISSED'}; "
                f"sides {own[0].inside:.3f} true {true.value_in:.3f} ({true.n_in}), {own[0].outside:.3f} true {true.value_out:.3f} "
                f"({true.n_out}) {are_sides}"
            )
        print(f"differences held: {held}, sides held: {sides}, of stories: {len(STORIES)}")


def _loaded(folder: Path, name: str, path: Path) -> Generation:
    load(folder / "db", name, path, LoadOptions(definition_toml=SAMPLE_DEFINITION))
    current = store.current_generation(folder / "db", name)
    assert current is not None
    return open_generation(current)


def _key(one: Finding) -> tuple[str, ...]:
    return one.measure, one.stage, one.touchpoint, one.attribute, one.value


def _counted(many: Generation, read: Material, one: Finding) -> Difference:
    """The same comparison, at the same days, in the larger year."""
    is_place = one.attribute in (TOUCHPOINT, CHANNEL)
    if is_place:
        own = next(
            each
            for each in read.places
            if (each.attribute, each.measure.kind) == (one.attribute, one.measure)
            and each.measure.stage == one.stage
        )
        measure = own.measure
    else:
        measure = next(
            each
            for each in read.measures
            if (each.kind, each.stage, each.touchpoint) == (one.measure, one.stage, one.touchpoint)
            and each.onward == one.onward
        )
    ends = (one.first_day or read.starts[0], one.last_day)
    first = int(np.searchsorted(read.starts, ends[0]))
    last = int(np.searchsorted(read.starts, ends[1], "right")) if ends[1] else len(read.starts)
    deff = design_effect(measure.y, measure.customers)
    whole = Candidate(measure, one.family, one.attribute, _code(many, one), first, last, 0, 0, deff)
    for z in (1.0, -1.0):  # of what was passed before the side has to be told
        if counted := difference(many, read, replace(whole, z=z)):
            return counted
    raise AssertionError(f"{one.title} cannot be counted")


def _code(many: Generation, one: Finding) -> int:
    if not one.attribute:
        return 0
    if one.family == PATH or one.attribute == TOUCHPOINT:
        names = many.touchpoints
    elif one.attribute == CHANNEL:
        names = many.channels
    else:
        names = many.attribute_values(one.attribute)
    return next(number for number, name in names.items() if name == one.value)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
