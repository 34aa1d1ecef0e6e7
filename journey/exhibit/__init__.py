"""One thing shown anywhere: a finding with its definition, the answers it rests on, and what is drawn of them."""
