"""Conversations with their messages, in the forms that the tool's answers and exports have: one row a message."""

import json

import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.ingest.openers.record_parts import parted
from journey.use.load import load
from tests.logs import load_options

CONVERSATION = {
    "type": "conversation",
    "id": "1",
    "created_at": 1767258000,
    "source": {"id": "s", "type": "chat", "body": "<p>Hi</p>", "author": {"type": "user", "id": "c"}},
    "contacts": {"contacts": [{"type": "contact", "id": "c"}]},
    "conversation_parts": {
        "conversation_parts": [
            {"id": "2", "part_type": "comment", "created_at": 1767258060, "body": "Hello",
             "author": {"type": "admin", "id": "7"}},
            {"id": "3", "part_type": "close", "created_at": 1767258120, "body": None,
             "author": {"type": "admin", "id": "7"}},
        ]
    },
}  # fmt: skip
OLDER = {
    **{key: value for key, value in CONVERSATION.items() if key not in ("source", "contacts")},
    "user": {"type": "user", "id": "c"},
    "conversation_message": CONVERSATION["source"],
}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(CONVERSATION),  # the answer of GET /conversations/1
        json.dumps([CONVERSATION]),
        json.dumps({"conversations": [CONVERSATION], "pages": {"page": 1}}),
        json.dumps(CONVERSATION) + "\n",
        json.dumps([OLDER]),  # as the API wrote it until version 2
    ],
)
def test_each_message_is_an_event(tmp_path, text):
    path = tmp_path / "conversations.json"
    path.write_text(text)
    load(tmp_path / "db", "log", path, load_options())
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    found = "select customer_id, case_id, touchpoint, actor, comment from events order by event_no"
    assert generation.rows(found) == [
        ("c", "1", "Customer message", "customer", "Hi"),
        ("c", "1", "Agent reply", "agent", None),
        ("c", "1", "Conversation closed", "agent", None),
    ]


def test_a_line_a_conversation(tmp_path):
    """The second is of another customer, and nobody answered."""
    second = {**CONVERSATION, "id": "2", "contacts": {"contacts": [{"id": "d"}]},
              "conversation_parts": {"conversation_parts": []}}  # fmt: skip
    path = tmp_path / "conversations.jsonl"
    path.write_text(json.dumps(CONVERSATION) + "\n" + json.dumps(second) + "\n")
    load(tmp_path / "db", "log", path, load_options())
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    counted = "select customer_id, count(*) from events group by 1 order by 1"
    assert generation.rows(counted) == [("c", 3), ("d", 1)]


@pytest.mark.parametrize(
    "record", [{"id": 1}, {"conversation_parts": None}, {"conversation_parts": {"total_count": 0}}]
)
def test_a_record_without_parts_stays_as_it_is(record):
    assert list(parted(record)) == [record]
