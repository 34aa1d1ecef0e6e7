"""Days on which something was mended: one a touchpoint, kept in backups, gone with the dataset, rid of erased words."""

from journey.data import workspace
from journey.model.author import written_by

CELL = "lost/purchase/Basket"


def days(db, dataset="shop") -> list[tuple[str, str, str]]:
    return [(fix.cell, fix.day, fix.words) for fix in workspace.fixes(db, dataset)]


def test_a_day_gives_way_to_the_next_of_its_touchpoint(tmp_path):
    assert workspace.fixes(tmp_path, "shop") == []
    workspace.add_note(tmp_path, "shop", CELL, "a file without the table")
    with written_by("Ada"):
        workspace.mark_fix(tmp_path, "shop", CELL, "2025-05-01", "costs shown")
        workspace.mark_fix(tmp_path, "shop", CELL, "2025-06-01", "costs shown early")
        workspace.mark_fix(tmp_path, "shop", "lost/purchase/Call", "2025-07-01", "")
        workspace.mark_fix(tmp_path, "other", CELL, "2024-01-01", "")
    assert days(tmp_path) == [
        ("lost/purchase/Call", "2025-07-01", ""),
        (CELL, "2025-06-01", "costs shown early"),
    ]
    assert {fix.author for fix in workspace.fixes(tmp_path, "shop")} == {"Ada"}
    workspace.remove_fix(tmp_path, "shop", "lost/purchase/Call")
    assert days(tmp_path) == [(CELL, "2025-06-01", "costs shown early")]
    assert days(tmp_path, "other") == [(CELL, "2024-01-01", "")]


def test_a_backup_holds_them_and_a_dataset_takes_them_along(tmp_path):
    workspace.mark_fix(tmp_path, "shop", CELL, "2025-05-01", "asked Mr Moss")
    kept = workspace.Opinions.of(workspace.opinions(tmp_path, "shop").as_dict())
    workspace.forget_dataset(tmp_path, "shop")
    assert days(tmp_path) == []
    workspace.restore_opinions(tmp_path, "shop", kept)
    assert days(tmp_path) == [(CELL, "2025-05-01", "asked Mr Moss")]
    assert workspace.erase_words(tmp_path, ["Moss"]) == 1
    assert days(tmp_path) == [(CELL, "2025-05-01", "asked Mr (erased)")]
    earlier = {name: value for name, value in kept.as_dict().items() if name != "fixes"}
    assert workspace.Opinions.of(earlier).fixes == ()
