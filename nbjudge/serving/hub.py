"""The service on a JupyterHub: a page for each student, one for the class, both live.

JupyterHub says who somebody is; what is shown or taken depends on that name alone. A page needs
nothing from elsewhere, and no script but its own.
"""

import asyncio
import os
import re
import secrets
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubOAuthCallbackHandler, HubOAuthenticated
from tornado.iostream import StreamClosedError
from tornado.web import Application, HTTPError, authenticated

from nbjudge.errors import ConfigurationError
from nbjudge.insight import html
from nbjudge.serving.http import Handler, Health, Upload, plain
from nbjudge.serving.queue import Arrival
from nbjudge.serving.service import Service
from nbjudge.serving.views import class_view, student_view

__all__ = ["Live", "hub_application", "hub_place", "not_ready"]

_MOST_STREAMS = 6  # of one user: tabs
_BEAT = 20.0  # seconds between two signs of life, by which a closed page is noticed
_PAGE = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FEEDBACK = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
)


class Live:
    """Tells open pages that something has changed; called from any thread."""

    def __init__(self) -> None:
        self._loop: Any = None
        self._open: list[tuple[str, bool, asyncio.Event]] = []

    def begin(self) -> None:
        """From here on, the running event loop serves the pages."""
        self._loop = asyncio.get_running_loop()

    def changed(self, students: tuple[str, ...]) -> None:
        """Something of these students has changed."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._tell, students)

    def _tell(self, students: tuple[str, ...]) -> None:
        for name, is_instructor, event in self._open:
            if is_instructor or name in students:
                event.set()

    def add(self, name: str, is_instructor: bool) -> asyncio.Event | None:
        """An event that is set at each change that the user may see; None for too many."""
        if sum(other == name for other, *_ in self._open) >= _MOST_STREAMS:
            return None
        event = asyncio.Event()
        self._open.append((name, is_instructor, event))
        return event

    def remove(self, event: asyncio.Event) -> None:
        """The page is closed."""
        self._open = [one for one in self._open if one[2] is not event]


class HubHandler(HubOAuthenticated, Handler):
    """A handler that knows from the hub who asks."""

    service: Service
    live: Live
    prefix: str
    _asking = False

    def initialize(self, service: Service, live: Live, prefix: str) -> None:  # type: ignore[override]
        super().initialize(service)
        self.live, self.prefix = live, prefix

    def check_xsrf_cookie(self) -> None:
        """Refuse what a browser sends for another site; a program that has a token is none."""
        if "Authorization" in self.request.headers and not self._asking:
            self._asking = True  # for this may ask the same again, and would wait for itself
            _ = self.current_user
        super().check_xsrf_cookie()

    @property
    def student(self) -> str:
        """The user's name on the hub; raises HTTPError for a program of the hub's."""
        user = self.current_user
        if not user or user.get("kind") != "user":
            raise HTTPError(403, "Sign in to JupyterHub first.")
        return str(user["name"])

    @property
    def is_instructor(self) -> bool:
        """Whether the user may see all students."""
        return self.student in self.service.settings.instructors

    def show(self, template: str, **more: Any) -> None:
        """Answer with a page."""
        self.set_header("Content-Security-Policy", _PAGE)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        page = html.environment().get_template(template)
        token = self.xsrf_token
        self.finish(
            page.render(
                course=self.service.course.directory.course_id,
                prefix=self.prefix,
                token=token.decode() if isinstance(token, bytes) else token,
                **more,
            )
        )


class StudentPage(HubHandler):
    """What a student has handed in, what came of it, and what is left."""

    @authenticated
    def get(self) -> None:
        view = student_view(self.service, self.student)
        self.show("attempts.html", student=self.student, teaches=self.is_instructor, **view)


class ClassPage(HubHandler):
    """For instructors: the queue, the class, and what needs an eye."""

    @authenticated
    def get(self) -> None:
        if not self.is_instructor:
            raise HTTPError(403, "This page is for instructors.")
        self.show("class.html", **class_view(self.service))


class FeedbackPage(HubHandler):
    """The feedback of one attempt, for whom it is and for instructors."""

    @authenticated
    def get(self, arrival: str, notebook: str = "") -> None:
        one = self.service.queue.find(arrival)
        student = self.student
        if one is None or not (student in self._whose(one) or self.is_instructor):
            raise HTTPError(404, "There is no such feedback.")  # whether or not it is another's
        pages = sorted(self.service.store.pages(arrival).glob("*.html"))
        found = [page for page in pages if page.stem == notebook] if notebook else pages[:1]
        if not found:
            raise HTTPError(404, "There is no such feedback.")
        self.set_header("Content-Security-Policy", _FEEDBACK)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(found[0].read_bytes())

    def _whose(self, one: Arrival) -> tuple[str, ...]:
        return self.service.terms(one.assignment).rules.group(one.student)


class HubUpload(HubHandler, Upload):
    """A student hands in; whose it is, is nothing that the request could say."""

    def who(self, student: str) -> str:
        return self.student


class Attempts(HubHandler):
    """All attempts of a student, as JSON."""

    @authenticated
    def get(self) -> None:
        found = self.service.queue.of_student(self.student)
        self.finish({"attempts": [plain(one) for one in found]})


class Events(HubHandler):
    """Server-sent events: one for each change that the user may see."""

    _event: asyncio.Event | None = None

    @authenticated
    async def get(self) -> None:
        self._event = event = self.live.add(self.student, self.is_instructor)
        if event is None:
            raise self.refuse(429, "Too many pages are open.")
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("X-Accel-Buffering", "no")
        try:
            self.write("retry: 3000\n\n")
            await self.flush()
            while True:
                try:
                    await asyncio.wait_for(event.wait(), _BEAT)
                except TimeoutError:
                    self.write(": still here\n\n")
                else:
                    event.clear()
                    self.write("data: changed\n\n")
                await self.flush()
                await asyncio.sleep(0.2)  # several changes at once are one
        except StreamClosedError:
            pass
        finally:
            self.live.remove(event)

    def on_connection_close(self) -> None:
        if self._event is not None:
            self._event.set()  # to write to it, which ends it


class Script(Handler):
    """The script of the pages."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(files("nbjudge.insight").joinpath("templates", "live.js").read_bytes())


