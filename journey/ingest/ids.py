"""Customer ids: those that differ only by blanks, case or Unicode form are merged on request, and hidden behind keyed hashes."""

import hmac
import secrets
from hashlib import sha256
from pathlib import Path

from journey.data import durable
from journey.data.engine import Connection
from journey.data.sql import query
from journey.model.errors import BadFile

KEY_FILE = "pseudonym.key"
GENERATED = "no id "  # how ids begin that were made for rows without one; they tell nothing and are not hashed
KEY_BYTES = 32
BLOCK = 64  # bytes of a block of SHA-256
PSEUDONYM_LENGTH = 32  # hexadecimal digits
CHECK_LENGTH, CHECK_MESSAGE = 12, b"which key is this"


def rewrite_ids(connection: Connection, is_merged: bool, key: bytes | None) -> list[str]:
    """Merge and hash the ids of the staged rows in `raw`; returns notes about it."""
    notes = []
    if is_merged:
        row_count = connection.execute(query("ingest", "merged_ids")).fetchall()[0][0]
        notes.append(
            f"{row_count:,} rows take another spelling of their customer's id, because ids that differ only by blanks, case or "
            "Unicode form were to be merged"
        )
    if key is not None:
        inner, outer = hmac_blocks(key)
        connection.execute(
            query("ingest", "pseudonyms"), {"inner": inner, "outer": outer, "generated": GENERATED}
        )
        notes.append(
            "customer ids are replaced by keyed hashes; attributes, comments and the file of refused rows stay as they are"
        )
    return notes


def pseudonym(customer_id: str, key: bytes) -> str:
    """What stands in place of the id under the key; equal to what `pseudonyms.sql` writes."""
    return f"p-{hmac.new(key, customer_id.encode('utf-8', 'replace'), sha256).hexdigest()[:PSEUDONYM_LENGTH]}"


def is_pseudonym(customer_id: str) -> bool:
    """Whether the id looks like what stands in place of one."""
    digits = customer_id.removeprefix("p-")
    return len(digits) == PSEUDONYM_LENGTH == len(customer_id) - 2 and set(digits) <= set(
        "0123456789abcdef"
    )


def hmac_blocks(key: bytes) -> tuple[bytes, bytes]:
    """The two blocks that HMAC-SHA-256 puts before a message and before its hash (RFC 2104)."""
    block = (sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def read_key(db: Path, name: str = KEY_FILE) -> bytes | None:
    """The data folder's own key, None where there is none; raises UserError where the file holds none any more."""
    path = db / name
    if not path.exists():
        return None
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise BadFile(
            path, "holds no key any more: put the file back from a copy of the data folder."
        )
    return key


def read_or_make_key(db: Path, name: str = KEY_FILE) -> bytes:
    """The data folder's own key, made at the first use; it lets pseudonyms be recomputed, so only the owner may read it."""
    key = read_key(db, name)
    if key is None:
        key = secrets.token_bytes(KEY_BYTES)
        durable.write_whole(durable.make_folder(db) / name, key)
    return key


def key_check(key: bytes) -> str:
    """What tells one key from another without telling the key."""
    return hmac.new(key, CHECK_MESSAGE, sha256).hexdigest()[:CHECK_LENGTH]
