"""A file is made for whom it was offered, also where the button was drawn anew since."""

import asyncio

import pytest
import streamlit.runtime.media_file_manager as media
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from journey.ui.own_downloads import keep_downloads_own


@pytest.fixture
def files():
    keep_downloads_own()
    return media.MediaFileManager(MemoryMediaFileStorage("/media"))


@pytest.fixture
def offer(files, monkeypatch):
    def offered(session, words, button):
        monkeypatch.setattr(media, "_get_session_id", lambda: session)
        return files.add_deferred(lambda: words, "text/plain", f"{button}.0", element_id=button)

    return offered


def asked(files, name, session):
    request = BackendOperationRequest(request_id="1")
    request.deferred_file.file_id = name
    answer = asyncio.run(DeferredFileHandler(lambda: files).handle(request, session))
    if answer.error_msg:
        return answer.error_msg
    return files.read_file(answer.deferred_file.url.split("/")[-1].split(".")[0]).content.decode()


def test_a_click_that_meets_a_new_draw_gets_the_file_of_the_button_as_it_stands(files, offer):
    before = offer("one", "before", "png")
    offer("one", "another", "svg")
    offer("one", "now", "png")
    files.remove_orphaned_files()
    assert before not in files._deferred_callables
    assert asked(files, before, "one") == "now"


def test_another_session_gets_neither_the_one_nor_the_other(files, offer):
    before = offer("one", "before", "png")
    now = offer("one", "now", "png")
    offer("two", "its own", "png")
    files.remove_orphaned_files()
    assert asked(files, now, "two") == "This file is offered to another visitor."
    assert asked(files, before, "two") == "Failed to generate file for download"


def test_of_a_button_that_is_gone_nothing_is_made(files, offer):
    before = offer("one", "before", "png")
    files.clear_session_refs("one")
    files.remove_orphaned_files()
    assert asked(files, before, "one") == "Failed to generate file for download"
