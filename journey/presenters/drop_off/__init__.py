"""The Drop-off screen: its sentences, its defaults, and the traits that journeys are compared by."""
