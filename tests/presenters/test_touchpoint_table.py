"""The table of touchpoints under edit: choose many, put them into a stage, find, edit one, take back step by step."""

from journey.presenters import touchpoint_table as words
from journey.presenters.touchpoint_table import TouchpointTable


def row(name: str, stage: str = "unassigned", without_own_stage: int = 3, **more) -> dict:
    return {
        "touchpoint": name,
        "name": name,
        "also": "",
        "stage": stage,
        "suggested": None,
        "events": 3,
        "without_own_stage": without_own_stage,
        "own_stages": [],
        "is_as_proposed": False,
        "longest_gap_hours": None,
        **more,
    }


ROWS = (
    row("Ad", suggested="awareness"),
    row("Basket", "purchase"),
    row("Chat", also="chat , CHAT"),
    row("Mail", without_own_stage=0, own_stages=["retention"]),
)
TABLE = TouchpointTable(ROWS).redrawn()


def stages(table: TouchpointTable) -> dict[str, str]:
    return {row["touchpoint"]: row["stage"] for row in table.edited}


def ticked(table: TouchpointTable, *indices: int) -> TouchpointTable:
    return table.with_edits({index: {"chosen": True} for index in indices})


def test_many_are_put_into_one_stage_at_once():
    table = ticked(TABLE, 0, 2)
    assert table.chosen == {"Ad", "Chat"} and table.undoable == 0  # a choice is no change
    table = table.put_into("awareness")
    assert stages(table) == {
        "Ad": "awareness",
        "Basket": "purchase",
        "Chat": "awareness",
        "Mail": "unassigned",
    }
    assert not table.chosen and table.undoable == 1


def test_each_change_is_taken_back_by_itself_also_cells_of_the_editor():
    table = ticked(TABLE, 0).put_into("awareness")
    table = table.with_edits({2: {"stage": "retention"}})
    table = table.with_edits({2: {"stage": "retention"}, 1: {"name": "Cart"}})
    table = table.with_edits({2: {"stage": "retention"}, 1: {"name": "Cart"}})  # nothing new
    assert table.undoable == 3
    table = table.undone()
    assert stages(table)["Chat"] == "retention" and table.edited[1]["name"] == "Basket"
    table = table.undone()
    assert stages(table) == stages(TABLE) | {"Ad": "awareness"}
    table = table.undone().undone()  # one more than there are
    assert stages(table) == stages(TABLE) and table.undoable == 0


def test_the_editor_begins_anew_where_the_table_changes_beside_it():
    edited = TABLE.with_edits({0: {"stage": "purchase"}})
    assert edited.drawing == TABLE.drawing  # it shows its own edits
    assert TABLE.editor_rows[0]["stage"] == edited.editor_rows[0]["stage"] == "unassigned"
    undone = edited.redrawn().undone()
    assert undone.drawing > edited.drawing and undone.editor_rows[0]["stage"] == "unassigned"
    assert edited.redrawn().editor_rows[0]["stage"] == "purchase"


def test_a_cell_set_back_by_hand_is_no_difference():
    table = TABLE.with_edits({0: {"stage": "purchase"}}).with_edits({0: {"stage": "unassigned"}})
    assert table.edited == list(ROWS) and not table.steps[-1]
    assert TABLE.with_edits({0: {"name": None}, 1: {"name": ""}}).undoable == 0


def test_found_by_text_in_names_and_spellings():
    assert TABLE.filtered("CHAT", False).shown == ("Chat",)
    assert TABLE.filtered("a", False).shown == ("Ad", "Basket", "Chat", "Mail")
    renamed = TABLE.with_edits({0: {"name": "Big banner"}})
    assert renamed.filtered("banner big", False).shown == ("Ad",)
    none = TABLE.filtered("zzz", False)
    assert none.shown == () and words.shown_sentence(none).startswith("No touchpoint is found.")


def test_only_those_in_no_stage_leave_as_they_get_one():
    """Mail waits for none: its events have the file's."""
    table = TABLE.filtered("", True)
    assert table.shown == ("Ad", "Chat")
    assert words.shown_sentence(table) == "2 of 4 touchpoints"
    table = table.with_edits({1: {"stage": "retention"}})
    assert table.shown == ("Ad", "Chat")  # nothing moves under the hand that edits
    assert table.redrawn().shown == ("Ad",)


def test_a_choice_outlives_the_search():
    table = ticked(TABLE, 1).filtered("ad", False)
    table = ticked(table, 0)
    assert table.chosen == {"Ad", "Basket"}
    assert words.chosen_sentence(table) == "2 chosen, 1 of them not shown"
    assert table.with_none_chosen().chosen == frozenset()


def test_all_that_are_shown_are_chosen():
    table = TABLE.filtered("", True).with_shown_chosen()
    assert table.chosen == {"Ad", "Chat"}
    assert [row["chosen"] for row in table.editor_rows] == [True, True]
    assert words.choose_label(table) == "Choose all 2 shown"
    assert words.choose_label(table.filtered("ad", True)) == "Choose the one shown"
    assert words.put_label(table) == "Put 2 touchpoints there"
    unticked = table.with_edits({0: {"chosen": False}})
    assert unticked.chosen == {"Chat"}


def test_where_the_file_says_the_stage_it_is_said_before_one_is_chosen():
    assert words.chosen_sentence(TABLE) == "Tick rows to put them into one stage"
    assert words.chosen_sentence(ticked(TABLE, 0, 3)) == ("2 chosen; 1 keeps the file's own stage")


def test_suggestions_are_one_change():
    table = TABLE.with_suggestions()
    assert stages(table)["Ad"] == "awareness" and table.undoable == 1
    assert stages(table.undone()) == stages(TABLE)


def test_suggestions_keep_the_other_edits():
    table = TABLE.with_edits({0: {"name": "Banner"}, 2: {"longest_gap_hours": 5.0}})
    table = table.with_suggestions()
    assert (table.edited[0]["name"], table.edited[0]["stage"]) == ("Banner", "awareness")
    assert table.edited[2]["longest_gap_hours"] == 5.0


def test_the_stage_in_force_and_what_says_so():
    own = ["purchase", "retention"]
    assert [
        words.in_force(row("Ad")),
        words.in_force(row("Ad", "purchase")),
        words.in_force(row("Ad", "purchase", is_as_proposed=True)),
        words.in_force(row("Ad", "awareness", 0, own_stages=own)),
        words.in_force(row("Ad", "awareness", 1, own_stages=own[:1])),
        words.in_force(row("Ad", "unassigned", 1, own_stages=own[:1])),
    ] == [
        "no stage",
        "purchase (chosen)",
        "purchase (as proposed)",
        "purchase and retention (file)",
        "purchase (file), else awareness (chosen)",
        "purchase (file), else no stage",
    ]
    edited = TABLE.with_edits({0: {"stage": "purchase"}}).redrawn()
    assert edited.editor_rows[0]["in_force"] == "no stage"  # until it is saved
