"""Work over HTTP: a program that knows the token hands in for its users, and asks what came of it.

Nothing of a body is read before it is known who sends it. It goes straight into a file, within
limits of size and time.
"""

import asyncio
import hashlib
import hmac
import logging
import os
import tempfile
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.routing import Router
from tornado.web import Application, HTTPError, RequestHandler, stream_request_body

from nbjudge.errors import NbjudgeError, SubmissionError
from nbjudge.serving.queue import Arrival

__all__ = [
    "Application",
    "Handler",
    "Upload",
    "Web",
    "environment_token",
    "plain",
    "token_handlers",
]

TOKEN = "NBJUDGE_SERVE_TOKEN"
_HEADERS = 32 * 1024  # bytes
_SLOW = 120  # seconds for a whole body
_AT_ONCE = 8  # bodies that are read at the same time


class Served(Protocol):
    """What the handlers ask of the service, see `service.Service`."""

    course: Any
    queue: Any
    settings: Any
    store: Any

    def hand_in(
        self, student: str, assignment: str, fill: Callable[[Path], Iterable[str]]
    ) -> Arrival: ...
    def check_try(self, student: str, assignment: str) -> None: ...


def plain(one: Arrival) -> dict[str, Any]:
    """What a student may know of an arrival, as JSON can hold it."""
    shown = one.told if one.state in ("told", "done") else None
    return {
        "id": one.id,
        "assignment": one.assignment,
        "state": one.state,
        "attempt": one.number,
        "handed_in": one.handed_in.isoformat(),
        "graded": one.graded and one.graded.isoformat(),
        "counts": one.counts,
        "said": one.said,
        "told": shown,
        "mark": one.mark if shown in ("mark", "marks", "words") else None,
        "most": one.most if shown in ("mark", "marks", "words") else None,
        "marks": one.marks if shown in ("marks", "words") else [],
    }


class Handler(RequestHandler):
    """What all handlers share: no caching, no sniffing, no frames; errors as JSON, in words."""

    def initialize(self, service: Served) -> None:
        self.service = service

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")

    def write_error(self, status_code: int, **more: Any) -> None:
        error = (more.get("exc_info") or (None, None))[1]
        words = error.log_message if isinstance(error, HTTPError) and error.log_message else None
        if isinstance(error, NbjudgeError):  # its own words are the instructor's
            words = "This cannot be done now: the course's settings have to be mended."
        if status_code == 503:
            self.set_header("Retry-After", "5")
        self.finish({"error": words or self._reason})

    def refuse(self, status: int, words: str) -> HTTPError:
        """An error whose words are told."""
        return HTTPError(status, words.replace("%", "%%"))


@stream_request_body
class Upload(Handler):
    """One notebook as the body of a PUT; a subclass says whose it is."""

    _reading = 0  # bodies that are being read, of all requests

    def who(self, student: str) -> str:
        """The student that the request is of; raises HTTPError for who may not do this."""
        raise NotImplementedError

    async def prepare(self) -> None:
        self._file: Any = None
        self._counted = False
        if self.request.method != "PUT":
            return
        assignment = self.path_kwargs["assignment"]
        self._student = self.who(self.path_kwargs.get("student", ""))
        most = self.service.settings.largest_upload * 2**20
        length = self.request.headers.get("Content-Length", "")
        if not length.isdecimal():
            raise self.refuse(411, "Say how large it is, in Content-Length.")
        if int(length) > most:
            raise self.refuse(413, f"It is larger than {most >> 20} MB.")
        try:
            self.service.check_try(self._student, assignment)
            self._name = self._notebook(assignment)
        except SubmissionError as error:
            raise self.refuse(409, str(error)) from None
        if Upload._reading >= _AT_ONCE:
            raise self.refuse(503, "Too many are handing in at this moment. Try again.")
        Upload._reading += 1
        self._counted = True
        self._file = tempfile.TemporaryFile(dir=self.service.store.folder)  # noqa: SIM115
        self._left = most
        assert self.request.connection is not None
        self.request.connection.set_max_body_size(most)  # type: ignore[attr-defined]
        self.request.connection.set_body_timeout(_SLOW)  # type: ignore[attr-defined]

    def _notebook(self, assignment: str) -> str:
        """The file's name in the assignment."""
        folder = self.service.course.place("source", assignment)
        names = sorted(path.name for path in Path(self.service.course.root, folder).glob("*.ipynb"))
        if len(names) != 1:
            raise SubmissionError(
                f"{assignment} has {len(names)} notebooks, and over HTTP comes one. Hand it in "
                "through Jupyter's assignment list."
            )
        return names[0]

    def data_received(self, chunk: bytes) -> None:
        if self._file is not None:
            self._left -= len(chunk)
            if self._left >= 0:
                self._file.write(chunk)

    def put(self, assignment: str, student: str = "") -> None:
        """Take it; answered once it is safe."""
        if self._left < 0 or not self._file.tell():
            raise self.refuse(400, "There is nothing in it.")

        def fill(folder: Path) -> list[str]:
            self._file.seek(0)
            with (folder / self._name).open("wb") as made:
                while part := self._file.read(2**20):
                    made.write(part)
            return []

        try:
            one = self.service.hand_in(self._student, assignment, fill)
        except SubmissionError as error:
            raise self.refuse(409, str(error)) from None
        self.set_status(202)
        self.finish(plain(one))

    def on_finish(self) -> None:
        self._end()

    def on_connection_close(self) -> None:
        self._end()

    def _end(self) -> None:
        if getattr(self, "_counted", False):
            self._counted = False
            Upload._reading -= 1
            self._file.close()


