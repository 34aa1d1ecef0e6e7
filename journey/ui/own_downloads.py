"""What a download makes when it is clicked is made for the session that was offered it, and for no other.

Streamlit names what a button makes anew with every draw of the button and forgets the name before: a click that meets
the draw gets the file of the button as it stands now.
"""

from collections import OrderedDict
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager

_REMEMBERED = 5_000
_made_for_any = DeferredFileHandler.handle
_named_anew = MediaFileManager.add_deferred
# file id -> the button it was offered by
_buttons: OrderedDict[str, str] = OrderedDict()


def keep_downloads_own() -> None:
    """Refuse the names of other sessions' downloads, which Streamlit takes from any; calling it again changes nothing."""
    DeferredFileHandler.handle = _made_for_its_own
    MediaFileManager.add_deferred = _remembered


def _remembered(self: MediaFileManager, *data: Any, element_id: str = "", **more: Any) -> str:
    name = _named_anew(self, *data, element_id=element_id, **more)
    _buttons[name] = element_id
    while len(_buttons) > _REMEMBERED:
        _buttons.popitem(last=False)
    return name


async def _made_for_its_own(
    self: DeferredFileHandler, request: BackendOperationRequest, session_id: str
) -> BackendOperationResponse:
    offers = self._get_media_file_mgr()._deferred_callables
    if request.deferred_file.file_id not in offers and (
        now := _offered_now(offers, _buttons.get(request.deferred_file.file_id), session_id)
    ):
        request.deferred_file.file_id = now
    offered = offers.get(request.deferred_file.file_id)
    if offered and offered["session_id"] != session_id:
        words = "This file is offered to another visitor."
        return BackendOperationResponse(request_id=request.request_id, error_msg=words)
    return await _made_for_any(self, request, session_id)


def _offered_now(offers: dict[str, Any], button: str | None, session_id: str) -> str | None:
    """By the name that the button has since; None where the session no longer has it."""
    if not button:
        return None
    return next(
        (
            name
            for name, offer in reversed(list(offers.items()))
            if offer["element_id"] == button and offer["session_id"] == session_id
        ),
        None,
    )
