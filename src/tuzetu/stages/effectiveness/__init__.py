"""Evaluation by criterion, verdict, observation, recurrence (10.8, 17, 51)."""
