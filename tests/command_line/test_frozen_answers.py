"""What the command line answered before its words were renamed, it answers still, also when asked in the former words.

`frozen_answers.json` holds, for each question, how many rows came and a digest of each column; floating numbers to six
digits. It was written on the version before with `python -m tests.command_line.test_frozen_answers`; what shared mode answers
was written anew when the local rule came. Of the sample alone, whose definition states its window and no good end: what
became of other journeys is judged by other rules since. `contributions` is left out: its ties were in the order of the
last digits of sums; so is `contrasts`, which compares by other rules since. Of `friction` scores and ranks are left out, which
rest on two more parts since, and these parts.
"""

import hashlib
import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from journey.__main__ import main

pytestmark = pytest.mark.long

RENAMED = {
    "passings": {"friction": "journeys"},
    "place": {"ordered": "element_no"},
}  # a column of before: its name of today, by view
# Columns that came since: the sample names no good end, and not how long its events took; lists say more of a journey.
NEW = ("ended_well", "duration_seconds", "stages", "lowest_valence", "lowest_touchpoint")
NEW_IN = {
    "friction": ("score", "rank", "contact_again", "hand_off", "revenue_lost")
}  # likewise, by view
NEW_DEFINITION = "very easy"  # of CES, a row of its own since
RENAMED_TOTALS = {"paths_between": {"variants": "ways", "hidden_variants": "hidden_ways"}}
FROZEN = Path(__file__).with_name("frozen_answers.json")
DIGITS, DIGEST = 6, 6

ONLINE, BASKET, ORDER = "Product page", "Basket", "Order confirmation"
FILTERS = {
    "sample": {
        "all": [],
        "channel": ["--where", "channel=phone"],
        "two channels": ["--where", "channel=phone", "--where", "channel=store"],
        "attributes": ["--where", "region=Islands", "--where", "device=mobile"],
        "dates": ["--from", "2025-03-01", "--to", "2025-05-31"],
        "stage": ["--where", "stage=retention", "--from", "2025-06-01"],
        "touchpoint": ["--where", "touchpoint=Basket"],
        "lost": ["--where", "behind=dropped_off/consideration"],
        "way": ["--where", "behind=later/Basket/Order confirmation", "--where", "segment=student"],
        "in order": ["--where", "behind=inorder/consideration/30/advanced"],
    },
}
ENDS = {"sample": (BASKET, ORDER)}
LISTED = {"sample": ("Online ad", ONLINE, BASKET)}
CUSTOMERS = {"sample": "C000021"}


def questions(dataset: str) -> dict[str, list[str]]:
    """Everything that is asked under each filter, in the words of before."""
    source, target = ENDS[dataset]
    between = ["--source", source, "--target", target]
    through = [word for name in LISTED[dataset] for word in ("--through", name)]
    return {
        "summary": ["summary"],
        "funnel": ["funnel"],
        "funnel by": ["funnel", "--by", "month"],
        "ordered": ["ordered", "--within", "30"],
        "ordered through": ["ordered", *through],
        "km": ["km"],
        "exits": ["exits"],
        "exits by": ["exits", "--by", "quarter"],
        "touchpoints": ["touchpoints"],
        "nodes": ["nodes"],
        "moves": ["moves"],
        "transitions": ["transitions"],
        "shifts": ["shifts"],
        "flow": ["flow"],
        "flow over": ["flow", "--over", "touchpoints", "--depth", "4"],
        "flow from": ["flow", "--over", "touchpoints", "--source", source],
        "between": ["between", *between, "--top", "20"],
        "rounds": ["rounds", *through, *through[:2]],
        "variants": ["variants", "--top", "20"],
        "variants collapsed": ["variants", "--collapse", "--top", "20"],
        "variant scores": ["variant_scores", "--top", "10"],
        "conformance": ["conformance"],
        "conformance through": ["conformance", *through],
        "conversion": ["conversion", *between, "--within", "7"],
        "conversion anywhere": ["conversion", *between, "--anywhere", "--per", "customer"],
        "conversion times": ["conversion_times", *between],
        "satisfaction": ["satisfaction"],
        "satisfaction by": ["satisfaction", "--by", "stage,channel", "--metric", "csat,ces"],
        "emotions": ["emotions", "--by", "stage"],
        "friction": ["friction"],
        "quotes": ["quotes"],
        "volume": ["volume", "--by", "emotion"],
        "chain": ["chain"],
        "journeys": ["journeys", "--top", "20"],
        "events": ["events", "--top", "20"],
        "journey": ["journey", "--customer", CUSTOMERS[dataset]],
        "likely": ["likely", *between],
        "bottlenecks": ["bottlenecks"],
        "loops": ["loops"],
        "communities": ["communities"],
        "what if": ["what_if", "--change", "leaving/purchase/Basket=0.5"],
        **{
            f"{view} shared": [view, "--shared"]
            for view in (
                "summary",
                "funnel",
                "exits",
                "touchpoints",
                "transitions",
                "satisfaction",
                "emotions",
                "friction",
                "volume",
            )
        },
        "variants shared": ["variants", "--shared"],
    }


def answered(db: Path, dataset: str, asked: list[str]) -> dict:
    """What is kept of an answer: its rows and a digest of every column, or the status it ends with."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["show", *asked, "--dataset", dataset, "--db", str(db), "--json"])
    if status:
        return {"status": status}
    document = json.loads(out.getvalue())
    rows = [row for row in document["rows"] if NEW_DEFINITION not in str(row.get("definition"))]
    former = {views[asked[0]]: name for name, views in RENAMED.items() if asked[0] in views}
    totals = RENAMED_TOTALS.get(document["view"], {})
    columns = {
        former.get(name, name): digest([row[name] for row in rows])
        for name in (rows[0] if rows else ())
        if not name.startswith((*NEW, *NEW_IN.get(document["view"], ())))
    }
    return {
        "unit": document["unit"],
        "rows": len(rows),
        "totals": digest(
            {totals.get(name, name): n for name, n in document["totals"].items() if name not in NEW}
        ),
        "columns": columns,
    }


def digest(value: object) -> str:
    return hashlib.sha256(json.dumps(_rounded(value), sort_keys=True).encode()).hexdigest()[:DIGEST]


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") + 0.0
    if isinstance(value, list):
        return [_rounded(entry) for entry in value]
    if isinstance(value, dict):
        return {name: _rounded(entry) for name, entry in value.items()}
    return value


def frozen() -> dict:
    return json.loads(FROZEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("filters", FILTERS["sample"])
def test_the_sample_answers_as_before(sample_db, filters):
    _same("sample", sample_db, filters)


def _same(dataset: str, db: Path, filters: str) -> None:
    before = frozen()[dataset][filters]
    assert set(before) == set(questions(dataset))
    for name, asked in questions(dataset).items():
        assert answered(db, dataset, [*asked, *FILTERS[dataset][filters]]) == before[name], (
            name,
            filters,
        )


def _freeze(dbs: dict[str, Path]) -> None:
    found = {
        dataset: {
            name: {
                title: answered(db, dataset, [*asked, *words])
                for title, asked in questions(dataset).items()
            }
            for name, words in FILTERS[dataset].items()
        }
        for dataset, db in dbs.items()
    }
    text = json.dumps(found, separators=(",", ":")).replace("}},", "}},\n")
    FROZEN.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    _freeze({"sample": Path(sys.argv[1])})
