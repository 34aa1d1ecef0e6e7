"""The evidence for one touchpoint or one edge of the journey graph: what follows, what came before, who leaves, how sure."""
