"""The Drop-off screen, one module per part."""
