"""Where the tests' files lie: in memory where there is room, as thousands of small loads would wait for a disk.

What a full disk does, and a process that is killed, is tested on disks and processes of their own.
"""

import os
import shutil
import tempfile
from pathlib import Path

FOLDER, TABLE = Path("/dev/shm"), Path("/proc/meminfo")
ROOM = 6 << 30  # bytes: of the folder, and of memory that no program needs


def hold_temporary_files() -> None:
    """Have temporary files of this process, and of those that it starts, in memory; where somebody said a place, there."""
    if "TMPDIR" not in os.environ and _has_room():
        os.environ["TMPDIR"] = tempfile.tempdir = str(FOLDER)


def _has_room() -> bool:
    if not os.access(FOLDER, os.W_OK) or not TABLE.is_file():
        return False
    lines = TABLE.read_text(encoding="ascii").splitlines()
    kilobytes = dict(line.split()[:2] for line in lines)
    available = int(kilobytes.get("MemAvailable:", 0)) << 10
    return min(available, shutil.disk_usage(FOLDER).free) >= ROOM
