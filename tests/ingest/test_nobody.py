"""Customers without an id: blank ids, and ids that stand for nobody; what is said, and what each answer does."""

import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.model.errors import BadOption, Question
from journey.use.load import load
from tests.logs import event, load_options, write_csv

# 20 customers with a view and a cart each: 40 events.
KNOWN = [
    event(f"c{number}", f"2025-01-{1 + number:02d}T0{hour}:00:00Z", name)
    for number in range(20)
    for hour, name in enumerate(("view", "cart"))
]


def of_nobody(number: int, *ids: str) -> list[dict]:
    """So many events of these ids by turns, one a day."""
    return [
        event(ids[place % len(ids)], f"2025-02-{1 + place:02d}", "cart") for place in range(number)
    ]


def loaded(tmp_path, rows, *answers: str, **options):
    path = write_csv(tmp_path / "log.csv", rows)
    report = load(tmp_path / "db", "log", path, load_options(assumed=answers, **options))
    assert report.rows_read == len(rows) == report.loaded + report.refused + report.duplicates
    return report, open_generation(store.current_generation(tmp_path / "db", "log"))


def said(report, code: str):
    return [finding for finding in report.findings if finding.code == code]


def customers(generation) -> int:
    return generation.rows("select count(distinct customer_id) from events")[0][0]


def test_a_few_blank_ids_are_refused_and_said_with_the_other_choice(tmp_path):
    report, generation = loaded(tmp_path, KNOWN + of_nobody(3, "", " "))
    [found] = said(report, "refused")
    assert found.sentence == (
        "3 rows refused because customer_id is blank (first in line 42): each row could be a customer of its own"
    )
    assert [setting.value for setting in found.settings] == ["blank_ids=apart"]
    assert report.refused == 3 and customers(generation) == 20


def test_nine_rows_are_single_bad_rows_ten_of_many_are_asked_about(tmp_path):
    """9 of 49 are refused; 10 of 50 (20 %) are a question; 10 of 210 (under 5 %) are refused again."""
    assert loaded(tmp_path, KNOWN + of_nobody(9, ""))[0].refused == 9
    (tmp_path / "ten").mkdir()
    with pytest.raises(Question) as raised:
        loaded(tmp_path / "ten", KNOWN + of_nobody(10, ""))
    assert raised.value.sentence == (
        "log.csv has no customer id in 10 of 50 rows (20 %): are they left out, or is each a customer of its own?"
    )
    assert raised.value.choices == ["blank_ids=left_out", "blank_ids=apart"]
    assert store.current_generation(tmp_path / "ten" / "db", "log") is None
    (tmp_path / "many").mkdir()
    assert loaded(tmp_path / "many", 5 * KNOWN + of_nobody(10, ""))[0].refused == 10


def test_blank_ids_are_left_out_or_each_a_customer_of_its_own(tmp_path):
    rows = KNOWN + of_nobody(10, "", "#N/A")
    report, generation = loaded(tmp_path, rows, "blank_ids=left_out")
    assert (report.refused, customers(generation)) == (10, 20)
    (tmp_path / "apart").mkdir()
    report, generation = loaded(tmp_path / "apart", rows, "blank_ids=apart")
    assert (report.refused, customers(generation)) == (0, 30)
    assert (
        "10 rows without a customer id: each row counts as a customer of its own" in report.assumed
    )
    assert generation.rows("select count(*) from journeys where steps = 1") == [(10,)]


def test_the_events_of_one_row_have_one_customer(tmp_path):
    """Two questions a row: two rows without an id are two customers with two answers each."""
    path = tmp_path / "survey.csv"
    path.write_text(
        "Email,Date,How satisfied are you?,Would you recommend us?\n"
        "a@example.com,2025-01-01,4,9\n,2025-01-02,5,10\n,2025-01-02,5,10\n",
        encoding="utf-8",
    )
    options = load_options(assumed=("blank_ids=apart",), is_survey=True)
    load(tmp_path / "db", "log", path, options)
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    counts = generation.rows("select count(*) from events group by customer_id")
    assert [number for (number,) in counts] == [2, 2, 2]


def test_made_ids_are_no_content_so_that_copies_are_still_seen(tmp_path):
    """Two rows alike but for the made id are identical, and an event that comes again in a second export is a duplicate."""
    twice = [event("", "2025-02-01", "cart"), event("", "2025-02-01", "cart")]
    report, generation = loaded(tmp_path, KNOWN + twice, "blank_ids=apart")
    assert (report.identical, customers(generation)) == (1, 22)
    (tmp_path / "drop").mkdir()
    report, _ = loaded(tmp_path / "drop", KNOWN + twice, "blank_ids=apart", identical="drop")
    assert (report.duplicates, report.loaded) == (1, 41)
    (tmp_path / "ids").mkdir()
    first = [event("", "2025-02-01", "cart", event_id="e1")]
    loaded(tmp_path / "ids", first, "blank_ids=apart")
    more = write_csv(
        tmp_path / "ids" / "more.csv", [*first, event("", "2025-02-02", "cart", event_id="e2")]
    )
    report = load(tmp_path / "ids" / "db", "log", more, load_options(assumed=("blank_ids=apart",)))
    assert (report.duplicates, report.conflicts, report.loaded) == (1, 0, 1)


