"""The app behind one door: who comes in, where it listens, and who is there."""
