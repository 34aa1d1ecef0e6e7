"""One customer's journeys as a drawing: time runs down, a row an event, stages as bands, for desk and phone."""
