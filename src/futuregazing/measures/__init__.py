"""Pure functions that choose and compute what a section says, one module a topic."""
