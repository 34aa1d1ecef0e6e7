"""The sample as the second implementation has it."""

from tests.data.conftest import sample_log

__all__ = ["sample_log"]