def _check_token(handler: RequestHandler, expected: str) -> None:
    given = handler.request.headers.get("Authorization", "").removeprefix("Bearer ")
    digests = (hashlib.sha256(text.encode()).digest() for text in (given, expected))
    if not expected or not hmac.compare_digest(*digests):
        raise HTTPError(403, "The token is missing or wrong.")


class TokenUpload(Upload):
    """A program that knows the token hands in for a student."""

    def initialize(self, service: Served, token: str = "") -> None:
        super().initialize(service)
        self._token = token

    def who(self, student: str) -> str:
        _check_token(self, self._token)
        return student

    def get(self, assignment: str, student: str) -> None:
        """What came of all that the student has handed in for an assignment."""
        _check_token(self, self._token)
        found = self.service.queue.of(assignment, [student])
        self.finish({"attempts": [plain(one) for one in found]})


class Health(Handler):
    """Whether the service answers."""

    def get(self) -> None:
        self.finish({"status": "ok"})


def token_handlers(service: Served, token: str, prefix: str = "/") -> list[Any]:
    """The handlers for programs that know the token."""
    part = r"(?P<{}>[^/]+)"
    where = rf"{prefix}api/submissions/{part.format('assignment')}/{part.format('student')}"
    return [
        (where, TokenUpload, {"service": service, "token": token}),
        (rf"{prefix}health", Health, {"service": service}),
    ]


class _Door(Router):
    """Leads each request to the application that answers now."""

    application: Application

    def find_handler(self, request: Any, **more: Any) -> Any:
        return self.application.find_handler(request, **more)


class Web:
    """A web server in a thread of its own; use it in a ``with`` statement.

    Parameters
    ----------
    make : called in that thread for the `Application`.
    address, port : where it listens; port 0 for any that is free.
    """

    def __init__(self, make: Callable[[], Application], address: str, port: int) -> None:
        try:
            self._sockets = bind_sockets(port, address)
        except OSError as error:
            raise NbjudgeError(
                f"Nothing can listen at {address or '*'}:{port}: {error.strerror}."
            ) from error
        self.port: int = self._sockets[0].getsockname()[1]
        self._make = make
        self._door = _Door()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="nbjudge-http", daemon=True)
        self.loop: Any = None

    def __enter__(self) -> "Web":
        self._thread.start()
        self._ready.wait()
        return self

    def become(self, make: Callable[[], Application]) -> None:
        """Answer by another application from now on; it is made in the server's thread."""

        def change() -> None:
            self._door.application = make()

        self.loop.call_soon_threadsafe(change)

    def __exit__(self, *exception: object) -> None:
        self.loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(10)

    def _serve(self) -> None:
        asyncio.run(self._run())

    async def _run(self) -> None:
        self.loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
        logging.getLogger("tornado.access").setLevel(logging.ERROR)
        self._door.application = self._make()
        server = HTTPServer(
            self._door,
            max_header_size=_HEADERS,
            max_body_size=2**20,  # of what no handler has asked more for
            body_timeout=_SLOW,
            idle_connection_timeout=_SLOW,
        )
        server.add_sockets(self._sockets)
        self._ready.set()
        await self._ended.wait()
        server.stop()
        await server.close_all_connections()


def environment_token() -> str:
    """The token for programs, if one is set."""
    return os.environ.get(TOKEN, "")
