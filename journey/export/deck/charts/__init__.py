"""Charts as PowerPoint has them, each with the data sheet that it shows."""
