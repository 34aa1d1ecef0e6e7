"""The exhibits of the Drop-off screen, one module each."""
