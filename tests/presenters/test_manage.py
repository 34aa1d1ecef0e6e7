"""What the Manage part says of what lies in the data folder."""

from pathlib import Path

import pytest

from journey.data.temporary import Kept
from journey.presenters import manage
from journey.use.backup import Backup
from journey.use.erase import Traces

BACKUP = Backup(Path("shop.zip"), "shop", 3, 1200, "2025-06-01T10:20:30Z", 5 << 20)
DB = Path("db")


def test_the_headline_counts_datasets_and_events():
    assert manage.headline([]) == "No dataset that can be read"
    assert manage.headline([7]) == "1 dataset with 7 events, all on this machine"
    assert manage.headline([700, 300]) == "2 datasets with 1,000 events, all on this machine"


def test_a_dataset_says_what_it_holds():
    summary = {"events": 1, "customers": 2, "first_at": "2025-01-02T03:04:05Z", "last_at": None}
    loads = [{"file": "a.csv"}, {"file": "b.csv"}]
    assert manage.contents(summary | {"first_at": None}, loads) == (
        "1 event of 2 customers; 2 loads, the last one of b.csv"
    )
    assert manage.contents(summary | {"last_at": "2025-03-04T05:06:07Z"}, loads[:1]) == (
        "1 event of 2 customers, from 2025-01-02 to 2025-03-04; 1 load, the last one of a.csv"
    )


def test_sizes_are_whole_megabytes():
    assert [manage.size(number) for number in (0, (1 << 20) - 1, 1 << 20, 1500 << 20)] == [
        "under 1 MB",
        "under 1 MB",
        "1 MB",
        "1,500 MB",
    ]


def test_a_backup_says_when_it_was_made_and_what_restoring_does():
    assert manage.backup_moment(BACKUP) == "2025-06-01 10:20 UTC"
    assert manage.backup_contents(BACKUP) == "version 3, 1,200 events, 5 MB"
    assert manage.restore_effect(BACKUP, ["shop"]).startswith("Replaces the current data")
    assert manage.restore_effect(BACKUP, ["other"]) == "The dataset was deleted and comes back."


def test_an_upload_names_its_first_files():
    files = tuple((f"{name}.csv", 1 << 20) for name in "abcd")
    upload = Kept(Path("upload"), files, 90 * 60.0)
    assert manage.upload_files(upload) == ("a.csv, b.csv, c.csv", " and 1 more")
    assert manage.upload_state(upload) == "4 MB, 90 minutes old"
    assert manage.upload_files(Kept(Path("upload"), files[:1], 60)) == ("a.csv", "")


def test_where_a_customer_stands():
    trace = Traces("shop", 3, 0, 1, ())
    assert manage.whereabouts([trace], 0) == ["shop: 3 events"]
    assert manage.whereabouts([trace], 1) == [
        "shop: 3 events",
        "Named in 1 text of notes, views and decks",
    ]
    assert manage.whereabouts([], 0) == [
        "Not in any dataset or note; backups are searched when erasing."
    ]


def test_damaged_files_are_removed_where_they_belong(monkeypatch):
    version, opinions = Path("db/shop/3.damaged"), Path("db/workspace.damaged")
    monkeypatch.setattr(manage.store, "datasets", lambda db: ["shop"])
    monkeypatch.setattr(manage.store, "lost_datasets", lambda db: ["gone"])
    monkeypatch.setattr(
        manage.store, "damaged", lambda db, name: [version] if name == "shop" else []
    )
    monkeypatch.setattr(manage.workspace, "damaged", lambda db: [opinions])
    files = manage.damaged_files(DB)
    assert files == [manage.DamagedFile(version, "shop"), manage.DamagedFile(opinions)]
    removed = []
    monkeypatch.setattr(manage.store, "remove_damaged", removed.append)
    monkeypatch.setattr(manage.workspace, "forget_damaged", removed.append)
    for file in files:
        file.remove(DB)
    assert removed == [version, DB]


@pytest.mark.parametrize(
    ("name", "result", "job", "sentences"),
    [
        (
            "back_up",
            Path("db/shop-3.zip"),
            lambda: manage.backed_up(DB, "shop", print),
            ["shop is backed up as shop-3.zip"],
        ),
        (
            "undo",
            (2, "b.csv"),
            lambda: manage.undone(DB, "shop", print),
            ["shop: the load of b.csv was undone; now at version 2"],
        ),
        ("delete", None, lambda: manage.deleted(DB, "shop"), ["shop is deleted"]),
        (
            "restore",
            ("shop", 4),
            lambda: manage.restored(DB, Path("old.zip"), print),
            ["shop is restored from old.zip; now at version 4"],
        ),
    ],
)
def test_jobs_say_what_they_did(monkeypatch, name, result, job, sentences):
    monkeypatch.setattr(manage, name, lambda *given: result)
    assert job() == sentences


def test_an_upload_is_restored_from_a_copy(monkeypatch, tmp_path):
    restored = []

    def restore(db, path, *rest):
        restored.append((path.name, path.read_bytes()))
        return "shop", 4

    monkeypatch.setattr(manage, "restore", restore)
    assert manage.restored_upload(tmp_path, "old.zip", b"content", print) == [
        "shop is restored from old.zip; now at version 4"
    ]
    assert restored == [("old.zip", b"content")]


def test_an_erasure_first_ends_what_was_interrupted(monkeypatch):
    done = []

    class Account:
        def sentences(self) -> list[str]:
            return ["shop: 3 events erased"]

    monkeypatch.setattr(manage, "recover", lambda db: done.append("recover"))
    monkeypatch.setattr(manage, "erase", lambda *given: done.append(given[1]) or Account())
    assert manage.erased(DB, "ann", print) == ["shop: 3 events erased"]
    assert done == ["recover", "ann"]
