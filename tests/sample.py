"""Where the sample lies, and the definition that it is loaded under."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_data" / "events.parquet"
SAMPLE_DEFINITION = (ROOT / "sample_data" / "journey.toml").read_text(encoding="utf-8")
