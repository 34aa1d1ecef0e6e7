"""The parts of the Satisfaction screen."""
