"""A page as looks: what stands in the middle, what beside; one template shows them all."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from tuzetu.web.frame import framed
from tuzetu.web.looks import Breadcrumb, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its title, the way back, what its head carries, the looks of both columns."""

    title: str
    crumbs: tuple[Link, ...] = ()
    number: str = ""
    tags: tuple[object, ...] = ()
    lead: str = ""
    head: tuple[object, ...] = ()
    main: tuple[object, ...] = ()
    aside: tuple[object, ...] = ()

    @property
    def breadcrumb(self) -> Breadcrumb | None:
        """The way back up."""
        return Breadcrumb(crumbs=self.crumbs) if self.crumbs else None


def show(request: HttpRequest, page: Page, *, status: int = 200) -> HttpResponse:
    """The page, rendered."""
    return framed(request, "shown.html", {"page": page}, status=status)
