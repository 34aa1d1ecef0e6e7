"""Frame or graph in, figure out: Plotly's, or one light enough to be drawn before Plotly is there."""
