"""The parts of the Workshop screen."""
