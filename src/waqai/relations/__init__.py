"""The history of the relation of two states: series, changes, phases, states of affairs, third parties, a narrative."""
