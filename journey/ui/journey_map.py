"""The home's parts: headline, stages, emotion curve, friction, touchpoints."""

import pandas as pd
import streamlit as st

from journey.charts.emotion import emotion_curve
from journey.charts.friction import friction_bars
from journey.map.headline import headline
from journey.map.model import Point, curve_points, first_figures, stage_columns
from journey.map.page import figure_words, stages_html
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.words import count, plural
from journey.ui import show as beside
from journey.ui.data import answer, generation
from journey.ui.escape import markdown
from journey.ui.shell import theme, unit

SCORES = ("nps", "csat", "ces")
FRICTION_SHOWN, TOUCHPOINTS_ON_CURVE, SCORES_SAID = 10, 40, 3
CELL = ("stage", "touchpoint")
TOUCHPOINT_COLUMNS = ("stage", "touchpoint", "channel", "events", "journeys", "customers", "mean_valence", "mean_valence_low",
                      "mean_valence_high", "mean_valence_n", "exits", "base")


def show(filters: Filters) -> None:
    """Draw the map under the filters."""
    definition = generation().definition
    funnel, touchpoints = answer("funnel", filters), answer("touchpoints", filters)
    emotions = answer("emotions", filters, CELL)
    points = curve_points(definition, emotions.rows, touchpoints.rows)
    _headline(funnel.rows, points)
    _overall(filters)
    _unassigned(touchpoints.rows)
    _stages(filters, funnel)
    _curve(points, emotions)
    _friction(filters)
    _touchpoints(touchpoints)


def _headline(funnel: list[dict], points: list[Point]) -> None:
    finding = headline(funnel, points, unit())
    st.title(markdown(finding.sentence), anchor=False)
    st.caption(markdown(finding.reason))


def _overall(filters: Filters) -> None:
    """One line: how much there is, and how satisfied, with n and interval."""
    summary = answer("summary", filters).rows[0]
    figures = first_figures(answer("satisfaction", filters, (), SCORES).rows)
    words = [plural(summary["customers"], "customer"), plural(summary["journeys"], "journey"), plural(summary["events"], "event")]
    words += [f"{figure.metric.upper()} {figure_words(figure)}, n {count(figure.n)}"
              for figure in figures if figure.value is not None]
    st.markdown(markdown(" · ".join(words)))


def _stages(filters: Filters, funnel) -> None:
    satisfaction = answer("satisfaction", filters, ("stage",), SCORES)
    beside.section("Stages", f"{unit().capitalize()}s that reached each stage and what became of them; answers given in each stage "
                             "with their 95 % interval.")
    st.html(stages_html(stage_columns(generation().definition, funnel.rows, satisfaction.rows), unit(), theme()))
    beside.twin(funnel, "Table and definitions: stages")
    beside.twin(satisfaction, "Table and definitions: satisfaction")


def _unassigned(touchpoints: list[dict]) -> None:
    """Where touchpoints are in no stage: which, and how to give them one."""
    names = sorted({row["touchpoint"] for row in touchpoints if row["stage"] == UNASSIGNED})
    if not names:
        return
    with st.container(border=True):
        st.subheader(f"{plural(len(names), 'touchpoint')} in no stage", anchor=False)
        st.write("Say in the journey definition which stage each belongs to: write it to a file; under `[touchpoints]` take the # "
                 "away from the proposed lines and correct their stages; put it in force. This page then shows the stages.")
        name = generation().dataset
        st.code(f"python -m journey definition --dataset {name} > journey.toml\n"
                f"python -m journey definition --dataset {name} --set journey.toml", language="bash")
        st.text(", ".join(names[:60]) + (f" and {len(names) - 60} more" if len(names) > 60 else ""))


def _curve(points: list[Point], emotions) -> None:
    beside.section("Emotion", "How customers feel at each touchpoint in journey order: mean valence from −1 (bad) to +1 (good) "
                              "with its 95 % interval as a band. Larger points: more events in the chosen dates, "
                              "channels and touchpoints.")
    if not points:
        st.info("There are no emotions to show: a file gives them in the columns emotion (words) or valence (−1 to 1), "
                "and at least 10 customers must have felt something at a touchpoint.")
        return
    drawn = _most_telling(points)
    if len(drawn) < len(points):
        st.caption(f"The {len(drawn)} touchpoints with most events are drawn; {len(points) - len(drawn)} more are in the table.")
    frame = pd.DataFrame([vars(point) for point in drawn])
    with st.container(key="wide_chart"):
        beside.chart(emotion_curve(frame, theme()), "emotion curve", "Mean valence by touchpoint; the table below has the same.")
    beside.twin(emotions, "Table and definitions: emotions")


def _most_telling(points: list[Point]) -> list[Point]:
    """Those with most events, in journey order."""
    largest = sorted(points, key=lambda point: -point.n)[:TOUCHPOINTS_ON_CURVE]
    return [point for point in points if point in largest]


def _friction(filters: Filters) -> None:
    friction = answer("friction", filters)
    lost = [row for row in friction.rows if row["journeys_lost"]]
    beside.section("Friction", "Where lost journeys had their last event, whatever stage they had reached, and the friction "
                               "score from 0 to 100 of each place. The stage beside a touchpoint is its own.")
    _hottest(friction.rows)
    if not lost:
        st.info("No journey was lost under these filters.")
    else:
        top = sorted(lost, key=lambda row: -row["journeys_lost"])[:FRICTION_SHOWN]
        rest = sum(row["journeys_lost"] for row in lost) - sum(row["journeys_lost"] for row in top)
        figure = friction_bars(pd.DataFrame(top), theme(), unit())
        beside.chart(figure, "friction bars", "Journeys lost by touchpoint; the table has them.")
        if len(lost) > len(top):
            st.caption(f"{len(lost) - len(top)} more touchpoints hold the other {count(rest)} lost journeys.")
    beside.twin(friction, "Table and definitions: friction")


def _hottest(friction: list[dict]) -> None:
    """The highest scores, which need not be where most journeys are lost."""
    ranked = [row for row in friction if row["rank"] is not None][:SCORES_SAID]
    if ranked:
        words = [f"{row['touchpoint']} in {row['stage']} {row['score']:.0f} ({_rank(row)}, n {count(row['passings'])} journeys)"
                 for row in ranked]
        st.markdown(markdown("Highest scores: " + "; ".join(words) + "."))


def _rank(row: dict) -> str:
    """How firm the rank is when each weight is halved and doubled."""
    low, high = row["rank_low"], row["rank_high"]
    return f"rank {low} under all weights" if low == high else f"rank {low} to {high} under other weights"


def _touchpoints(touchpoints) -> None:
    beside.section("Touchpoints", "By stage in journey order, per channel.")
    beside.table(touchpoints.frame(), TOUCHPOINT_COLUMNS)
    beside.twin(touchpoints, "Definitions: touchpoints", with_table=False)
