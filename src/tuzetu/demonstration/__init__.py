"""A fictional conservatory whose stories are told through the same steps that people take."""

from tuzetu.demonstration.playing import is_empty, play

__all__ = ["is_empty", "play"]
