"""An import whose files are removed while a run still reads them: by the run that overtook it, or in another window."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from journey.ui.importing.session import clear_import_session, import_session

    def read() -> str:
        (session.folder("preview") / "a.csv").write_text("a", encoding="utf-8")
        if st.session_state.pop("cleared", False):
            clear_import_session()
        elif st.session_state.pop("removed", False):
            session.temporary.close()
        return (session.temporary.path / "preview" / "a.csv").read_text(encoding="utf-8")

    session = import_session()
    st.text("begun")
    st.text(session.memoised("read", (1,), read))


def opened(monkeypatch, folder, **state) -> AppTest:
    monkeypatch.setenv("JOURNEY_DB", str(folder))
    app = AppTest.from_function(page)
    for name, value in state.items():
        app.session_state[name] = value
    return app.run()


def test_a_run_whose_import_was_begun_anew_ends_without_an_error(monkeypatch, tmp_path):
    app = opened(monkeypatch, tmp_path, cleared=True)
    assert not app.exception and [one.value for one in app.text] == ["begun"]
    assert [one.value for one in app.run().text] == ["begun", "a"]


def test_files_removed_in_another_window_are_read_anew(monkeypatch, tmp_path):
    app = opened(monkeypatch, tmp_path, removed=True)
    assert not app.exception and [one.value for one in app.text] == ["begun", "a"]


def test_an_error_of_reading_stays_one(monkeypatch, tmp_path):
    def failing() -> None:
        from pathlib import Path

        from journey.ui.importing.session import import_session

        import_session().memoised("read", (1,), Path("/nowhere/at/all").read_bytes)

    monkeypatch.setenv("JOURNEY_DB", str(tmp_path))
    assert AppTest.from_function(failing).run().exception
