"""Each exhibit of the sample says the numbers of its views, in analyst and in shared mode; the views are asked anew here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from journey.data.generation import Generation
from journey.exhibit.chart import Bars, Cells, Curves, Dots
from journey.exhibit.declared import DECLARED, make
from journey.exhibit.exhibit import Drawing, Exhibit, Nothing
from journey.exhibit.grid import Grid
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource, asking
from journey.findings.asking import ask
from journey.map.scene import Shape
from journey.model.cells import Place
from journey.model.filters import Filters
from journey.model.small_numbers import ANALYST, SHARED
from journey.model.vocabulary import outcome
from journey.model.words import signed

pytestmark = pytest.mark.long

ENDS = {"source": "Basket", "target": "Delivery"}
CONVERSION = {**ENDS, "within": None, "anywhere": False, "per": "journey"}
NOT_SHARED = {
    *("drop_off.going_on", "drop_off.cohorts", "drop_off.groups", "paths.flow", "paths.likely"),
    *("paths.ends", "paths.bottlenecks", "paths.contributions", "paths.what_if"),
    *("friction.parts_by", "friction.what_if", "satisfaction.backlog"),
    "customer.timeline",
}


@dataclass(frozen=True)
class Case:
    """An exhibit under options, made in a mode; `rows` asks a view in the same one."""

    exhibit: Exhibit
    mode: str
    generation: Generation

    def rows(self, view: str, **options: Any) -> list[dict[str, Any]]:
        return ask(self.generation, view, Filters(), mode=self.mode, **options).rows

    def by(self, key: str, view: str, **options: Any) -> dict[Any, dict[str, Any]]:
        return {row[key]: row for row in self.rows(view, **options)}


def dots_of(case: Case) -> Iterator[tuple[str, float, float, float]]:
    """The rows of dots: name, value, ends."""
    content = case.exhibit.content
    assert isinstance(content, Dots)
    for series in content.series:
        for place, value in enumerate(series.values):
            if value is not None:
                yield content.rows[place], value, series.lows[place], series.highs[place]


def column(case: Case, title: str) -> list[Any]:
    content = case.exhibit.content
    assert isinstance(content, Grid)
    place = [column.title for column in content.columns].index(title)
    return [row[place] for row in content.values]


def texts(shapes: tuple[Shape, ...]) -> list[str]:
    return [
        text
        for shape in shapes
        for text in ([shape.text] if shape.text else []) + texts(shape.children)
    ]


def drawn(case: Case) -> list[str]:
    content = case.exhibit.content
    assert isinstance(content, Drawing)
    scene = content.scene(max(1420.0, content.narrowest))
    return texts(scene.shapes)


def funnel_bars(
    case: Case, key: str, rows: dict[Any, dict[str, Any]], ids: tuple[str, ...]
) -> None:
    content = case.exhibit.content
    assert isinstance(content, Bars) and content.rows == tuple(rows)
    known = {series.name: series.values for series in content.series}
    for id in ids:
        told = [row[id] for row in rows.values()]
        if any(told):
            assert known[outcome(id).noun] == tuple(told), id
        else:
            assert outcome(id).noun not in known


def funnel(case: Case) -> None:
    rows = case.by("stage", "funnel")
    funnel_bars(case, "stage", rows, ("advanced", "completed", "in_progress", "dropped_off"))
    assert case.exhibit.n == rows["awareness"]["reached"] == 7219
    assert "2,660 journeys left awareness" in case.exhibit.title


def ordered(case: Case) -> None:
    rows = case.by("name", "ordered", within=30.0)
    ids = ("advanced", "completed", "in_progress", "out_of_order", "stopped")
    funnel_bars(case, "name", rows, ids)
    assert case.exhibit.n == rows["awareness"]["reached"]
    assert ("stop" in case.exhibit.title) == (case.mode == ANALYST)


def exits(case: Case) -> None:
    content = case.exhibit.content
    assert isinstance(content, Bars)
    rows = [
        row
        for row in case.rows("exits")
        if row["drop_stage"] == ("purchase" if case.mode == ANALYST else "any stage")
    ]
    values = content.series[0].values
    assert values[:12] == tuple(row["journeys"] for row in rows[:12])
    assert sum(values) == sum(row["journeys"] for row in rows) == case.exhibit.n
    assert case.exhibit.n == (740 if case.mode == ANALYST else 6173)
    assert ("all stages together" in case.exhibit.subtitle) == (case.mode == SHARED)
    assert ("purchase" in case.exhibit.title) == (case.mode == ANALYST)


def going_on(case: Case) -> None:
    content = case.exhibit.content
    assert isinstance(content, Curves)
    curve = next(curve for curve in content.curves if curve.name == "purchase")
    rows = [row for row in case.rows("time_to_advance") if row["stage"] == "purchase"]
    known = [(row["seconds"], row["share"], row["low"], row["high"]) for row in rows]
    assert list(zip(curve.x, curve.y, curve.low, curve.high, strict=True)) == known
    assert not curve.is_muted and curve.is_step


def cohorts(case: Case) -> None:
    content = case.exhibit.content
    assert isinstance(content, Cells)
    rows = case.rows("ripe", by=("month",))
    for stage, cells in zip(content.rows, content.cells, strict=True):
        told = [row for row in rows if row["stage"] == stage]
        assert [cell.value for cell in cells] == [row["neither_rate"] for row in told]
        assert [cell.is_pale for cell in cells] == [
            bool(row["young"] and not row["ripe"]) for row in told
        ]


def groups(case: Case) -> None:
    rows = {
        row["segment"]: row
        for row in case.rows("funnel", by=("segment",))
        if row["stage"] == "purchase"
    }
    told = list(dots_of(case))
    assert len(told) == len(rows) > 2
    for name, value, low, high in told:
        row = rows[None if name == "(no value)" else name]
        ends = tuple(row[f"drop_off_rate{end}"] for end in ("", "_low", "_high"))
        assert (value, low, high) == ends


def contrasts(case: Case) -> None:
    rows = case.rows("contrasts", stage="purchase")
    known = {
        tuple(round(100 * row[name], 9) for name in ("difference", "low", "high")) for row in rows
    }
    told = [tuple(round(number, 9) for number in dot[1:]) for dot in dots_of(case)]
    assert told and set(told) <= known
    assert case.exhibit.n == rows[0]["lost"] + rows[0]["kept"] == 740 + 1699


def journey_map(case: Case) -> None:
    words = " ".join(drawn(case))
    for row in case.rows("funnel"):
        assert f"{row['reached']:,}" in words
    assert case.exhibit.n == case.rows("summary")[0]["journeys"]
    assert case.exhibit.kind == "map"


def summary(case: Case) -> None:
    known = dict(zip(column(case, "Figure"), column(case, "Value"), strict=True))
    counts = case.rows("summary")[0]
    assert (known["Customers"], known["Journeys"], known["Events"]) == (
        counts["customers"],
        counts["journeys"],
        counts["events"],
    )
    assert known["Left"] == sum(row["dropped_off"] for row in case.rows("funnel"))
    scores = {row["metric"]: row for row in reversed(case.rows("satisfaction"))}
    for metric in ("nps", "csat", "ces"):
        place = column(case, "Figure").index(metric.upper())
        assert known[metric.upper()] == scores[metric]["value"]
        assert column(case, "n")[place] == scores[metric]["n"]


def felt_rows(case: Case) -> list[dict[str, Any]]:
    """The mean feeling of each touchpoint of a stage that has one to tell."""
    return [
        row
        for row in case.rows("satisfaction", by=("stage", "touchpoint"), metrics=("sentiment",))
        if (row["definition"] or "").startswith("mean") and row["value"] is not None
    ]


def emotion(case: Case) -> None:
    rows, told = {row["touchpoint"]: row for row in felt_rows(case)}, list(dots_of(case))
    assert len(told) == 16
    for name, *figures in told:
        row = rows[name]
        assert figures == pytest.approx([row["value"], row["low"], row["high"]])
    lowest = min(rows.values(), key=lambda row: row["value"])["touchpoint"]
    assert lowest == "Complaint" and lowest in case.exhibit.title
    assert "worst" in case.exhibit.title


def emotion_curve(case: Case) -> None:
    """Payment failed has 162 events, Complaint 352: both are drawn, since the map shows the lowest of a stage."""
    words, rows = drawn(case), felt_rows(case)
    for row in rows:
        if row["touchpoint"] in ("Online ad", "Complaint", "Payment failed", "Social mention"):
            assert signed(row["value"], 1) in words
            assert any(row["touchpoint"].startswith(word) for word in words if word)
    assert "Journeys" not in words and "Friction" not in words
    assert case.exhibit.n == sum(row["n"] for row in rows)


def friction(case: Case) -> None:
    content = case.exhibit.content
    assert isinstance(content, Bars)
    rows = sorted(
        (row for row in case.rows("friction") if row["score"]), key=lambda row: -row["score"]
    )
    assert content.series[0].values == tuple(row["score"] for row in rows[:12])
    assert content.series[0].ns == tuple(row["journeys"] for row in rows[:12])
    assert case.exhibit.title == "Friction is highest at Account app, 38 of 100"


def satisfaction(case: Case) -> None:
    rows = {
        row["stage"]: row
        for row in case.rows("satisfaction", by=("stage",), metrics=("csat",))
        if "share" in row["definition"] and row["value"] is not None
    }
    told = list(dots_of(case))
    assert [name for name, *_ in told] == [
        stage for stage in case.generation.definition.stage_names if stage in rows
    ]
    for name, *figures in told:
        assert figures == pytest.approx([rows[name][end] for end in ("value", "low", "high")])
    whole = case.rows("satisfaction", metrics=("csat",))[0]
    assert case.exhibit.n == whole["n"] == 1534


def definitions(case: Case) -> None:
    known = dict(zip(column(case, "Name"), column(case, "Definition"), strict=True))
    assert known["Inactivity window"] == "no event for 30 days ends a journey"
    assert known["Time zone"] == "UTC" and len(known) == len(column(case, "Name"))
    assert "retention" in known["Stages"]
    reached = ask(case.generation, "funnel", Filters()).definitions["reached"]
    assert known["Reached"].lower() == reached


def scores(by: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        rows = {
            row[by]: row
            for row in case.rows("satisfaction", by=(by,))
            if row["metric"] == "csat" and "share" in row["definition"]
        }
        told = list(dots_of(case))
        assert told
        for name, *figures in told:
            row = rows[None if name == "(no value)" else name]
            assert figures == pytest.approx([row[end] for end in ("value", "low", "high")])

    return check


def graph(case: Case) -> None:
    words, nodes = drawn(case), case.by("touchpoint", "touchpoint_nodes")
    assert any(word.startswith(f"{nodes['Basket']['journeys']:,}") for word in words)
    moves = case.rows("transitions")
    assert f"{max(row['journeys'] for row in moves if row['journeys']):,}" in " ".join(words)


def flow(case: Case) -> None:
    begun = sum(
        row["journeys"]
        for row in case.rows("flow", over="stages", depth=5)
        if row["step"] == 0 and row["source"] == "awareness"
    )
    assert f"{begun:,}" in " ".join(drawn(case)) and begun == 6436


def variants(case: Case) -> None:
    words = drawn(case)
    told = [row for row in case.rows("variants", top=12) if row["steps"] is not None]
    assert all(f"{row['journeys']:,}" in words for row in told)
    assert not any("groups" in word for word in words)


def table(view: str, *columns: tuple[str, str], **options: Any) -> Callable[[Case], None]:
    """Columns of a table by their titles, against those of the view in the order of the table."""

    def check(case: Case) -> None:
        rows = case.rows(view, **options)
        for title, name in columns:
            told, known = column(case, title), [row[name] for row in rows]
            assert set(told) <= set(known) and told
            if len(told) == len(known):
                assert sorted(map(repr, told)) == sorted(map(repr, known))

    return check


def conversion_times(case: Case) -> None:
    content = case.exhibit.content
    assert isinstance(content, Bars)
    told = [row["converted"] for row in case.rows("conversion_times", **CONVERSION)]
    assert [value for value in content.series[0].values if value] == [each for each in told if each]
    assert case.exhibit.n == sum(told) == 1114


def expected(case: Case) -> None:
    rows = [row for row in case.rows("conformance", through=()) if row["journeys"]]
    content = case.exhibit.content
    assert isinstance(content, Dots)
    assert content.series[0].values == tuple(row["share"] for row in rows)
    assert case.exhibit.title.startswith("9 % of the 7,219 journeys")


def what_if(case: Case) -> None:
    rows = case.rows("what_if", change=("leaving/purchase/Basket=0.5",))
    figures = [[row[f"difference{end}"] for end in ("", "_low", "_high")] for row in rows]
    assert [list(dot[1:]) for dot in dots_of(case)] == figures


def timeline(case: Case) -> None:
    words = " ".join(drawn(case))
    rows = ask(case.generation, "journey", Filters(), customer="C000021").rows
    assert all(row["touchpoint"] in words for row in rows) and rows


def satisfaction_by(case: Case) -> None:
    rows = case.rows("satisfaction", by=("channel",), metrics=("csat",))
    told = {
        row["channel"]: (row["value"], row["low"], row["high"])
        for row in rows
        if "share of" in row["definition"]
    }
    shown = {name: ends for name, *ends in dots_of(case)}
    assert len(shown) > 3 and all(list(told[name]) == ends for name, ends in shown.items())


def satisfaction_cells(case: Case) -> None:
    content = case.exhibit.content
    assert isinstance(content, Cells)
    rows = case.rows("satisfaction", by=("stage", "channel"), metrics=("csat",))
    told = {
        (row["value"], row["low"], row["high"], row["n"])
        for row in rows
        if row["value"] is not None and "share of" in row["definition"]
    }
    shown = {
        (cell.value, cell.low, cell.high, cell.n)
        for cells in content.cells
        for cell in cells
        if cell.value is not None
    }
    assert shown == told and told


def all_answers(case: Case) -> None:
    content = case.exhibit.content
    assert isinstance(content, Bars)
    rows = case.rows("distribution", metrics=("nps",))
    assert dict(zip(content.rows, content.series[0].values, strict=True)) == {
        str(round(row["answer"])): row["answers"] for row in rows
    }
    assert case.exhibit.n == 2440


def other_definitions(case: Case) -> None:
    rows = case.rows("satisfaction", by=("channel",), metrics=("csat",))
    means = {row["channel"]: row["value"] for row in rows if row["definition"].startswith("mean")}
    assert column(case, "mean") == [f"{means[name]:.2f}" for name in column(case, "Channel")]


def over_time(case: Case) -> None:
    content = case.exhibit.content
    assert isinstance(content, Curves)
    rows = case.rows("satisfaction", by=("month",), metrics=("csat",))
    shares = [row for row in rows if "share of" in row["definition"] and row["value"] is not None]
    assert list(content.curves[0].y) == [row["value"] for row in shares]
    assert case.exhibit.title.startswith("CSAT: no change beyond chance since 1 January 2025: 68 %")


def service_time(time: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        own = f"{time}_median_seconds"
        rows = case.by("channel", "service", by=("channel",))
        shown = {name: ends for name, *ends in dots_of(case)}
        told = {
            name: [row[own], row[f"{own}_low"], row[f"{own}_high"]]
            for name, row in rows.items()
            if row[own] is not None
        }
        assert shown == told and told

    return check


def service_shares(*names: str, view: str = "service") -> Callable[[Case], None]:
    def check(case: Case) -> None:
        rows = case.rows(view, by=("channel",))
        told = {
            (row[name], row[f"{name}_low"], row[f"{name}_high"]) for row in rows for name in names
        }
        shown = {(value, low, high) for _, value, low, high in dots_of(case)}
        assert shown and shown <= told

    return check


def loyalty_of(*names: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        rows = case.rows("loyalty", by=("segment",))
        told = {
            (row[name], row[f"{name}_low"], row[f"{name}_high"]) for row in rows for name in names
        }
        shown = {(value, low, high) for _, value, low, high in dots_of(case)}
        assert shown == {each for each in told if each[0] is not None} and shown

    return check


def retention(case: Case) -> None:
    content = case.exhibit.content
    assert isinstance(content, Cells)
    rows = {(row["cohort"], row["months_after"]): row["retained"] for row in case.rows("cohorts")}
    first = [cell.value for cell in content.cells[0]]
    assert first == [rows.get(("2025-01-01", after)) for after in range(1, 12)]


def pays(case: Case) -> None:
    rows = case.rows("after_answer", metrics=("csat",))
    told = {
        (row["adjusted"], row["adjusted_low"], row["adjusted_high"])
        for row in rows
        if row["unit"] == "share" and row["adjusted"] is not None
    }
    assert {(value, low, high) for _, value, low, high in dots_of(case)} == told and told


def cases_opened(case: Case) -> None:
    content = case.exhibit.content
    assert isinstance(content, Curves)
    rows = case.rows("service", by=("month",))
    assert list(content.curves[0].y) == [row["cases"] for row in rows]


def trends_by(case: Case) -> None:
    rows = case.by("channel", "trend", by=("channel",), metrics=("csat",))
    for name, value, *_ in dots_of(case):
        assert value == pytest.approx(100 * 52 / 12 * rows[name]["slope"])


def curves_of(view: str, *columns: str, by: tuple[str, ...] = ()) -> Callable[[Case], None]:
    """Each curve holds a column of the view's rows."""

    def check(case: Case) -> None:
        content = case.exhibit.content
        assert isinstance(content, Curves)
        rows = case.rows(view, by=by)
        told = [[row[column] for row in rows] for column in columns]
        assert [list(curve.y) for curve in content.curves] == told and rows

    return check