class _NotReady(Handler):
    """What is answered while the course cannot be served."""

    def initialize(self) -> None:  # type: ignore[override]
        pass

    def prepare(self) -> None:
        raise self.refuse(404, "This service is not ready yet. The hub's log says why.")


def not_ready() -> Application:
    """An application that answers, and no more."""
    return Application([(".*", _NotReady)])


def hub_place() -> tuple[str, int, str]:
    """(address, port, prefix of all paths) that JupyterHub has given to this service."""
    found = {
        name: os.environ.get(f"JUPYTERHUB_{name}", "")
        for name in ("API_TOKEN", "SERVICE_URL", "SERVICE_PREFIX", "API_URL", "CLIENT_ID")
    }
    url = urlsplit(found["SERVICE_URL"])
    if missing := [f"JUPYTERHUB_{name}" for name, value in found.items() if not value]:
        raise ConfigurationError(
            f"--hub is for a service that JupyterHub starts; {', '.join(missing)} is not set. See "
            "deploy/jupyterhub."
        )
    if "/services/" not in found["SERVICE_PREFIX"]:
        raise ConfigurationError("--hub is for a service of JupyterHub's, and this is no service.")
    return url.hostname or "127.0.0.1", url.port or 80, found["SERVICE_PREFIX"]


def hub_application(service: Service, prefix: str) -> Application:
    """The pages of a service below a prefix, such as ``/services/marks/``."""
    live = Live()
    live.begin()
    service.changed = lambda one: live.changed(
        service.terms(one.assignment).rules.group(one.student)
    )
    given = {"service": service, "live": live, "prefix": prefix}
    start = re.escape(prefix)
    return Application(
        [
            (rf"{start}", StudentPage, given),
            (rf"{start}class", ClassPage, given),
            (rf"{start}attempts", Attempts, given),
            (rf"{start}events", Events, given),
            (rf"{start}feedback/(?P<arrival>[0-9a-f]{{32}})", FeedbackPage, given),
            (rf"{start}feedback/(?P<arrival>[0-9a-f]{{32}})/(?P<notebook>[^/]+)", FeedbackPage,
             given),
            (rf"{start}submissions/(?P<assignment>[^/]+)", HubUpload, given),
            (rf"{start}live.js", Script, {"service": service}),
            (rf"{start}health", Health, {"service": service}),
            (rf"{start}oauth_callback", HubOAuthCallbackHandler),
        ],
        cookie_secret=secrets.token_bytes(32),
        xsrf_cookies=True,
    )  # fmt: skip
