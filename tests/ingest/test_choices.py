"""Questions whose choices stand in a column each are one attribute. Four respondents: Fibre; TV; Fibre and TV; neither."""

import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.use.load import load
from journey.use.preview import preview_file
from tests.logs import load_options

FIBRE, TV = (True, False, True, False), (False, True, True, False)
RIGHT = ["Fibre", "TV", "Fibre + TV", None]
LIKELY = "How likely are you to recommend us?"


def loaded(folder, content: str, **options):
    path = folder / "survey.csv"
    path.write_text(content, encoding="utf-8")
    report = load(folder / "db", "log", path, load_options(is_survey=True, **options))
    return report, open_generation(store.current_generation(folder / "db", "log"))


def survey(fibre: str, tv: str, marks: tuple, more=("", "", "", ""), more_name: str = "") -> str:
    """Four rows; `marks` are what the columns say where chosen and where not."""
    ticks = [
        (marks[0] if is_fibre else marks[2], marks[1] if is_tv else marks[2])
        for is_fibre, is_tv in zip(FIBRE, TV, strict=True)
    ]
    header = (
        f'Respondent ID,End Date,{LIKELY},"{fibre}","{tv}"{f",{more_name}" if more_name else ""}\n'
    )
    return header + "".join(
        f"r{n},2025-01-0{n + 1},{9 - n},{a},{b}{f',{more[n]}' if more_name else ''}\n"
        for n, (a, b) in enumerate(ticks)
    )


def values(generation, name: str) -> list[str | None]:
    """The attribute's value of each respondent."""
    number = generation.attributes[name]
    rows = generation.rows(
        f"select distinct customer_id, a{number} from events order by customer_id"
    )
    return [value for _, value in rows]


@pytest.mark.parametrize(
    ("fibre", "tv", "marks"),
    [
        ("Which product? - Fibre", "Which product? - TV", ("Fibre", "TV", "")),
        ("Which product? – Fibre", "Which product? – TV", ("1", "1", "0")),
        ("Which product?: Fibre", "Which product?: TV", ("TRUE", "TRUE", "")),
        ("Which product? Fibre", "Which product? TV", ("Selected", "Selected", "Not selected")),
        ("Which product? [Fibre]", "Which product? [TV]", ("Yes", "Yes", "No")),
        ("Which product? (choice=Fibre)", "Which product? (choice=TV)", ("Checked", "Checked", "Unchecked")),
        ("Which product? - Selected Choice - Fibre", "Which product? - Selected Choice - TV", ("Fibre", "TV", "")),
        ("Which product? - Fibre", "Which product? - TV", ("ja", "ja", "nein")),
    ],
)  # fmt: skip
def test_the_columns_of_a_questions_choices_are_one_attribute(tmp_path, fibre, tv, marks):
    report, generation = loaded(tmp_path, survey(fibre, tv, marks))
    assert report.attributes == ["Which product?"]
    assert values(generation, "Which product?") == RIGHT
    assert report.events == 4  # of the one question that has a score
    assert any("made of 2 columns with a choice each: 'Fibre', 'TV'" in s for s in report.assumed)
    assert any(
        s.startswith("1 respondent chose several of 'Which product?'") for s in report.assumed
    )


def test_a_beginning_that_asks_nothing_is_told_by_its_separator(tmp_path):
    content = survey("Products used: Fibre", "Products used: TV", ("x", "x", ""))
    report, generation = loaded(tmp_path, content)
    assert report.attributes == ["Products used"] and values(generation, "Products used") == RIGHT


