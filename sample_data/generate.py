"""What did the customers of a phone retailer do in one year? `python -m sample_data.generate` makes it up."""

from __future__ import annotations

import argparse
import gzip
import io
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from . import answers, catalogue, truth
from .answers import Events
from .changes import ORDINARY, Changes
from .draws import Dice
from .people import (
    ATTRIBUTES,
    YEAR_BEGINS,
    YEAR_ENDS,
    Customers,
    Journeys,
    first_journeys,
    people,
    second_journeys,
)
from .planting import Planted
from .story import ALL_NAMES
from .walks import walk
from .world import World, draw

CUSTOMERS, SEED = 6_500, 4
WORLD_CUSTOMERS = 7_000
WHOLE = ("nps", "csat", "ces")
COLUMNS = (
    "event_id",
    "customer_id",
    "journey_id",
    "occurred_at",
    "touchpoint",
    "stage",
    "channel",
    "service_mode",
    "initiative",
    "emotion",
    "valence",
    "nps",
    "csat",
    "ces",
    "comment",
    "language",
    "case_id",
    "reason",
    "actor",
    "case_event",
    "promised_at",
    "first_response_at",
    "resolved_at",
    "order_id",
    "revenue",
    "cost",
    "referred_by",
    "friction",
    "recording_url",
    "segment",
    "region",
    "device",
    "plan",
    "persona",
)
TIMES = ("occurred_at", "promised_at", "first_response_at", "resolved_at")


def generate(
    customers: int = CUSTOMERS, seed: int = SEED, plans: frozenset[str] = ALL_NAMES
) -> pd.DataFrame:
    """One row per event, in order of time, with the named findings planted."""
    return framed(year(customers, seed, plans))


def year(customers: int, seed: int, plans: frozenset[str], changes: Changes = ORDINARY) -> Events:
    """All events of the year as codes, each journey's in its order."""
    everyone = changes.people(people(customers, seed))
    first = first_journeys(everyone, changes.busy)
    steps = [located(first, walk(first, plans, changes))]
    second = second_journeys(first, *outlook(steps[0], customers))
    steps.append(located(second, walk(second, plans, changes)))
    columns = {name: np.concatenate([part[name] for part in steps]) for name in steps[0]}
    columns = {name: values[columns["second"] < YEAR_ENDS] for name, values in columns.items()}
    columns["channel"] = answers.channels(columns, everyone)
    return Events(columns, everyone, plans, changes)


def framed(events: Events) -> pd.DataFrame:
    """The events as the table that is written."""
    return numbered(table(events).sort_values("occurred_at", kind="stable", ignore_index=True))


