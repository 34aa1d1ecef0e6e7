"""Tags of a support tool, several in a cell: each frequent one can be selected alone."""

import json

from journey.data import store
from journey.data.ask import ask
from journey.data.generation import Generation, open_generation
from journey.ingest.mapping_file import as_toml, parse_recipe
from journey.ingest.recipe import Recipe
from journey.model.filters import Filters
from journey.use.load import load
from tests.logs import load_options

HEADER = "Id,Requester id,Assignee,Tags,Created at,Solved at,Satisfaction Score"


def loaded(folder, tags: list[str], header: str = HEADER, name: str = "tickets.csv", **options):
    path = folder / name
    rows = [
        f"{name}{n},{name}-{n},Joe,{each},2025-01-01 10:00,2025-01-02 10:00,Good"
        for n, each in enumerate(tags)
    ]
    more = header.count(",") - HEADER.count(",")
    path.write_text("\n".join([header, *(row + ",x" * more for row in rows)]) + "\n")
    report = load(folder / "db", "log", path, load_options(**options))
    return report, open_generation(store.current_generation(folder / "db", "log"))


def customers(generation: Generation, **where: str) -> int:
    filters = Filters.of(where={name: [value] for name, value in where.items()})
    return ask(generation, "summary", filters).rows[0]["customers"]


def test_each_tag_is_an_attribute_beside_the_cell(tmp_path):
    """app in two tickets, app_store in one, and a ticket without tags."""
    report, generation = loaded(tmp_path, ["app vip", "App", "app_store", ""])
    assert [name for name in report.attributes if "ag" in name] == [
        "Tags",
        "tag: app",
        "tag: app_store",
        "tag: vip",
    ]
    assert customers(generation, **{"tag: app": "yes"}) == 2
    assert customers(generation, **{"tag: app": "no"}) == 2
    assert customers(generation, **{"tag: app_store": "yes"}) == 1
    assert customers(generation, Tags="app vip") == 1
    assert (
        "'Tags' holds several tags in a cell: it is kept, and each of its tags is an attribute with yes and no, too "
        "('tag: app', 'tag: app_store', 'tag: vip')"
    ) in report.assumed


def test_of_many_tags_the_twelve_most_frequent_are_attributes(tmp_path):
    """t00 stands in one ticket, t01 in two ... t13 in fourteen: t02 to t13 are the twelve."""
    tags = [" ".join(f"t{n:02}" for n in range(row, 14)) for row in range(14)]
    report, _ = loaded(tmp_path, tags)
    kept = [name for name in report.attributes if name.startswith("tag: ")]
    assert kept == [f"tag: t{n:02}" for n in range(13, 1, -1)]
    assert any("the 12 most frequent of its 14 tags are attributes" in s for s in report.assumed)


def test_the_api_writes_them_as_a_list(tmp_path):
    ticket = {
        "requester_id": 1,
        "submitter_id": 1,
        "subject": "x",
        "brand_id": 1,
        "created_at": "2025-01-01T10:00:00Z",
        "updated_at": "2025-01-01T10:00:00Z",
    }
    tickets = [
        {**ticket, "id": 1, "tags": ["vip", "billing"]},
        {**ticket, "id": 2, "requester_id": 2, "tags": []},
    ]
    path = tmp_path / "tickets.json"
    path.write_text(json.dumps({"tickets": tickets}))
    load(tmp_path / "db", "log", path, load_options())
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert customers(generation, **{"tag: billing": "yes"}) == 1
    assert customers(generation, **{"tag: billing": "no"}) == 1


def test_a_column_of_the_same_name_keeps_it(tmp_path):
    report, generation = loaded(tmp_path, ["vip", ""], HEADER + ",tag: vip")
    assert {"tag: vip", "tag: vip (tags)"} <= set(report.attributes)
    assert customers(generation, **{"tag: vip (tags)": "yes"}) == 1


def test_tags_that_are_left_out_or_stand_for_something_else_are_no_attributes(tmp_path):
    report, _ = loaded(tmp_path, ["vip", ""], drop=("Tags",))
    assert not [name for name in report.attributes if "ag" in name]
    report, _ = loaded(tmp_path, ["vip", ""], mapping=("reason=Tags",), replace=True)
    assert not [name for name in report.attributes if "ag" in name]


def test_the_next_file_has_the_same_tags(tmp_path):
    loaded(tmp_path, ["app vip", "app"])
    report, generation = loaded(tmp_path, ["vip new", "new"], name="later.csv")
    kept = [name for name in report.attributes if name.startswith("tag: ")]
    assert kept == ["tag: app", "tag: vip"]
    assert customers(generation, **{"tag: vip": "yes"}) == 2


def test_a_mapping_keeps_them():
    recipe = Recipe(name="m", tags={"Tags": ("app", "vip"), "Labels": ()})
    assert parse_recipe(as_toml(recipe), "m") == recipe
