"""The ways of journeys drawn: the journey graph and the flows, each a drawing that opens evidence."""
