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

Offers = dict[str, Any]  # by the name of the file
Button = tuple[str, str]  # session, element
_REMEMBERED = 5_000
_made_for_any = DeferredFileHandler.handle
_named_anew = MediaFileManager.add_deferred
_buttons: OrderedDict[str, Button] = OrderedDict()  # by the name of the file that it offered


def keep_downloads_own() -> None:
    """Refuse the names of other sessions' downloads, which Streamlit takes from any; calling it again changes nothing."""
    DeferredFileHandler.handle = _made_for_its_own
    MediaFileManager.add_deferred = _remembered


def _remembered(self: MediaFileManager, *data: Any, **more: Any) -> str:
    name = _named_anew(self, *data, **more)
    if offer := self._deferred_callables.get(name):
        _buttons[name] = _button(offer)
    while len(_buttons) > _REMEMBERED:
        _buttons.popitem(last=False)
    return name


async def _made_for_its_own(
    self: DeferredFileHandler, request: BackendOperationRequest, session_id: str
) -> BackendOperationResponse:
    offers: Offers = self._get_media_file_mgr()._deferred_callables
    asked = request.deferred_file
    offered = offers.get(asked.file_id)
    if offered and offered["session_id"] != session_id:
        words = "This file is offered to another visitor."
        return BackendOperationResponse(request_id=request.request_id, error_msg=words)
    button = _buttons.get(asked.file_id)
    if not offered and button and button[0] == session_id:
        asked.file_id = _offered_now(offers, button) or asked.file_id
    return await _made_for_any(self, request, session_id)


def _button(offer: Offers) -> Button:
    return offer["session_id"], offer["element_id"]


def _offered_now(offers: Offers, button: Button) -> str | None:
    """The name that the button's file has since; None where the session no longer has it."""
    own = (name for name, offer in reversed(list(offers.items())) if _button(offer) == button)
    return next(own, None)
