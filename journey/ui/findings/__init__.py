"""What deserves attention, on the Findings screen and on the home."""
