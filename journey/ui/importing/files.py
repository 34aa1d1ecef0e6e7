"""Choose files: upload them, take them from the inbox folder, or begin with the sample."""

from pathlib import Path

import streamlit as st

from journey.data import durable, store
from journey.model.place import ROOT
from journey.ui import data
from journey.ui.importing.session import ImportSession, safe_name

SAMPLE = ROOT / "sample_data" / "events.parquet"
SAMPLE_DEFINITION = SAMPLE.with_name("journey.toml")
EXTENSIONS = (
    "csv",
    "tsv",
    "txt",
    "xlsx",
    "json",
    "jsonl",
    "ndjson",
    "parquet",
    "xes",
    "xml",
    "gz",
    "zip",
)


def chosen(session: ImportSession) -> list[Path]:
    """The paths of the chosen files, uploads stored first."""
    uploaded = st.file_uploader(
        "Drop files here: CSV, Excel, JSON, Parquet or XES, also in a zip or gzip; files of one kind can be loaded together",
        type=list(EXTENSIONS),
        accept_multiple_files=True,
        key=session.key("files"),
    )
    paths = [*(_stored_upload(session, file) for file in uploaded), *_from_inbox(session)]
    return paths or _sample(session)


def _stored_upload(session: ImportSession, file) -> Path:
    """The upload as a file in the session's own folder."""
    path = session.folder(f"upload {file.file_id}") / safe_name(file.name)
    if not path.exists():
        durable.write_whole(path, file.getbuffer())
    return path


def _from_inbox(session: ImportSession) -> list[Path]:
    folder = data.data_folder() / store.INBOX
    paths = (
        {path.name: path for path in sorted(folder.iterdir()) if path.is_file()}
        if folder.is_dir()
        else {}
    )
    if not paths:
        st.caption(
            f"For files over 1 GB, put them into the folder {store.INBOX} in the data folder and choose them here."
        )
        return []
    names = st.multiselect(
        f"or take them from the folder {store.INBOX}", list(paths), key=session.key("inbox")
    )
    return [paths[name] for name in names]


def _sample(session: ImportSession) -> list[Path]:
    """The sample, offered only while there is no dataset."""
    if store.datasets(data.data_folder()):
        return []
    is_wanted = st.toggle(
        "No file at hand? Try the sample: one made-up year of a phone retailer",
        key=session.key("sample"),
    )
    return [SAMPLE] if is_wanted else []