def generate_world(
    number: int,
    customers: int = WORLD_CUSTOMERS,
    seed: int | None = None,
    is_planted: bool = True,
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The events of a world and what is true of it; by the seed, where one is given, the same world with other chance."""
    world = draw(number)

    def lived(other: World) -> Events:
        return year(customers, number if seed is None else seed, frozenset(), Planted(other))

    events = lived(world if is_planted else world.bare)
    return framed(events), truth.told(world, lived, events, is_planted)


def located(journeys: Journeys, columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The steps with their customer and a number of their journey that is unique among all."""
    customer = journeys.customer[columns["journey"]]
    return columns | {"customer": customer, "journey": customer * 2 + journeys.number - 1}


def outlook(columns: dict[str, np.ndarray], customers: int) -> tuple[np.ndarray, np.ndarray]:
    """For each customer: whether the first journey brought an order, and its last second."""
    bought, last = np.zeros(customers, bool), np.zeros(customers)
    bought[columns["customer"][columns["touchpoint"] == catalogue.CODE["Order confirmation"]]] = (
        True
    )
    np.maximum.at(last, columns["customer"], columns["second"])
    return bought, last


def table(events: Events) -> pd.DataFrame:
    """All columns in their order, as names, numbers and times."""
    columns = events.columns
    return pd.DataFrame(
        {
            "event_id": pd.NA,
            "customer_id": labels("C", columns["customer"] + 1),
            "journey_id": labels("J", columns["journey"] + 2),
            "occurred_at": times(columns["second"]),
            **places(columns),
            **feelings(events),
            **cases(events),
            **orders(events),
            **attributes(columns, events.customers),
        }
    )


def places(columns: dict[str, np.ndarray]) -> dict[str, object]:
    """Where each event happened, and who began it."""
    kinds, automatic = catalogue.TOUCHPOINTS, catalogue.CODE["Chatbot"]
    return {
        "touchpoint": named(columns["touchpoint"], catalogue.NAMES),
        "stage": named(columns["stage"], catalogue.STAGES),
        "channel": named(columns["channel"], catalogue.CHANNELS),
        "service_mode": named(
            np.where(columns["actor"] == catalogue.BOT, automatic, columns["touchpoint"]),
            [kind.service_mode for kind in kinds],
        ),
        "initiative": named(columns["touchpoint"], [kind.initiative for kind in kinds]),
    }


def feelings(events: Events) -> dict[str, object]:
    """What the customer felt, answered and wrote."""
    emotion = answers.emotions(events)
    spoken = events.customers.codes["language"][events.columns["customer"]]
    return {
        "emotion": named(emotion, catalogue.EMOTIONS),
        "valence": answers.valences(events, emotion),
        "nps": whole(answers.nps(events)),
        "csat": whole(answers.csat(events)),
        "ces": whole(answers.ces(events)),
        "comment": strings(answers.written(events, emotion)),
        "language": named(spoken, list(ATTRIBUTES["language"])),
        "friction": strings(answers.pains(events, emotion)),
    }


def cases(events: Events) -> dict[str, object]:
    """The service case of an event, if it belongs to one."""
    columns = events.columns
    case, kind = columns["case"], columns["case_event"]
    key = (columns["journey"].astype(np.uint64) * np.uint64(4)) + case.astype(np.uint64)
    reason = np.where(
        case > 0, Dice(events.dice.seed, key).choice("reason", (0.3, 0.2, 0.18, 0.22, 0.1)), -1
    )
    resolved = np.where(kind == catalogue.CASE_EVENTS.index("resolved"), columns["second"], np.nan)
    return {
        "case_id": labels("S", key.astype(np.int64), case > 0),
        "reason": named(reason, answers.REASONS),
        "actor": named(columns["actor"], catalogue.ACTORS),
        "case_event": named(np.where(kind > 0, kind, -1), catalogue.CASE_EVENTS),
        "promised_at": times(answers.promises(events)),
        "first_response_at": times(answers.first_responses(events)),
        "resolved_at": times(resolved),
    }


def orders(events: Events) -> dict[str, object]:
    """The order of an event, money, referrals and recordings."""
    ordered = np.logical_or.reduce(
        [events.at(name) for name in ("Order confirmation", "Delivery update", "Delivery")]
    )
    referrer = answers.referrers(events)
    return {
        "order_id": labels("O", events.columns["journey"] + 2, ordered),
        "revenue": answers.revenues(events),
        "cost": answers.costs(events),
        "referred_by": labels("C", referrer + 1, referrer >= 0),
        "recording_url": strings(answers.recordings(events)),
    }


def attributes(columns: dict[str, np.ndarray], customers: Customers) -> dict[str, object]:
    """What is known of each event's customer."""
    known = {name: list(values) for name, values in ATTRIBUTES.items() if name != "language"}
    codes = {name: customers.codes[name][columns["customer"]] for name in known}
    return {
        name: named(np.where(codes[name] == blank(values), -1, codes[name]), values)
        for name, values in known.items()
    }


def blank(values: list[str]) -> int:
    """The code that stands for 'not known' (-2 where all are known)."""
    return values.index("") if "" in values else -2


def named(codes: np.ndarray, names: list[str] | tuple[str, ...]) -> pd.Series:
    """Names for codes, nothing for negative ones."""
    picks = pa.array(codes, pa.int32(), mask=codes < 0)
    return pd.Series(pc.take(pa.array(names, pa.string()), picks), dtype="str")


def strings(words: np.ndarray) -> pd.Series:
    """Texts, None where there is none."""
    return pd.Series(pa.array(words, pa.string()), dtype="str")


def labels(letter: str, numbers: np.ndarray, known: np.ndarray | None = None) -> pd.Series:
    """Identifiers such as C000012."""
    digits = pc.utf8_lpad(pc.cast(pa.array(numbers, pa.int64()), pa.string()), 6, "0")
    joined = pc.binary_join_element_wise(letter, digits, "")
    return pd.Series(
        joined if known is None else pc.if_else(pa.array(known), joined, None), dtype="str"
    )


def times(seconds: np.ndarray) -> pd.Series:
    """Moments in UTC for seconds of the year."""
    missing = np.isnan(seconds)
    moments = YEAR_BEGINS + np.where(missing, 0, seconds).astype("timedelta64[s]")
    return pd.Series(np.where(missing, np.datetime64("NaT", "s"), moments)).dt.tz_localize("UTC")


def whole(scores: np.ndarray) -> pd.Series:
    """Scores as whole numbers that may be missing."""
    return pd.Series(scores).astype("Int8")


def numbered(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns in the order of the file, every event with its own number."""
    frame["event_id"] = labels("E", np.arange(1, len(frame) + 1))
    return frame[list(COLUMNS)]


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The table as CSV, times with an explicit Z."""
    arrow = pa.Table.from_pandas(frame, preserve_index=False)
    for name in TIMES:
        place = arrow.schema.get_field_index(name)
        arrow = arrow.set_column(place, name, pc.strftime(arrow[name], "%Y-%m-%dT%H:%M:%SZ"))
    out = io.BytesIO()
    pyarrow.csv.write_csv(arrow, out, pyarrow.csv.WriteOptions(quoting_style="needed"))
    return out.getvalue()


def write(frame: pd.DataFrame, folder: Path, plain: bool = False) -> list[Path]:
    """Write Parquet and compressed CSV (and a plain one on request); the same table gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / "events.parquet", folder / "events.csv.gz", folder / "events.csv"]
    arrow = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata()
    pyarrow.parquet.write_table(
        arrow, paths[0], compression="zstd", compression_level=15, coerce_timestamps="ms"
    )
    text = csv_bytes(frame)
    paths[1].write_bytes(gzip.compress(text, mtime=0))
    if plain:
        paths[2].write_bytes(text)
    return paths if plain else paths[:2]


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m sample_data.generate", description=__doc__)
    parser.add_argument("--customers", type=int, help=f"{CUSTOMERS}, of a world {WORLD_CUSTOMERS}")
    parser.add_argument("--seed", type=int, help=f"{SEED}, of a world its own number")
    parser.add_argument(
        "--without",
        nargs="*",
        default=[],
        choices=sorted(ALL_NAMES),
        metavar="NAME",
        help="findings to leave out: " + ", ".join(sorted(ALL_NAMES)),
    )
    parser.add_argument("--plans", choices=("on", "off"), default="on", help="off: plant nothing")
    parser.add_argument("--world", type=int, metavar="NUMBER", help="another year, drawn by it")
    parser.add_argument("--truth", type=Path, help="where to write what is true of the world")
    parser.add_argument("--out", type=Path, help="the folder to write to")
    parser.add_argument("--csv", action="store_true", help="write events.csv uncompressed too")
    chosen = parser.parse_args()
    if chosen.world is None and chosen.truth:
        parser.error("--truth is of a world: name one with --world")
    if chosen.world is not None and chosen.without:
        parser.error("--without is of the sample; a world is left without plans by --plans off")
    if chosen.out is None:
        is_other = chosen.world is not None or chosen.plans == "off"
        if is_other:
            parser.error("--out names the folder to write to: the sample's own is kept")
        chosen.out = Path(__file__).parent
    return chosen


def main() -> None:
    """Generate and write, as the command line asks."""
    chosen = asked()
    is_planted = chosen.plans == "on"
    if chosen.world is None:
        plans = ALL_NAMES - set(chosen.without) if is_planted else frozenset()
        seed = SEED if chosen.seed is None else chosen.seed
        frame = generate(chosen.customers or CUSTOMERS, seed, plans)
    else:
        customers = chosen.customers or WORLD_CUSTOMERS
        frame, true = generate_world(chosen.world, customers, chosen.seed, is_planted)
        truth.write(true, chosen.truth or chosen.out / "truth.json")
    for path in write(frame, chosen.out, chosen.csv):
        print(f"{path.name}: {len(frame)} events, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
