"""Room for slides, workbooks and pictures. Empty until the presentation issue."""
