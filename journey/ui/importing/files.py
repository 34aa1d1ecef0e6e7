"""Choose files: upload them, take them from the inbox folder, or begin with the sample."""

from pathlib import Path

import streamlit as st

import journey
from journey.data import durable, store
from journey.ui import data
from journey.ui.importing.session import ImportSession, safe_name

SAMPLE = Path(journey.__file__).parents[1] / "sample_data" / "events.parquet"
ENDINGS = ("csv", "tsv", "txt", "xlsx", "json", "jsonl", "ndjson", "parquet", "gz", "zip")


def chosen(desk: ImportSession) -> list[Path]:
    """The files that the session has chosen, each where it can be read."""
    uploaded = st.file_uploader(
        "Drop the files here: CSV, Excel, JSON or Parquet, also in a zip or gzip; several of one kind go in together",
        type=list(ENDINGS),
        accept_multiple_files=True,
        key=desk.key("files"),
    )
    found = [*(_kept(desk, file) for file in uploaded), *_from_inbox(desk)]
    return found or _sample(desk)


def _kept(desk: ImportSession, file) -> Path:
    """The upload as a file in the session's own folder."""
    path = desk.folder(f"upload {file.file_id}") / safe_name(file.name)
    if not path.exists():
        durable.write_whole(path, file.getbuffer())
    return path


def _from_inbox(desk: ImportSession) -> list[Path]:
    folder = data.data_folder() / store.INBOX
    found = (
        {path.name: path for path in sorted(folder.iterdir()) if path.is_file()}
        if folder.is_dir()
        else {}
    )
    if not found:
        st.caption(
            f"Files of more than 1 GB: put them into the folder {store.INBOX} inside the data folder, and they can be chosen here."
        )
        return []
    names = st.multiselect(
        f"or take them from the folder {store.INBOX}", list(found), key=desk.key("inbox")
    )
    return [found[name] for name in names]


def _sample(desk: ImportSession) -> list[Path]:
    """The sample, where there is nothing else yet and it is wanted."""
    if store.datasets(data.data_folder()):
        return []
    is_wanted = st.toggle(
        "No file at hand? Preview at the sample: one made-up year of a phone retailer",
        key=desk.key("sample"),
    )
    return [SAMPLE] if is_wanted else []
