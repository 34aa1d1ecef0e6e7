"""What deserves attention: every measure looked at for every group and time, and only what holds is said."""
