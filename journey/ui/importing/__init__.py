"""Load files on the screen: choose them, see how they are read, say what their columns mean, look at the first journeys, load."""
