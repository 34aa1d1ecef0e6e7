"""The parts of the Present screen."""
