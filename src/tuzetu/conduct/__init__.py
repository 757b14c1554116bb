"""How a step is taken: lock, ask the rulebook, do, move, journal, recount what is owed."""
