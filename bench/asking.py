"""Requests in turns: each round asks the bare page and every measured page once."""

import http.client
import re
import time
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlencode

from serving import HOST

OK, MOVED, SEEN = 200, 302, 303
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class Visitor:
    """Somebody with a kept connection and cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.line = http.client.HTTPConnection(HOST, self.port, timeout=120)

    def get(self, path: str) -> tuple[float, bytes]:
        """Seconds until the whole page was there, and the page."""
        return self._ask("GET", path, None)

    def post(self, path: str, told: dict[str, str]) -> float:
        """Seconds until the answer, which has to lead onwards."""
        body = urlencode(told).encode()
        return self._ask("POST", path, body)[0]

    def _ask(self, method: str, path: str, body: bytes | None) -> tuple[float, bytes]:
        headers = {"Cookie": "; ".join(f"{name}={told}" for name, told in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        page = answer.read()
        took = time.perf_counter() - began
        wanted = (OK,) if body is None else (MOVED, SEEN)
        if answer.status not in wanted:
            raise RuntimeError(f"{method} {path}: {answer.status}\n{page[:3000].decode()}")
        for cookie in answer.headers.get_all("Set-Cookie", ()):
            name, _sign, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return took, page

    def token(self, path: str) -> str:
        """What a form of the page sends back as a proof."""
        found = TOKEN.search(self.get(path)[1])
        return found[1].decode() if found else self.cookies["csrftoken"]


@dataclass
class Times:
    """What was measured of one kind of request, and of the bare one in the same rounds."""

    bare: list[float] = field(default_factory=list)
    measured: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """How many bare requests it takes: the median over the rounds, each against its own.

        What else the machine does at the time weighs on both sides of a round alike.
        """
        pairs = zip(self.measured, self.bare, strict=True)
        return median(measured / bare for measured, bare in pairs)

    def told(self) -> dict[str, float]:
        """For the JSON."""
        return {
            "ratio": round(self.ratio, 3),
            "bare_ms": round(1000 * median(self.bare), 2),
            "ms": round(1000 * median(self.measured), 2),
            "rounds": len(self.bare),
        }
