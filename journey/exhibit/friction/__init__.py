"""The exhibits of the Friction screen, one module each; declared.py lists all."""
