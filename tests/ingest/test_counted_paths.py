"""Files with one row a path and a count hold no events, and are told so in one sentence."""

import pytest

from journey.__main__ import main
from journey.model.errors import MissingFields, UserError
from journey.use.load import load
from tests.logs import load_options

COUNTED = [
    ("path,count\nhome > product > cart,120\nhome > product,80\nhome,30\n", "'path'", "count"),
    ("Source,Target,Value\nhome,product,120\nproduct,cart,80\n", "'Source' to 'Target'", "Value"),
    ('"home > product > cart",120\n"home > product",80\n', "'column 1'", "column 2"),
    (
        "Date,Top conversion path,Conversions,Value\n2025-01-01,Paid Search → Direct,12,1\n"
        "2025-01-02,Email → Direct → Direct,7,2\n",
        "'Top conversion path'",
        "Conversions",
    ),
    (
        "Step 1,Step 2,Step 3,Sessions\nhome,product,cart,1200\nhome,product,,80\n",
        "'Step 1' to 'Step 3'",
        "Sessions",
    ),
    ("Pfad;Anzahl\nStart->Suche->Kasse;12\nStart->Kasse;4\n", "'Pfad'", "Anzahl"),
    (  # a column of users that looks like one of their ids
        "path,users\n" + "".join(f"a > p{n},{1000 + n}\n" for n in range(150)),
        "'path'",
        "users",
    ),
    ("from,to,users,share\na,b,10,0.5\nb,c,5,0.25\n", "'from' to 'to'", "users"),
]


@pytest.mark.parametrize(("content", "paths", "counts"), COUNTED)
def test_counted_paths_are_refused_with_what_to_export(tmp_path, content, paths, counts):
    path = tmp_path / "paths.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as told:
        load(tmp_path / "db", "log", path, load_options())
    assert str(told.value) == (
        f"paths.csv holds paths that are counted already ({paths}, counted by {counts!r}), and no events: export the rows that "
        "were counted, one row a touchpoint of one customer with its time."
    )


def test_a_look_says_the_same(tmp_path, capsys):
    path = tmp_path / "paths.csv"
    path.write_text(COUNTED[0][0])
    main(["load", str(path), "--db", str(tmp_path / "db"), "--look"])
    assert "holds paths that are counted already ('path', counted by 'count')" in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    "content",
    [
        # where a customer came from, went to and what it cost
        "customer_id,date,from,to,value\nc1,2025-01-01,Bonn,Köln,12\nc2,2025-01-02,Köln,Bonn,12\n",
        # a page's place in the shop
        "user_id,date,event,path,count\nu1,2025-01-01,view,Home > Shoes,1\nu2,2025-01-01,view,Home > Hats,2\n",
    ],
)
def test_a_file_that_names_its_customers_is_none(tmp_path, content):
    path = tmp_path / "log.csv"
    path.write_text(content, encoding="utf-8")
    fixed = () if ",event," in content else ("touchpoint=Trip",)
    assert load(tmp_path / "db", "log", path, load_options(fixed=fixed)).loaded == 2


def test_a_log_of_visitors_without_an_id_is_asked_for_it(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "seen,place,value\n2025-01-01 10:00,Home > Shoes,1\n2025-01-01 10:05,Home > Hats,2\n"
    )
    with pytest.raises(MissingFields):
        load(tmp_path / "db", "log", path, load_options())


def test_who_says_what_the_columns_are_is_believed(tmp_path):
    path = tmp_path / "paths.csv"
    path.write_text("path,count\na > b,1\nb > c,2\n")
    options = load_options(mapping=("customer_id=count", "touchpoint=path"), assumed=("time=none",))
    assert load(tmp_path / "db", "log", path, options).loaded == 2
