"""Whose words they are: a form says, signed, for whom it was opened.

At a shared computer one person's form may be sent, or come back from the sign-in, when another
has signed in. What somebody typed is neither shown to the other nor saved for them.
"""

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from tuzetu.people.person import Person

TYPED_BY = "typed_by"
"""The hidden field of a form."""

_SALT = "tuzetu.web.typist"


def signed_name(person: object) -> str:
    """What a form opened for this person carries; nothing before the sign-in."""
    return Signer(salt=_SALT).sign(str(person.pk)) if isinstance(person, Person) else ""


def is_by(told: str, person: object) -> bool:
    """Whether the form was opened for this very person; an unsigned one was for nobody."""
    try:
        return isinstance(person, Person) and Signer(salt=_SALT).unsign(told) == str(person.pk)
    except BadSignature:
        return False


def is_somebody_elses(request: HttpRequest) -> bool:
    """Whether the form that was sent says that it was opened for another than who is signed in."""
    told, person = request.POST.get(TYPED_BY, ""), request.user
    return bool(told) and isinstance(person, Person) and not is_by(told, person)
