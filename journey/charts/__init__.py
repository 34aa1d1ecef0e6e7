"""Frame or graph in, Plotly figure out."""
