"""Customer ids: those that differ only by blanks, case or Unicode form are merged on request, and hidden behind keyed hashes."""

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from journey.data.sql import query

KEY_FILE = "pseudonym.key"
BLOCK = 64  # bytes of a block of SHA-256
PSEUDONYM_LENGTH = 32  # hexadecimal digits


def settle_ids(connection, is_merged: bool, key: bytes | None) -> list[str]:
    """Merge and hash the ids of the staged rows in `raw`; returns what is to be told."""
    told = []
    if is_merged:
        count = connection.execute(query("ingest", "merged_ids")).fetchall()[0][0]
        told.append(
            f"{count:,} rows take another spelling of their customer's id, because ids that differ only by blanks, case or "
            "Unicode form were to be merged"
        )
    if key is not None:
        inner, outer = hmac_blocks(key)
        connection.execute(query("ingest", "pseudonyms"), {"inner": inner, "outer": outer})
        told.append("customer ids are replaced by keyed hashes; attributes, comments and the file of refused rows stay as they are")
    return told


def pseudonym(customer_id: str, key: bytes) -> str:
    """What stands in place of the id under the key; equal to what `pseudonyms.sql` writes."""
    return f"p-{hmac.new(key, customer_id.encode('utf-8', 'replace'), sha256).hexdigest()[:PSEUDONYM_LENGTH]}"


def hmac_blocks(key: bytes) -> tuple[bytes, bytes]:
    """The two blocks that HMAC-SHA-256 puts before a message and before its hash (RFC 2104)."""
    block = (sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def pseudonym_key(db: Path) -> bytes:
    """The data folder's own key, made at the first use; it lets pseudonyms be recomputed, so only the owner may read it."""
    path = db / KEY_FILE
    if not path.exists():
        db.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
    return path.read_bytes()
