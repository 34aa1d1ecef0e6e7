"""The parts of the Friction screen."""