def test_three_header_rows_of_qualtrics(tmp_path):
    """The choices stand in the second row, and the names say nothing."""
    path = tmp_path / "survey.csv"
    rows = [
        "StartDate,EndDate,RecordedDate,ResponseId,Q1,Q2_1,Q2_2,Q2_3_TEXT",
        f"Start Date,End Date,Recorded Date,Response ID,{LIKELY},Which product? - Selected Choice - Fibre,"
        "Which product? - Selected Choice - TV,Which product? - Other - Text",
        ",".join(['"{""ImportId"":""x""}"'] * 8),
        "2025-01-01,2025-01-01,2025-01-01,R1,9,Fibre,,",
        "2025-01-02,2025-01-02,2025-01-02,R2,8,Fibre,TV,a landline",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    report = load(tmp_path / "db", "log", path, load_options())
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert report.attributes == ["StartDate", "Which product?", "Q2_3_TEXT"]
    assert values(generation, "Which product?") == ["Fibre", "Fibre + TV"]


def test_a_free_text_beside_the_choices_stays_apart_unless_it_is_blank(tmp_path):
    other = "Which product? - Other (please specify)"
    two = ("Which product? - Fibre", "Which product? - TV", ("Fibre", "TV", ""))
    content = survey(*two, ("", "a landline", "a router", ""), other)
    report, generation = loaded(tmp_path, content)
    assert report.attributes == ["Which product?", other]
    assert values(generation, other) == [None, "a landline", "a router", None]
    (second := tmp_path / "second").mkdir()
    report, generation = loaded(second, survey(*two, ("", "", "", ""), other))
    assert report.attributes == ["Which product?"] and values(generation, "Which product?") == RIGHT


@pytest.mark.parametrize(
    ("third", "name"),
    [
        (("3", "2", "5", "4"), "Rate your last visit - Staff"),  # a scale, of which others say 1
        (("Maybe", "x", "Maybe", ""), "Rate your last visit - Staff"),  # one answer of several
    ],
)
def test_answers_of_a_grid_are_no_choices(tmp_path, third, name):
    mark = "1" if third[0] == "3" else "x"
    content = survey(
        "Rate your last visit - Shop", "Rate your last visit - Till", (mark, mark, ""), third, name
    )
    _, generation = loaded(tmp_path, content)
    assert "Rate your last visit" not in generation.attributes


def test_columns_that_were_said_to_be_attributes_stay_apart(tmp_path):
    columns = ("Which product? - Fibre", "Which product? - TV")
    content = survey(*columns, ("1", "1", "0"))
    report, generation = loaded(
        tmp_path, content, questions=[f"{name}=attribute" for name in columns]
    )
    assert report.attributes == list(columns)
    assert values(generation, columns[0]) == ["1", "0", "1", "0"]


def test_what_is_neither_a_choice_nor_a_tick_is_kept(tmp_path):
    """Beyond the first 2,000 rows, which tell what the columns are."""
    head = f"Respondent ID,End Date,{LIKELY},Which product? - Fibre,Which product? - TV\n"
    rows = [f"r{n},2025-01-01,9,Fibre,\n" for n in range(2000)]
    report, generation = loaded(
        tmp_path, head + "".join(rows) + "r9999,2025-01-01,9,,TV from next door\n"
    )
    assert values(generation, "Which product?")[-1] == "TV: TV from next door"
    assert any("1 cell of 'Which product?' says something else" in s for s in report.assumed)


def test_the_next_file_has_a_new_choice(tmp_path):
    two = ("Which product? - Fibre", "Which product? - TV", ("Fibre", "TV", ""))
    loaded(tmp_path, survey(*two))
    path = tmp_path / "second.csv"
    third = ("", "", "", "Radio")
    path.write_text(
        survey(*two, third, "Which product? - Radio").replace("\nr", "\ns"), encoding="utf-8"
    )
    report = load(tmp_path / "db", "log", path, load_options())
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert report.attributes == ["Which product?"]
    assert values(generation, "Which product?") == [*RIGHT, *RIGHT[:3], "Radio"]
    [said] = [sentence for sentence in report.assumed if "is one attribute" in sentence]
    assert "made of 3 columns" in said


def test_a_look_says_which_columns_are_choices(tmp_path):
    path = tmp_path / "survey.csv"
    path.write_text(
        survey("Which product? - Fibre", "Which product? - TV", ("Fibre", "TV", "")),
        encoding="utf-8",
    )
    options = load_options(is_survey=True)
    [preview] = preview_file(tmp_path / "db", "log", path, options, tmp_path)
    said = {meaning.column: meaning.meaning for meaning in preview.meanings()}
    assert said["Which product? - TV"] == "choice of 'Which product?'"
