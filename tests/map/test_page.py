"""The stages as HTML: the numbers of the views, every text escaped."""

from journey.charts.theme import DARK, LIGHT
from journey.data.ask import ask
from journey.map.model import Figure, stage_columns
from journey.map.page import figure_words, stages_html
from journey.model.definition import parse_definition
from journey.model.filters import Filters
from journey.model.words import count

HOSTILE = "<img src=x onerror=alert(1)>"


def columns(generation):
    return stage_columns(generation.definition, ask(generation, "funnel", Filters()).rows,
                         ask(generation, "satisfaction", Filters(), ("stage",)).rows)


def test_the_numbers_are_those_of_the_views(sample):
    page = stages_html(columns(sample), "journey", LIGHT)
    for row in ask(sample, "funnel", Filters()).rows:
        for name in ("reached", "advanced", "dropped_off", "in_progress", "completed"):
            assert f"{count(row[name])}" in page
    assert page.count('class="card"') == 5 and 'class="jm light"' in page and 'class="jm dark"' in stages_html(columns(sample), "journey", DARK)


def test_hostile_stage_names_are_escaped(sample):
    row = {**ask(sample, "funnel", Filters()).rows[0], "stage": HOSTILE}
    definition = parse_definition(f"[[stages]]\nname = '{HOSTILE}'\ntext = '<b>'\n[[stages]]\nname = 'b'\n")
    page = stages_html(stage_columns(definition, [row], []), "journey", LIGHT)
    assert "<img" not in page and "&lt;img src=x onerror=alert(1)&gt;" in page and "<span>&lt;b&gt;" in page


def test_each_figure_has_n_and_interval(sample):
    for column in columns(sample):
        for figure in column.figures:
            assert figure.n > 0 and figure.low <= figure.value <= figure.high
    assert [figure.metric for figure in columns(sample)[2].figures] == ["nps", "csat", "ces"]


def test_words_of_figures():
    assert figure_words(Figure("nps", "NPS", 41.6, 35.2, 47.9, 900, "full")) == "+42 (+35 to +48)"
    assert figure_words(Figure("csat", "share", 0.634, 0.6, 0.66, 900, "full")) == "63 % (60 to 66)"
    assert figure_words(Figure("ces", "mean CES answer", 4.5, 4.25, 4.75, 90, "full")) == "4.50 (4.25 to 4.75)"