def test_a_placeholder_is_said_with_the_choice_and_kept_without_an_answer(tmp_path):
    report, generation = loaded(tmp_path, KNOWN + of_nobody(8, "Guest"))
    [found] = said(report, "placeholder_ids")
    assert (found.level, found.count, found.samples) == ("look", 8, ["Guest"])
    assert found.sentence == (
        "customer id 'Guest', a word for nobody, holds 8 of 48 events (17 %) and counts as one customer"
    )
    values = [setting.value for setting in found.settings]
    assert values == ["placeholder_ids=left_out", "placeholder_ids=apart"]
    assert (report.refused, customers(generation)) == (0, 21)


def test_each_answer_about_placeholders(tmp_path):
    rows = KNOWN + of_nobody(8, "Guest")
    for answer, refused, number in (("kept", 0, 21), ("left_out", 8, 20), ("apart", 0, 28)):
        folder = tmp_path / answer
        folder.mkdir()
        report, generation = loaded(folder, rows, f"placeholder_ids={answer}")
        assert (report.refused, customers(generation)) == (refused, number), answer
        assert said(report, "placeholder_ids") == []
    assert (
        "8 events of customer id 'Guest': each row counts as a customer of its own"
        in report.assumed
    )
    report, _ = loaded(tmp_path / "left_out", rows, "placeholder_ids=left_out", replace=True)
    assert report.refused_rows[0].sentence() == (
        "line 42: customer_id 'Guest' stands for no one customer"
    )


def test_placeholders_count_together_and_are_told_as_several(tmp_path):
    """Two of 44 each: together 9 %."""
    [found] = said(loaded(tmp_path, KNOWN + of_nobody(4, "unknown", "guest"))[0], "placeholder_ids")
    assert found.sentence == (
        "customer ids 'guest', 'unknown', words for nobody, hold 4 of 44 events (9 %) and count as one customer each"
    )


@pytest.mark.parametrize(
    "word",
    [
        *("anonymous", "NULL", "not_set", "walk-in", "Unbekannt", "Gast", "keine Angabe", "anonyme", "Invité", "inconnu"),
        *("anónimo", "desconocido", "Consumidor final", "convidado", "não informado", "sconosciuto", "ospite"),
    ],
)  # fmt: skip
def test_words_for_nobody_in_six_languages(tmp_path, word):
    [found] = said(loaded(tmp_path, KNOWN + of_nobody(8, word))[0], "placeholder_ids")
    assert repr(word) in found.sentence


def test_what_is_no_placeholder(tmp_path):
    """A guest with a number is one guest; 2 of 42 events are under 5 %; '0' among other numbers is a customer as they are."""
    quiet = {
        "numbered": KNOWN + of_nobody(8, "guest 17"),
        "few": KNOWN + of_nobody(2, "guest"),
        "single": of_nobody(4, "a", "b", "c", "guest"),
        "zero": of_nobody(20, *map(str, range(10))),
    }
    for name, rows in quiet.items():
        (tmp_path / name).mkdir()
        assert said(loaded(tmp_path / name, rows)[0], "placeholder_ids") == [], name


def test_numbers_and_ids_with_many_times_the_events_of_others(tmp_path):
    """'0' has 20 events where half of the customers have 2 at most; 'till 4' 200, a hundred times as many."""
    many = [event("0", f"2025-03-{1 + day:02d}", "cart") for day in range(20)]
    [found] = said(loaded(tmp_path, KNOWN + many)[0], "placeholder_ids")
    assert found.sentence == (
        "customer id '0' holds 20 of 60 events (33 %), half of the customers 2 at most, and counts as one customer"
    )
    for number, expected in ((200, 1), (199, 0)):
        folder = tmp_path / str(number)
        folder.mkdir()
        till = [
            event("till 4", f"2025-03-{1 + place % 28:02d}T{place // 28:02d}:00:00Z", "cart")
            for place in range(number)
        ]
        assert len(said(loaded(folder, KNOWN + till)[0], "placeholder_ids")) == expected


