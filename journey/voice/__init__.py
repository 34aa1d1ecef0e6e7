"""Room for what customers say: comments -> valence, emotion, themes. Empty until the voice issue."""
