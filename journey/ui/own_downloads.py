"""What a download makes when it is clicked is made for the session that was offered it, and for no other."""

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime.backend_operation_handler import DeferredFileHandler

_made_for_any = DeferredFileHandler.handle


def keep_downloads_own() -> None:
    """Refuse the names of other sessions' downloads, which Streamlit takes from any; calling it again changes nothing."""
    DeferredFileHandler.handle = _made_for_its_own


async def _made_for_its_own(
    self: DeferredFileHandler, request: BackendOperationRequest, session_id: str
) -> BackendOperationResponse:
    offered = self._get_media_file_mgr()._deferred_callables.get(request.deferred_file.file_id)
    if offered and offered["session_id"] != session_id:
        words = "This file is offered to another visitor."
        return BackendOperationResponse(request_id=request.request_id, error_msg=words)
    return await _made_for_any(self, request, session_id)