def courses_of(view: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        scale = 100 * 52 / 12
        rows = [row for row in case.rows(view) if row["figure"] != "neither"]  # mirrors completed
        told = [tuple(scale * row[f"slope{end}"] for end in ("", "_low", "_high")) for row in rows]
        shown = [(value, low, high) for _, value, low, high in dots_of(case)]
        assert [pytest.approx(each) for each in told] == shown and shown

    return check


def who_answers(by: str) -> Callable[[Case], None]:
    def check(case: Case) -> None:
        rows = case.rows("who_answers", by=(by,), metrics=("csat",))
        told = {
            (row["response"], row["response_low"], row["response_high"])
            for row in rows
            if row["response"] is not None
        }
        assert {(value, low, high) for _, value, low, high in dots_of(case)} == told and told
        assert case.exhibit.n == sum(row["answered"] or 0 for row in rows)

    return check


def service_pays(case: Case) -> None:
    rows = case.rows("after_service", metrics=("csat",))
    told = {
        (row["adjusted"], row["adjusted_low"], row["adjusted_high"])
        for row in rows
        if row["adjusted"] is not None
    }
    assert {(value, low, high) for _, value, low, high in dots_of(case)} == told and told


def reasons(case: Case) -> None:
    rows = sorted(case.rows("service", by=("reason",)), key=lambda row: -row["cases"])
    assert column(case, "Cases") == [row["cases"] for row in rows]
    assert column(case, "Contacts a case") == [row["contacts_per_case"] for row in rows]
    costs = [row["cost_per_case"] for row in rows]
    assert column(case, "Cost") == [
        None if cost is None else cost * row["cases"] for cost, row in zip(costs, rows)
    ]
    scores = {
        row["reason"]: row["value"]
        for row in case.rows("satisfaction", by=("reason",), metrics=("csat",))
        if "share of" in row["definition"] and row["value"] is not None
    }
    assert column(case, "CSAT") == [scores[row["reason"]] for row in rows] and scores
    assert case.exhibit.n == sum(row["cases"] for row in rows)


def before_after(case: Case) -> None:
    [(_, value, low, high)] = dots_of(case)
    before, after = (
        ask(
            case.generation, "satisfaction", Filters.of(*days), mode=case.mode, metrics=("csat",)
        ).rows[0]
        for days in ((None, date(2025, 5, 4)), (date(2025, 5, 5), None))
    )
    assert value == pytest.approx(100 * (after["value"] - before["value"])) and low < value < high


LIVE_CHAT = "lost/retention/Live%20chat"


def friction_ledger(case: Case) -> None:
    """Each row's loss, what could be won back, and the score; all others in one line."""
    words, rows = drawn(case), case.rows("ledger", top=20)
    scores = {(row["stage"], row["touchpoint"]): row for row in case.rows("friction")}
    listed = [row for row in rows if row["stage"] is not None][:20]
    assert len(listed) > 10
    for row in listed:
        assert any(each.startswith(f"{row['journeys_lost']:,}") for each in words), row
        if row["recoverable"] is not None:
            ends = "–".join(f"{row[f'recoverable_{end}']:,.0f}" for end in ("low", "high"))
            assert any(ends in each for each in words), row
        if row["revenue_recoverable_a_year"]:
            revenue = f"revenue {row['revenue_recoverable_a_year']:,.0f} a year"
            assert any(each.endswith(revenue) for each in words), row
        score = scores.get((row["stage"], row["touchpoint"]), {}).get("score")
        assert score is None or any(each.startswith(f"score {score:.0f} ") for each in words), row
    assert case.exhibit.n == sum(row["journeys_lost"] for row in rows)


def of_place(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return next(r for r in rows if (r["stage"], r["touchpoint"]) == ("retention", "Live chat"))


def friction_parts(case: Case) -> None:
    row = of_place(case.rows("friction"))
    shown = [(value, low, high) for _, value, low, high in dots_of(case)]
    parts = ("leaves", "repeats", "contact_again", "waits", "feels_bad", "effort", "hand_off")
    assert shown == [
        (row[part], row[f"{part}_low"], row[f"{part}_high"])
        for part in parts
        if row[part] is not None
    ]


def friction_parts_by(case: Case) -> None:
    """Who leaves at the same age, the other parts of all that began in the month."""
    content, asked = case.exhibit.content, {"at": Place("retention", "Live chat"), "by": ("month",)}
    assert isinstance(content, Cells)
    rows = case.by("month", "friction", **asked)
    aged = case.by("month", "ripe_leaves", **asked)
    shown = [[(cell.value, cell.low, cell.high) for cell in cells] for cells in content.cells]
    months = sorted(rows)
    assert shown[0] == [
        tuple(aged.get(month, {}).get(f"leaves{end}") for end in ("", "_low", "_high"))
        for month in months
    ]
    assert shown[1] == [
        tuple(rows[month][f"repeats{end}"] for end in ("", "_low", "_high")) for month in months
    ]


def friction_follows(case: Case) -> None:
    rows = case.rows("with_without", at=Place("retention", "Live chat"))
    told = {
        (row[name], row[f"{name}_low"], row[f"{name}_high"])
        for row in rows
        for name in ("adjusted", "difference")
        if row["unit"] == "share" and row["adjusted"] is not None
    }
    shown = {(value, low, high) for _, value, low, high in dots_of(case)}
    assert shown and shown <= told


def after_touchpoint(case: Case) -> None:
    place = Place("retention", "Live chat")
    told = {
        (row["adjusted"], row["adjusted_low"], row["adjusted_high"])
        for row in case.rows("after_touchpoint", at=place)
        if row["unit"] == "share" and row["adjusted"] is not None
    }
    landmarks = {
        (row["difference"], row["low"], row["high"])
        for row in case.rows("contrasts", stage="retention")
        if (row["rule"], row["value"]) == ("landmark", "Live chat")
    }
    shown = {(value, low, high) for _, value, low, high in dots_of(case)}
    assert shown == told | landmarks and told


def friction_score(case: Case) -> None:
    content = case.exhibit.content
    assert isinstance(content, Bars)
    scored = [row for row in case.rows("friction") if row["rank"] is not None][: len(content.rows)]
    sums = [
        sum(series.values[place] or 0 for series in content.series)
        for place in range(len(content.rows))
    ]
    within = (
        0.51 if case.mode == SHARED else 1e-6
    )  # shared mode tells whole scores, and no part of leaving
    if case.mode == ANALYST:
        assert sums == pytest.approx([row["score"] for row in scored], abs=within)
    names = [row["touchpoint"] for row in scored]
    assert list(content.rows) == [
        f"{row['touchpoint']}, {row['stage']}"
        if names.count(row["touchpoint"]) > 1
        else row["touchpoint"]
        for row in scored
    ]


def friction_impact(case: Case) -> None:
    words = drawn(case)
    rows = [row for row in case.rows("friction") if row["score"]]
    assert f"{max(row['journeys'] for row in rows):,}" in words
    assert f"{max(row['score'] for row in rows):.0f}" in words


def friction_hand_offs(case: Case) -> None:
    told = {
        (row[name], row[f"{name}_low"], row[f"{name}_high"])
        for row in case.rows("hand_offs")
        for name in ("contact_again", "otherwise")
    }
    shown = {(value, low, high) for _, value, low, high in dots_of(case)}
    assert shown and shown <= told


def friction_repeats(case: Case) -> None:
    """The twelve touchpoints at which most journeys come back or wait."""
    rows = case.rows("friction")
    told = [
        (row[name], row[f"{name}_low"], row[f"{name}_high"])
        for row in sorted(
            rows,
            key=lambda row: (
                -sum((row[part] or 0) * (row[f"{part}_n"] or 0) for part in ("repeats", "waits"))
            ),
        )[:12]
        for name in ("repeats", "waits")
        if row[name] is not None
    ]
    shown = [(value, low, high) for _, value, low, high in dots_of(case)]
    assert sorted(shown) == sorted(told)


def scores_of_modes(case: Case) -> None:
    resolved = {
        (row["resolved"], row["resolved_low"], row["resolved_high"])
        for row in case.rows("service_modes")
        if row["resolved"] is not None
    }
    rows = case.rows("satisfaction", by=("stage", "service_mode"), metrics=("csat", "ces"))
    good = {
        (row["value"], row["low"], row["high"])
        for row in rows
        if row["value"] is not None and "share of" in row["definition"]
        if "very easy" not in row["definition"]
    }
    shown = {(value, low, high) for _, value, low, high in dots_of(case)}
    assert shown == resolved | good and len(shown) > 3


def hand_off_matrix(case: Case) -> None:
    content = case.exhibit.content
    assert isinstance(content, Cells)
    rows = {(row["source"], row["target"]): row for row in case.rows("hand_offs")}
    shown = {
        (content.rows[i], content.columns[j]): cell
        for i, line in enumerate(content.cells)
        for j, cell in enumerate(line)
        if cell.words
    }
    assert shown.keys() == rows.keys() - {key for key in rows if None in key}
    assert all(cell.value in (None, rows[key]["contact_again"]) for key, cell in shown.items())


def bars_of(view: str, *columns: str, **where: Any) -> Callable[[Case], None]:
    """The bars hold these shares of the view's rows, in its order."""

    def check(case: Case) -> None:
        content = case.exhibit.content
        assert isinstance(content, Bars)
        rows = [row for row in case.rows(view) if all(row[k] != v for k, v in where.items())]
        told = [row[column] for column in columns for row in rows]
        shown = [value for series in content.series for value in series.values if value is not None]
        assert shown and set(shown) <= set(told)

    return check


def after_complaints(case: Case) -> None:
    told = {
        (row["complained"], row["leaves"], row["leaves_low"], row["leaves_high"])
        for row in case.rows("after_complaints")
    }
    assert set(dots_of(case)) == told


def friction_what_if(case: Case) -> None:
    rows = case.rows("what_if", change=("leaving/purchase/Basket=0.5",))
    shown = [(value, low, high) for _, value, low, high in dots_of(case)]
    assert shown == [
        (row["difference"], row["difference_low"], row["difference_high"]) for row in rows
    ]


def findings_listed(role: str) -> Callable[[Case], None]:
    """Each row a finding of the role, with both n and the excess."""

    def check(case: Case) -> None:
        rows = [row for row in case.rows("findings") if row["role"] == role]
        content = case.exhibit.content
        assert isinstance(content, Grid) and rows
        assert [line[:4] for line in content.values] == [
            (row["title"], row["inside_n"], row["outside_n"], round(row["excess"]))
            for row in rows[:12]
        ]

    return check


def one_finding(case: Case) -> None:
    """The first of all: by week where it is of a time, else both sides; of what is shared always both sides."""
    row = case.rows("findings")[0]
    content = case.exhibit.content
    assert (
        case.exhibit.title == row["title"] and case.exhibit.n == row["inside_n"] + row["outside_n"]
    )
    if isinstance(content, Curves):
        weeks = [each for each in case.rows("finding_trends") if each["rank"] == row["rank"]]
        expected = tuple(each["inside"] if each["inside_n"] >= 10 else None for each in weeks)
        assert content.curves[0].y == expected
        assert content.target is not None and content.target[0] == row["outside"]
        return
    assert case.mode == SHARED or row["first_day"] is None
    assert [value for _, value, _, _ in dots_of(case)] == [row["inside"], row["outside"]]
    assert [low for _, _, low, _ in dots_of(case)] == [row["inside_low"], row["outside_low"]]


CHECKS: dict[str, tuple[dict[str, str], Callable[[Case], None]]] = {
    "map": ({}, journey_map),
    "map.summary": ({}, summary),
    "map.emotion": ({}, emotion),
    "map.emotion_curve": ({}, emotion_curve),
    "map.friction": ({}, friction),
    "map.satisfaction": ({"metric": "csat"}, satisfaction),
    "definitions": ({}, definitions),
    "survey.by_question": ({"metric": "csat"}, scores("touchpoint")),
    "survey.by_group": ({"metric": "csat", "attribute": "segment"}, scores("segment")),
    "paths.graph": ({}, graph),
    "paths.flow": ({}, flow),
    "paths.variants": ({}, variants),
    "paths.variants_table": ({}, table("variants", ("Journeys", "journeys"), top=12)),
    "paths.conversion": (
        ENDS,
        table(
            "conversion",
            ("At the first touchpoint", "entered"),
            ("Converted", "converted"),
            ("Share", "rate"),
            **CONVERSION,
        ),
    ),
    "paths.conversion_times": (ENDS, conversion_times),
    "paths.conversion_paths": (
        ENDS,
        table("paths_between", ("Journeys", "journeys"), **ENDS, within=None, top=8),
    ),
    "paths.conversion_groups": (
        {**ENDS, "attribute": "segment"},
        table("conversion", ("Converted", "converted"), by=("segment",), **CONVERSION),
    ),
    "paths.expected": ({}, expected),
    "paths.deviations": ({}, table("conformance", ("Journeys", "journeys"), through=())),
    "paths.observed": (ENDS, table("paths_between", ("Journeys", "journeys"), **ENDS, top=5)),
    "paths.likely": (ENDS, table("likely", ("Likelihood (model)", "likelihood"), **ENDS, top=5)),
    "paths.ends": ({}, table("touchpoint_nodes", ("Begin here", "begun"))),
    "paths.entries": ({}, table("entries", ("Journeys", "journeys"))),
    "paths.bottlenecks": ({}, table("bottlenecks", ("Onward moves", "moves"))),
    "paths.loops": ({}, table("loops", ("Moves", "moves"), top=10)),
    "paths.returned_to": ({}, table("touchpoint_nodes", ("Reach it twice or more", "again"))),
    "paths.communities": ({}, table("communities", ("Moves", "moves"))),
    "paths.contributions": (
        {"stage": "advocacy"},
        table("contributions", ("Events", "events"), stage="advocacy"),
    ),
    "paths.what_if": ({"change": "leaving/purchase/Basket"}, what_if),
    "findings.listed": ({}, findings_listed("finding")),
    "findings.places": ({}, findings_listed("where")),
    "findings.watching": ({}, findings_listed("worth watching")),
    "findings.card": ({}, one_finding),
    "customer.timeline": ({"customer": "C000021"}, timeline),
    "drop_off.funnel": ({}, funnel),
    "drop_off.ordered": ({"within": "30"}, ordered),
    "drop_off.going_on": ({"stage": "purchase"}, going_on),
    "drop_off.exits": ({"stage": "purchase"}, exits),
    "drop_off.cohorts": ({"cohort": "month"}, cohorts),
    "drop_off.groups": ({"stage": "purchase", "attribute": "segment"}, groups),
    "drop_off.contrasts": ({"stage": "purchase"}, contrasts),
    "satisfaction.by_group": ({"metric": "csat", "split": "channel"}, satisfaction_by),
    "satisfaction.heatmap": ({"metric": "csat"}, satisfaction_cells),
    "satisfaction.distribution": ({"metric": "nps"}, all_answers),
    "satisfaction.definitions": ({"metric": "csat", "split": "channel"}, other_definitions),
    "satisfaction.over_time": ({"metric": "csat"}, over_time),
    "satisfaction.trends_by": ({"metric": "csat", "split": "channel"}, trends_by),
    "satisfaction.before_after": ({"metric": "csat", "days": "2025-05-05@Release"}, before_after),
    "satisfaction.first_response": ({}, service_time("first_response")),
    "satisfaction.resolution": ({}, service_time("resolution")),
    "satisfaction.service_shares": (
        {},
        service_shares("first_contact_resolution", "reopened", "transferred"),
    ),
    "satisfaction.in_time": ({}, service_shares("first_response_in_time", "resolution_in_time")),
    "satisfaction.service_over_time": ({}, courses_of("case_trend")),
    "satisfaction.ends_over_time": ({}, courses_of("journey_trend")),
    "satisfaction.reasons": ({"metric": "csat"}, reasons),
    "satisfaction.per_active": ({}, curves_of("case_volume", "cases_per_100", by=("month",))),
    "satisfaction.backlog": ({}, curves_of("backlog", "open", "open_longer")),
    "satisfaction.service_pays": ({"metric": "csat"}, service_pays),
    "satisfaction.who_answers": ({"metric": "csat", "split": "channel"}, who_answers("channel")),
    "satisfaction.who_answers_by_outcome": ({"metric": "csat"}, who_answers("journey_outcome")),
    "satisfaction.contained": ({}, service_shares("contained", view="containment")),
    "satisfaction.opened": ({}, cases_opened),
    "satisfaction.come_back": ({}, loyalty_of("repeat_purchase", "referred")),
    "satisfaction.worth": (
        {},
        loyalty_of("average_order", "revenue_per_customer", "cost_per_customer"),
    ),
    "satisfaction.retention": ({}, retention),
    "satisfaction.pays": ({"metric": "csat"}, pays),
    "friction.ledger": ({}, friction_ledger),
    "friction.parts": ({"open": LIVE_CHAT}, friction_parts),
    "friction.parts_by": ({"open": LIVE_CHAT}, friction_parts_by),
    "friction.follows": ({"open": LIVE_CHAT}, friction_follows),
    "friction.after_touchpoint": ({"open": LIVE_CHAT}, after_touchpoint),
    "friction.score": ({}, friction_score),
    "friction.impact": ({}, friction_impact),
    "friction.pain_points": ({}, table("pain_points", ("noted", "events"))),
    "friction.hand_offs": ({}, friction_hand_offs),
    "friction.hand_off_matrix": ({}, hand_off_matrix),
    "friction.service_modes": ({}, bars_of("service_modes", "share")),
    "friction.service_scores": ({}, scores_of_modes),
    "friction.repeats": ({}, friction_repeats),
    "friction.promises": (
        {},
        bars_of("promises", "kept_promise", "late_promise", "unkept_promise"),
    ),
    "friction.recovery": ({}, bars_of("recovery", "share", step="complaint")),
    "friction.after_complaints": ({}, after_complaints),
    "friction.what_if": ({"changes": "leaving/purchase/Basket=0.5"}, friction_what_if),
}


def test_every_exhibit_is_checked():
    """Those of workshops, of which the sample has none, in test_workshop.py."""
    assert set(CHECKS) == {id for id in DECLARED if not id.startswith("workshop.")}


@pytest.fixture(scope="module", params=(ANALYST, SHARED))
def source(sample, request) -> AnswerSource:
    """All exhibits of a mode ask one source, as those of a file do."""
    return asking(sample, Filters(), request.param)


@pytest.mark.parametrize("id", CHECKS)
def test_an_exhibit_says_the_numbers_of_its_views(sample, source, id):
    options, check = CHECKS[id]
    mode = source.mode
    made = make(Ref.of(id, Filters(), **options), source)
    if mode == SHARED and id in NOT_SHARED:
        assert isinstance(made, Nothing) and made.reason.endswith(".")
        return
    assert isinstance(made, Exhibit), made.reason
    assert made.title and made.alt and all(answer.mode == mode for answer in made.answers)
    assert not made.title.endswith(".")
    check(Case(made, mode, sample))
