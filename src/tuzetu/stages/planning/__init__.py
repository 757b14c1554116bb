"""The head plans, the meeting discusses, the vice-rector approves (43-46, 48)."""
