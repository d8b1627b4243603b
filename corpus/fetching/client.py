"""One polite HTTP client: it says who it is, obeys robots.txt, waits, and tries again with care."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx2
from protego import Protego

from corpus.errors import FetchError, NothingThere, ResponseError, RobotsForbid
from corpus.fetching.answers import (
    AGENT,
    Answer,
    asked_pause_s,
    raise_for_status,
    sendable,
    user_agent,
)
from corpus.fetching.politeness import (
    MAX_ERRORS_IN_A_ROW,
    MAX_FAILURES_IN_A_ROW,
    MAX_PAGE_BYTES,
    MAX_REDIRECTS,
    MAX_ROBOTS_BYTES,
    MAX_WAIT_S,
    Politeness,
)
from corpus.fetching.watch import Watch
from corpus.readers.moderngov_address import same_host

_COME_LATER = (None, 429, 503)
# How many times `timeout_s` a site may take until the first byte of an answer's content, and over the
# content of an error, however it spreads its bytes.
_SLOWNESS = 3

Check = Callable[[Answer], object]


class SiteUnreachable(FetchError):
    """The site has stopped answering altogether."""


class OutOfTime(FetchError):
    """The time that was given to all requests together is over."""


class Client:
    """Asks one site, one request at a time. Use as a context manager."""

    def __init__(self, politeness: Politeness) -> None:
        """Prepare; nothing is asked yet. Raises UsageError for a contact that is no header text."""
        self.politeness = politeness
        self.n_requests = 0
        self.n_bytes = 0
        self.waits: list[str] = []
        self._free_at = 0.0
        self._robots: dict[str, Protego] = {}
        self._crawl_delay_s = 0.0
        self._failures_in_a_row = 0
        self._errors_in_a_row = 0
        self._has_answered = False
        most_s = politeness.max_time_s
        self._ends_at = float("inf") if most_s is None else time.monotonic() + most_s
        self._watch = Watch()
        self._http = httpx2.Client(
            headers={"User-Agent": user_agent(politeness.contact)},
            timeout=httpx2.Timeout(politeness.timeout_s),
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        """Return the client."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close its connections."""
        self._http.close()

    @property
    def pause_s(self) -> float:
        """Return the pause between requests: the user's, or the site's if it asks for more."""
        return max(self.politeness.pause_s, self._crawl_delay_s)

    def get(
        self,
        url: str,
        *,
        check: Check = lambda answer: None,
        etag: str | None = None,
        last_modified: str | None = None,
        max_bytes: int = MAX_PAGE_BYTES,
    ) -> Answer:
        """Return the answer to a GET request, after as many tries as politeness allows.

        `check` may raise ResponseError for an answer that is not what was asked for. Raises ResponseError,
        RobotsForbid, SiteUnreachable when nothing has been answered for long, or OutOfTime.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, told in known.items() if (value := sendable(told))}

        def ask() -> Answer:
            answer = self._follow(url, headers, max_bytes, obey=self._obey_robots)
            if not answer.not_modified:
                check(answer)
            return answer

        return self._with_retries(ask)

    def _with_retries(self, ask: Callable[[], Answer]) -> Answer:
        for attempt in range(1, self.politeness.attempts + 1):
            try:
                answer = ask()
            except ResponseError as error:
                wait_s = error.retry_after_s
                if wait_s is None:
                    wait_s = self.politeness.backoff_s * 2 ** (attempt - 1)
                last = attempt == self.politeness.attempts
                if not error.is_passing or last or wait_s > MAX_WAIT_S:
                    self._note_failure(error)
                    raise
                self._wait_at_least(wait_s)
            else:
                self._failures_in_a_row = self._errors_in_a_row = 0
                return answer
        raise AssertionError("the last attempt returns or raises")

    def _note_failure(self, error: ResponseError) -> None:
        """Count requests without content in a row: a site that is down is not asked for hours."""
        unanswered = error.status in _COME_LATER
        self._failures_in_a_row = self._failures_in_a_row + 1 if unanswered else 0
        self._errors_in_a_row = self._errors_in_a_row + 1 if error.is_passing else 0
        if (
            self._failures_in_a_row >= MAX_FAILURES_IN_A_ROW
            or self._errors_in_a_row >= MAX_ERRORS_IN_A_ROW
        ):
            n = max(self._failures_in_a_row, self._errors_in_a_row)
            raise SiteUnreachable(
                f"the site has not answered {n} requests in a row "
                f"(the last: {error}); run the same command again later"
            ) from error

    def forgive(self) -> None:
        """Forget who has not answered: it was another host than the site's."""
        self._failures_in_a_row = self._errors_in_a_row = 0

    def _follow(
        self, url: str, headers: dict[str, str], max_bytes: int, obey: Callable[[str], object]
    ) -> Answer:
        for _ in range(MAX_REDIRECTS + 1):
            obey(url)
            found = self._ask(url, headers, max_bytes)
            if isinstance(found, Answer):
                return found
            try:
                target = urljoin(url, found)
            except ValueError as error:
                raise ResponseError("redirects to no web address", status=302) from error
            if not same_host(url, target):
                parts = urlsplit(target)
                raise ResponseError(
                    f"redirects to another site, {parts.scheme}://{parts.netloc}/, "
                    "which is not followed: give its address instead if it is the council's",
                    status=302,
                )
            url = target
        raise ResponseError(f"redirects more than {MAX_REDIRECTS} times", status=302)

    def _ask(self, url: str, headers: dict[str, str], max_bytes: int) -> Answer | str:
        """Send one request; return the answer, or where it redirects to."""
        self._wait_for_turn()
        self.n_requests += 1
        try:
            with self._watch.limit(self._most(_SLOWNESS * self.politeness.timeout_s)):
                return self._answer(url, headers, max_bytes)
        except ResponseError:
            raise
        except Exception as error:
            raise self._failure(error) from error
        finally:
            self._wait_at_least(self.pause_s)

    def _answer(self, url: str, headers: dict[str, str], max_bytes: int) -> Answer | str:
        extensions = {"trace": self._watch.seen}
        with self._http.stream("GET", url, headers=headers, extensions=extensions) as response:
            self._has_answered = True
            if response.has_redirect_location:
                return str(response.headers["location"])
            raise_for_status(response)
            self._watch.limit(self._most(self.politeness.max_answer_s + 1))
            body = self._body(response, max_bytes)
        return Answer(
            url=url,
            body=body,
            content_type=response.headers.get("content-type", ""),
            etag=sendable(response.headers.get("etag")),
            last_modified=sendable(response.headers.get("last-modified")),
            not_modified=response.status_code == 304,
        )

    def _failure(self, error: Exception) -> FetchError:
        """Return what an error of one request means for it; the rest is asked for all the same."""
        if time.monotonic() >= self._ends_at:
            return self._out_of_time()
        if self._watch.is_over or isinstance(error, httpx2.TimeoutException):
            text = f"no answer within {self.politeness.timeout_s:g} s"
            if self._watch.is_over:
                text = "sends its answer a few bytes at a time, so it was not waited for"
            return ResponseError(text, is_passing=True)
        if isinstance(error, httpx2.RemoteProtocolError):
            cut_off = f"the answer was cut off in the middle ({error})"
            return ResponseError(cut_off, status=200, is_passing=True)
        if isinstance(error, httpx2.TransportError):
            # A name that was never heard of is a wrong address, not a passing trouble.
            return ResponseError(f"cannot be reached ({error})", is_passing=self._has_answered)
        # Beside the errors that httpx names, those of whatever reads odd headers and addresses for it.
        return ResponseError(f"cannot be read ({type(error).__name__})", status=0)

    def _most(self, seconds: float) -> float:
        """Return a time in seconds, less if the time of all requests ends before."""
        return max(0.0, min(seconds, self._ends_at - time.monotonic()))

    def _out_of_time(self) -> OutOfTime:
        minutes = (self.politeness.max_time_s or 0.0) / 60
        return OutOfTime(
            f"the time for this run ({minutes:g} minutes, --max-time) is over; the same command "
            "goes on from here"
        )

    def _body(self, response: httpx2.Response, max_bytes: int) -> bytes:
        started, body = time.monotonic(), bytearray()
        declared = response.headers.get("content-length", "")
        too_large = f"larger than {max_bytes / 2**20:g} MB"
        if re.fullmatch(r"[0-9]{1,18}", declared) and int(declared) > max_bytes:
            raise ResponseError(too_large, status=response.status_code)
        for chunk in response.iter_bytes():
            body += chunk
            self.n_bytes += len(chunk)
            if len(body) > max_bytes:
                raise ResponseError(too_large, status=response.status_code)
            if time.monotonic() - started > self.politeness.max_answer_s:
                raise ResponseError(
                    f"not finished after {self.politeness.max_answer_s:g} s",
                    status=response.status_code,
                    is_passing=True,
                )
        return bytes(body)

    def _wait_for_turn(self) -> None:
        now = time.monotonic()
        if max(self._free_at, now) >= self._ends_at:
            raise self._out_of_time()
        if self._free_at > now:
            time.sleep(self._free_at - now)

    def _wait_at_least(self, seconds: float) -> None:
        self._free_at = max(self._free_at, time.monotonic() + seconds)

    def _obey_robots(self, url: str) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(f"{origin}/robots.txt")
        rules = self._robots[origin]
        if not rules.can_fetch(url, AGENT):
            raise RobotsForbid(f"{origin}/robots.txt does not allow {parts.path}")

    def _read_robots(self, url: str) -> Protego:
        """Return a host's rules: none where there is no such file, as RFC 9309 has it."""
        try:
            answer = self._with_retries(
                lambda: self._follow(url, {}, MAX_ROBOTS_BYTES, obey=lambda url: None)
            )
        except ResponseError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return Protego.parse("")
            if not self._has_answered:
                raise NothingThere(
                    f"{url.removesuffix('robots.txt')} {error}. Check the address, or try later."
                ) from error
            raise NothingThere(
                f"{url}: {error}. Without it nothing else may be asked; check the address, "
                "or try again later."
            ) from error
        rules = Protego.parse(answer.body.decode("utf-8", "replace"))
        delay_s = asked_pause_s(rules)
        if delay_s > MAX_WAIT_S:
            raise RobotsForbid(
                f"{url} asks for {delay_s:g} s between requests, which is more than the "
                f"{MAX_WAIT_S:g} s that are waited; ask the council for the records themselves"
            )
        if delay_s > self.politeness.pause_s:
            self.waits.append(f"robots.txt asks for {delay_s:g} s between requests")
        self._crawl_delay_s = max(self._crawl_delay_s, delay_s)
        self._wait_at_least(self._crawl_delay_s)
        return rules
