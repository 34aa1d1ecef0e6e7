"""What the Satisfaction screen says."""
