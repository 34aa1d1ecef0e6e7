"""A collection as a PowerPoint file: every chart, table and drawing native and editable, each slide with its own evidence."""
