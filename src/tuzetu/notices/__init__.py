"""Letters: made from the journal and from what is owed, kept in an outbox until they are sent."""
