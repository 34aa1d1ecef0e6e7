"""Every job on a small disk with little room left: it is done and whole, or refused in words with everything as it was.

`python -m tests.full_disk` sweeps many sizes; `make test` takes some of them. A disk is a tmpfs of its own, which only root can mount.
"""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from journey.data import checksums, workspace
from journey.data.engine import open_reader
from journey.data.workspace import MapCard
from journey.use.backup import back_up
from journey.use.load import load, redefine
from journey.use.options import LoadOptions
from tests import process
from tests.logs import event, write_csv

KILOBYTE = 1024
DISK_KILOBYTES = 60_000
GONE, STAYS = "gone.person@example.com", "stays@example.com"
MANY = 60_000  # rows whose file is small and whose version is larger than the one in force: found out only while it is written
JOBS = {  # kilobytes free: refused beforehand, refused while it is written, done
    "load": (0, 300, 6_500),
    "load many": (300, 5_600, 7_000, 9_000, 30_000),
    "first load": (0, 60, 1_500, 4_500, 9_000, 30_000),
    "definition": (60, 300, 6_500),
    "erase": (0, 300, 6_500),
    "undo": (60, 300, 6_500),
    "restore": (0, 300, 6_500),
    "backup": (0, 20, 6_500),
}
SWEEP = (*range(0, 6_000, 150), *range(6_000, 16_000, 500))


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """A disk of its own; None where none can be mounted."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_KILOBYTES}k", "tmpfs", folder]
        try:
            is_mounted = (
                shutil.which("mount")
                and subprocess.run(command, capture_output=True).returncode == 0
            )
            yield Path(folder) if is_mounted else None
        finally:
            if is_mounted:
                subprocess.run(["umount", folder], check=True)


def make_start(folder: Path) -> Path:
    """A data folder with two loads, a definition, notes, a map's card, refused rows and a backup, beside the files to load next."""
    db = folder / "db"
    rows = [
        event(GONE, "2025-01-01", "Ad"),
        event(STAYS, "2025-01-02", "Shop"),
        event("", "2025-01-03", "Shop"),
    ]
    load(db, "log", write_csv(folder / "first.csv", rows), LoadOptions())
    load(
        db,
        "log",
        write_csv(
            folder / "second.csv",
            [event(GONE, "2025-02-01", "Call"), event("k", "2025-02-01", "Call")],
        ),
        LoadOptions(),
    )
    redefine(db, "log", "[touchpoints]\nAd = 'awareness'\n")
    workspace.add_note(db, "log", "reached/purchase", f"call {GONE} back")
    workspace.save_card(db, "log", MapCard(title="Ours"))
    back_up(db, "log", folder / "kept.zip")
    write_csv(folder / "third.csv", [event("new", "2025-03-01", "Ad")])
    many = [
        event(
            f"c{number % 9_000}",
            f"2025-01-{1 + number % 28:02d}",
            f"T{number % 50}",
            note=str(number),
        )
        for number in range(MANY)
    ]
    (folder / "many.csv.gz").write_bytes(
        gzip.compress(write_csv(folder / "many.csv", many).read_bytes())
    )
    (folder / "other.toml").write_text("[touchpoints]\nShop = 'purchase'\n", encoding="utf-8")
    return folder


def words(job: str, start: Path, db: Path) -> list[str]:
    """The command that does the job."""
    return {
        "load": ["load", str(start / "third.csv"), "--dataset", "log"],
        "load many": ["load", str(start / "many.csv.gz"), "--dataset", "log"],
        "first load": ["load", str(start / "many.csv.gz"), "--dataset", "new"],
        "definition": ["definition", "--set", str(start / "other.toml"), "--dataset", "log"],
        "erase": ["datasets", "erase", "--customer", GONE],
        "undo": ["datasets", "undo"],
        "restore": ["datasets", "restore", "--file", str(start / "kept.zip")],
        "backup": ["datasets", "backup", "--dataset", "log"],
    }[job] + ["--db", str(db)]


def state(db: Path) -> dict:
    """All that the data folder says: each version's rows and checksums, read anew from the disk; notes; files by their bytes."""
    found = {}
    for path in sorted(db.glob("*/generation-*.duckdb")):
        connection = open_reader(path)
        assert checksums.differences(connection) == [], path
        found[f"{path.parent.name}/{path.stem}"] = checksums.measured(connection)
        connection.close()
    found["notes"] = (
        [note.words for note in workspace.notes(db, "log")],
        workspace.read_card(db, "log"),
    )
    for path in sorted([*db.glob("*/refused-*"), *(db / "backups").glob("*")]):
        found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def is_done(job: str, before: dict, after: dict, db: Path) -> bool:
    """Whether the state is what the job should leave: counts worked out by hand from the three files."""
    events = {
        name: contents["events"].rows for name, contents in after.items() if "/generation" in name
    }
    if job == "first load":
        return events["new/generation-000001"] == MANY and before.items() <= after.items()
    newest = max(events)
    if job == "backup":
        return (
            len([name for name in after if name.endswith(".zip")]) == 1
            and before.items() <= after.items()
        )
    if job == "erase":
        notes = after["notes"][0] == ["call (erased) back"]
        return events == {"log/generation-000004": 2} and notes
    wanted = {"load": 5, "load many": MANY + 4, "definition": 4, "undo": 2, "restore": 4}[job]
    return newest == "log/generation-000004" and events[newest] == wanted


def attempt(job: str, start: Path, disk: Path, kilobytes: int) -> str:
    """Do the job with so much room; returns 'done' or the refusal, and raises AssertionError where anything was lost or half done."""
    for left in disk.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    db = disk / "db"
    shutil.copytree(start / "db", db)
    before = state(db)
    filler = disk / "filler"
    with filler.open("wb") as file, suppress(OSError):
        file.write(b"x" * max(0, shutil.disk_usage(disk).free - kilobytes * KILOBYTE))
    run = process.run(*words(job, start, db))
    filler.unlink()
    after = state(db)
    left = [
        path.name
        for path in db.rglob("*")
        if path.name.startswith("draft") or path.name.endswith(".part") or path.suffix == ".wal"
    ]
    assert left == [] and not list((db / ".jobs").glob("*.json")), left
    sentence = run.err.strip().splitlines()[-1] if run.err.strip() else ""
    if run.status == 0:
        assert is_done(job, before, after, db), (job, kilobytes, run.out, run.err)
        return "done"
    assert run.status == 2 and after == before, (job, kilobytes, run.status, sentence)
    assert re.search(
        r"has no room: [\d,.]+ [KM]B is free and (about|more than) [\d,.]+ [KM]B is needed\. Nothing was changed",
        sentence,
    ), sentence
    assert "rights" not in sentence and "Traceback" not in run.err
    again = process.run(*words(job, start, db))
    assert again.status == 0 and is_done(job, before, state(db), db), (job, kilobytes, again.err)
    return sentence


def main() -> int:
    """The sweep, every size and job; prints what became of each."""
    counts: dict[str, list[int]] = {}
    with tempfile.TemporaryDirectory() as folder, small_disk() as disk:
        if disk is None:
            print("no small disk can be mounted here")
            return 1
        start = make_start(Path(folder))
        for job in JOBS:
            for kilobytes in SWEEP:
                outcome = attempt(job, start, disk, kilobytes)
                counts.setdefault(job, [0, 0])[outcome != "done"] += 1
    print(
        json.dumps(
            {job: {"done": done, "refused": refused} for job, (done, refused) in counts.items()},
            indent=2,
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
