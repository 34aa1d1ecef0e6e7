"""Days on which something happened: kept by dataset, in backups, and forgotten with it."""

from journey.data import workspace
from journey.model.author import written_by


def days(db, dataset="shop") -> list[tuple[str, str]]:
    return [(each.day, each.words) for each in workspace.annotations(db, dataset)]


def test_a_day_can_have_several(tmp_path):
    assert days(tmp_path) == []
    with written_by("Ada"):
        workspace.annotate(tmp_path, "shop", "2025-05-12", "New checkout")
        workspace.annotate(tmp_path, "shop", "2025-03-01", "Training")
        workspace.annotate(tmp_path, "shop", "2025-05-12", "Campaign")
        workspace.annotate(tmp_path, "shop", "2025-05-12", "Campaign")
    workspace.annotate(tmp_path, "other", "2025-01-01", "Elsewhere")
    assert days(tmp_path) == [
        ("2025-03-01", "Training"),
        ("2025-05-12", "Campaign"),
        ("2025-05-12", "New checkout"),
    ]
    assert {each.author for each in workspace.annotations(tmp_path, "shop")} == {"Ada"}
    workspace.remove_annotation(tmp_path, "shop", "2025-05-12", "Campaign")
    assert days(tmp_path)[1:] == [("2025-05-12", "New checkout")]
    assert days(tmp_path, "other") == [("2025-01-01", "Elsewhere")]


def test_they_are_kept_whole_and_forgotten_whole(tmp_path):
    workspace.annotate(tmp_path, "shop", "2025-05-12", "New checkout")
    kept = workspace.opinions(tmp_path, "shop")
    workspace.forget_dataset(tmp_path, "shop")
    assert days(tmp_path) == []
    workspace.restore_opinions(tmp_path, "shop", workspace.Opinions.of(kept.as_dict()))
    assert days(tmp_path) == [("2025-05-12", "New checkout")]
    earlier = {name: value for name, value in kept.as_dict().items() if name != "annotations"}
    assert workspace.Opinions.of(earlier).annotations == ()
