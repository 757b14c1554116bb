"""Where the matter of a merged case goes on (19), told by every rule that meets one."""

from tuzetu.procedure.wording import Phrase, _

GOES_ON_IN = _("It goes on in case {onward}; choose that one.")
GOES_ON = _("Its page tells whoever may see it in which case it goes on; choose that one.")


def where_it_goes_on(onward: str) -> Phrase:
    """By its number where the reader sees that case, else by the way to it."""
    return Phrase(GOES_ON_IN if onward else GOES_ON, {"onward": onward})
