"""Delete a dataset with its opinions; backups of it are kept."""

from pathlib import Path

from journey.data import store, workspace
from journey.model.errors import UserError


def delete(db: Path, dataset: str) -> None:
    """Raises UserError where there is none of this name, or where it is held open."""
    if store.current_generation(db, dataset) is None:
        raise UserError(f"There is no dataset '{dataset}': nothing was deleted.")
    store.delete_dataset(db, dataset)
    workspace.forget_dataset(db, dataset)
