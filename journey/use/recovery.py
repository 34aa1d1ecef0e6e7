"""At the next start: end what was cut where that can be done, and say in one sentence what became of the rest."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from journey.data import durable, journal, store, workspace
from journey.data.journal import Entry
from journey.data.workspace import Opinions
from journey.model.author import by
from journey.model.errors import UserError
from journey.model.words import percent
from journey.use import intent
from journey.use.backup import BACKUP
from journey.use.delete import DELETION, end_deletion
from journey.use.erase import erase_words, remaining, remove_damaged
from journey.use.restore import RESTORE

NAMES = {"definition": "change of the definition", "undo": "undoing of the last load"}


@dataclass(frozen=True)
class CutJob:
    """A job that was cut and what became of it; the user can dismiss one that is ended."""

    path: Path
    sentence: str
    is_ended: bool


def recover(db: Path) -> list[str]:
    """End erasures, deletions and restores that were cut, remove what cut jobs left behind, and write down what became of others.

    Returns a sentence for each job that is ended now. What cannot be, as on a full disk, is told and tried again at the next
    start.
    """
    if not db.is_dir():
        return []
    ended = []
    with suppress(PermissionError):
        store.make_private(db)
        store.remove_what_was_cut(db)
    for path, entry in journal.cut(db):
        if entry.is_ended:
            continue
        try:
            with journal.resumed(path) as recording:
                outcome = ENDS.get(entry.job, _version_outcome)(db, recording) if recording else ""
                if recording and outcome:
                    recording.keep()
            if outcome:
                journal.settle(path, outcome, is_ended=True)
            elif recording:
                ended.append(f"{_begun(entry)} was cut; it is ended now.")
        except (UserError, OSError) as error:
            journal.settle(
                path, f"{_begun(entry)} was cut and is not ended yet: {error}", is_ended=False
            )
        except (KeyError, TypeError, ValueError):
            journal.settle(
                path,
                f"{_begun(entry)} was cut, and its record cannot be read: do it again.",
                is_ended=True,
            )
    return ended


def damage_sentences(db: Path) -> list[str]:
    """What is to be known of damaged versions, and of damaged notes."""
    names = [*store.datasets(db), *store.lost_datasets(db)]
    sentences = [store.damage_sentence(db, name) for name in names] + [
        workspace.damage_sentence(db)
    ]
    return [sentence for sentence in sentences if sentence]


def cut_jobs(db: Path) -> list[CutJob]:
    """The jobs that were cut and the user should know of, oldest first."""
    return [
        CutJob(path, entry.outcome, entry.is_ended)
        for path, entry in journal.cut(db)
        if entry.outcome
    ]


def _begun(entry: Entry) -> str:
    """The job in words, with when it began."""
    if not entry.job:
        return "A job whose record cannot be read"
    what = f" of {entry.subject}" if entry.subject else ""
    where = f" {'into' if entry.job == 'load' else 'of'} '{entry.dataset}'" if entry.dataset else ""
    return f"The {NAMES.get(entry.job, entry.job)}{what}{where}, begun {_moment(entry)}{by(entry.author)},"


def _moment(entry: Entry) -> str:
    return f"{entry.began_at[:16].replace('T', ' ')} UTC"


def _version_outcome(db: Path, recording: journal.Recording) -> str:
    entry = recording.entry
    if not entry.job:
        return f"{_begun(entry)} was cut: look at the versions of your datasets."
    current = store.current_generation(db, entry.dataset)
    number = store.generation_number(current) if current else 0
    became = f"version {number} is in force" if number >= entry.number else "nothing changed"
    return f"{_begun(entry)} was cut at {percent(entry.share, 100)}; {became}."


def _end_erasure(db: Path, recording: journal.Recording) -> str:
    """Erase wherever the customer still stands; every place is looked through, by the hash alone."""
    datasets = recording.entry.intent["datasets"]
    words = intent.words(db, recording.entry.intent)
    if words is None:
        return f"{_begun(recording.entry)} was cut, and the key that it was written down with is gone: erase the customer again."
    if words:
        workspace.require(db, "the erasure is not ended")
        erase_words(db, words, remaining(db, words, datasets), recording)
        recording.is_kept = False
    remove_damaged(db, datasets)
    return ""


def _end_deletion(db: Path, recording: journal.Recording) -> str:
    end_deletion(db, recording.entry.dataset)
    return ""


def _end_restore(db: Path, recording: journal.Recording) -> str:
    """The facts came into force at once; the notes and the map's details that belong to them follow."""
    entry = recording.entry
    current = store.current_generation(db, entry.dataset)
    if current is None or store.generation_number(current) < entry.number:
        return _version_outcome(db, recording)
    workspace.restore_opinions(db, entry.dataset, Opinions.of(entry.intent))
    return ""


def _end_backup(db: Path, recording: journal.Recording) -> str:
    """Half a backup is none: it goes."""
    if part := recording.entry.intent.get("part"):
        durable.remove(Path(part))
    return f"{_begun(recording.entry)} was cut: there is no such backup, and nothing else changed."


ENDS = {
    intent.ERASURE: _end_erasure,
    DELETION: _end_deletion,
    RESTORE: _end_restore,
    BACKUP: _end_backup,
}
