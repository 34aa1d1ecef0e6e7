"""Other tools doing the work of the path figures, each in the peers' own environment: see tests/benchmark_paths.py."""
