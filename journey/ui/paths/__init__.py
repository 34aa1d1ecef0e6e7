"""The parts of the Paths screen."""
