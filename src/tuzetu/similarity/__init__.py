"""Earlier similar cases: a hint for whoever asks whether such a thing has happened before (10.6).

Nothing is decided by it, nothing is written, and a person is told of no case that the person may
not see.
"""
