"""What the Friction screen says, tested without a browser."""