def test_the_id_of_somebody_is_not_named_where_ids_are_hashed(tmp_path):
    many = [
        event("till 4", f"2025-03-{1 + n % 28:02d}T{n // 28:02d}:00:00Z", "cart")
        for n in range(200)
    ]
    report, _ = loaded(tmp_path, KNOWN + many, pseudonymise=True)
    [found] = said(report, "placeholder_ids")
    assert "till 4" not in str(report.as_dict()) and found.sentence.startswith(
        "1 customer id holds 200 of"
    )
    (tmp_path / "apart").mkdir()
    rows = KNOWN + of_nobody(3, "guest")
    report, generation = loaded(
        tmp_path / "apart", rows, "placeholder_ids=apart", pseudonymise=True
    )
    hashed = generation.rows(
        "select count(distinct customer_id) from events where starts_with(customer_id, 'p-')"
    )
    assert hashed == [(20,)] and customers(generation) == 23


def test_with_an_answer_every_word_for_nobody_is_meant(tmp_path):
    """One event of 41 changes little, and is not spoken of; who has answered means it, too."""
    rows = KNOWN + of_nobody(1, "guest")
    assert said(loaded(tmp_path, rows)[0], "placeholder_ids") == []
    (tmp_path / "left").mkdir()
    assert loaded(tmp_path / "left", rows, "placeholder_ids=left_out")[0].refused == 1


# A visit that names one customer, one that names two, one that names none; half of the rows are of nobody.
VISITS = [
    *(
        event(f"c{number}", "2025-01-01T10:00:00Z", "view", session_id=f"s{number}")
        for number in range(12)
    ),
    *(event("", "2025-01-01T09:00:00Z", "open", session_id=f"s{number}") for number in range(12)),
    event("c1", "2025-01-02T10:00:00Z", "view", session_id="shared"),
    event("c2", "2025-01-02T11:00:00Z", "view", session_id="shared"),
    event("", "2025-01-02T12:00:00Z", "open", session_id="shared"),
    event("", "2025-01-03T09:00:00Z", "open", session_id="alone"),
    event("", "2025-01-03T10:00:00Z", "cart", session_id="alone"),
    event("", "2025-01-03T11:00:00Z", "cart", session_id=""),
]


def test_another_column_can_tell_whose_the_rows_are(tmp_path):
    with pytest.raises(Question) as raised:
        loaded(tmp_path, VISITS)
    assert raised.value.choices[-1] == "blank_ids=column:session_id"
    assert "or does 'session_id' tell whose they are?" in raised.value.sentence
    report, generation = loaded(tmp_path, VISITS, "blank_ids=column:session_id")
    ids = dict(generation.rows("select customer_id, count(*) from events group by all"))
    assert ids == {
        **{f"c{number}": 2 for number in range(12)},
        "c1": 3,
        "c2": 3,
        "session_id shared": 1,
        "session_id alone": 2,
    }
    assert report.refused == 1, "the row that names no visit either"
    [note] = [note for note in report.assumed if "without a customer id" in note]
    assert note == (
        "16 rows without a customer id: 12 take the customer whom session_id names in other rows, the others with a value are "
        "one customer for each session_id"
    )


def test_a_column_of_no_visit_or_device_tells_nothing(tmp_path):
    with pytest.raises(
        BadOption, match="column:plan is no column of visits or devices: use column:session_id"
    ):
        loaded(tmp_path, [row | {"plan": "x"} for row in VISITS], "blank_ids=column:plan")
    with pytest.raises(BadOption, match="blank_ids=column: is not known"):
        loaded(tmp_path, VISITS, "blank_ids=column:")


def test_ids_of_visits_are_hashed_where_ids_are(tmp_path):
    _, generation = loaded(tmp_path, VISITS, "blank_ids=column:session_id", pseudonymise=True)
    ids = [row[0] for row in generation.rows("select distinct customer_id from events")]
    assert len(ids) == 14 and all(name.startswith("p-") for name in ids)


def test_few_rows_of_nobody_are_told_with_the_column(tmp_path):
    rows = [*KNOWN, event("", "2025-02-01", "cart", device_id="d1")]
    [found] = said(loaded(tmp_path, rows)[0], "refused")
    assert found.sentence.endswith("of its own, or 'device_id' could tell whose it is")
    assert [setting.value for setting in found.settings] == [
        "blank_ids=apart",
        "blank_ids=column:device_id",
    ]


def test_what_is_written_for_no_value_is_a_blank_id_however_few(tmp_path):
    """TBC, n/a and a dash name nobody; Null may be somebody's name."""
    rows = [*KNOWN, *of_nobody(4, "TBC", "n/a", "-", "Null")]
    report, generation = loaded(tmp_path, rows)
    assert report.refused == 3 and customers(generation) == 21


def test_a_number_in_groups_is_the_same_id(tmp_path):
    """'3071 4945' and '30714945' were two customers, and the doctor called it fine."""
    rows = [event(name, "2025-02-01", "cart") for name in ("30714945", "3071 4945", "A 1", "A1")]
    [found] = said(loaded(tmp_path, rows)[0], "ids")
    assert (found.level, found.count) == ("look", 2)
    (tmp_path / "merged").mkdir()
    _, generation = loaded(tmp_path / "merged", rows, "ids=merged")
    assert customers(generation) == 3
