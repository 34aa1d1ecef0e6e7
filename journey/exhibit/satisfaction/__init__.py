"""The exhibits of the Satisfaction screen."""
