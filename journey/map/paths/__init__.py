"""The paths of journeys drawn: the journey graph, the flows and the variants, each a drawing that opens evidence."""
