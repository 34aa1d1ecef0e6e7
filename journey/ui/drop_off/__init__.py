"""The Drop-off screen, one module a part."""
