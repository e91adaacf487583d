"""Marks straight into an LMS: LTI 1.3 Assignment and Grade Services, signed with the course's key.

Each assignment is a line item of the platform's gradebook, found by its resource id or made; each
mark is a score of a user, whom the platform knows by nbgrader's ``lms_user_id``.
"""

import re
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit, urlunsplit

from nbgrader.api import Gradebook
from traitlets import Unicode

from nbjudge.collecting.export import LmsExport, number
from nbjudge.errors import CollectingError

__all__ = ["LtiExport", "Platform"]

_ITEM = "application/vnd.ims.lis.v2.lineitem+json"
_ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json"
_SCORE = "application/vnd.ims.lis.v1.score+json"
_SCOPES = (
    "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
    "https://purl.imsglobal.org/spec/lti-ags/scope/score",
)
_TIMEOUT = 30  # seconds for an answer
_MOST_PAGES = 50  # of line items


class LtiExport(LmsExport):
    """Marks sent to a platform by LTI 1.3; the table written says what became of each."""

    default_name = "lti.csv"

    token_url = Unicode("", help="Where the platform gives access tokens.").tag(config=True)
    audience = Unicode("", help="Of the signed request; token_url where it is empty.").tag(
        config=True
    )
    client_id = Unicode("", help="By which the platform knows this course's tool.").tag(config=True)
    line_items_url = Unicode(
        "", help="The line items of the course on the platform: `lineitems` of a launch."
    ).tag(config=True)
    key_file = Unicode("", help="Private key of the tool, PEM; for nobody else to read.").tag(
        config=True
    )
    key_id = Unicode("", help="Its `kid` in the tool's key set.").tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        options = ("token_url", "client_id", "line_items_url", "key_file", "key_id")
        if missing := [name for name in options if not getattr(self, name)]:
            raise CollectingError(
                f"Nothing was sent: c.LtiExport.{missing[0]} is not set"
                + (f", nor {', '.join(missing[1:])}" if missing[1:] else "")
                + ". The platform's registration of this tool says them, see docs/collecting.md."
            )
        if self.template or self.column:
            raise CollectingError("Nothing was sent: --template and --column are for tables.")
        super().export(gradebook)

    def _fresh(self) -> tuple[list[str], list[list[str]]]:
        platform = Platform(
            token_url=self.token_url,
            audience=self.audience or self.token_url,
            client_id=self.client_id,
            line_items_url=self.line_items_url,
            key=_read_key(Path(self.key_file)),
            key_id=self.key_id,
        )
        heading = ["assignment", "student", "lms_user_id", "score", "of", "sent"]
        rows, nameless = [], []
        for name, most in self._points.items():
            item = ""
            for student in self._students:
                mark = self._marks.get((student.id, name))
                if mark is None:
                    continue
                row = [
                    name,
                    student.id,
                    student.lms_user_id or "",
                    number(mark.points),
                    number(most),
                ]
                if not student.lms_user_id:
                    nameless.append(student.id)
                    rows.append([*row, "no: the gradebook has no lms_user_id"])
                    continue
                item = item or platform.line_item(name, most)
                why = platform.send(item, student.lms_user_id, mark.points, most, mark.waits)
                if why:
                    self.log.warning(
                        "The mark of %s for %s was not taken: %s", student.id, name, why
                    )
                rows.append([*row, f"no: {why}" if why else "yes"])
        if nameless:
            self.log.warning(
                "The platform knows these by no name, and they were left out: %s. Give them the "
                "user id of their launch (nbgrader db student add NAME --lms-user-id=…).",
                ", ".join(sorted(set(nameless))),
            )
        return heading, rows


class Platform:
    """The grade services of an LMS, for one tool in one course.

    Raises `CollectingError` where it cannot be spoken with; a single score that it does not take is
    no error of that kind.
    """

    def __init__(
        self,
        *,
        token_url: str,
        audience: str,
        client_id: str,
        line_items_url: str,
        key: str,
        key_id: str,
    ) -> None:
        try:
            import requests
        except ImportError as error:
            raise _not_installed(error) from None
        for name, url in (("token_url", token_url), ("line_items_url", line_items_url)):
            _check_address(f"c.LtiExport.{name}", url)
        self._session = requests.Session()
        self._failed = requests.RequestException
        self._token_url, self._audience, self._client_id = token_url, audience, client_id
        self._items_url, self._key, self._key_id = line_items_url, key, key_id
        self._token, self._until = "", 0.0

    def line_item(self, name: str, most: float) -> str:
        """The address of an assignment's line item; one is made where there is none."""
        for item in self._items(name):
            if item.get("resourceId") == name and isinstance(item.get("id"), str):
                return self._own(item["id"])
        made = {"scoreMaximum": most, "label": name, "resourceId": name}
        answer = self._ask("POST", self._items_url, json=made, kind=_ITEM, accept=_ITEM)
        item = _json(answer)
        if not isinstance(item, dict) or not isinstance(item.get("id"), str):
            raise CollectingError(
                f"The platform has made no line item for {name}, and says no more."
            )
        return self._own(item["id"])

    def _items(self, name: str) -> Iterator[dict[str, Any]]:
        """The line items of a resource, or more, page by page."""
        parts = urlsplit(self._items_url)
        query = "&".join(filter(None, [parts.query, urlencode({"resource_id": name})]))
        url: str | None = urlunsplit(parts._replace(query=query))
        for _ in range(_MOST_PAGES):
            if url is None:
                return
            answer = self._ask("GET", url, accept=_ITEMS)
            found = _json(answer)
            if not isinstance(found, list):
                raise CollectingError(f"{_short(url)} gives no list of line items.")
            yield from (item for item in found if isinstance(item, dict))
            after = answer.links.get("next", {}).get("url")
            url = self._own(urljoin(url, after)) if after else None

    def send(self, item: str, user: str, points: float, most: float, waits: bool) -> str:
        """Send a user's score for a line item; returns why it was not taken, or ""."""
        parts = urlsplit(item)  # its query stays behind the path
        url = urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/scores"))
        score = {
            "userId": user,
            "scoreGiven": round(points, 4),
            "scoreMaximum": most,
            "activityProgress": "Completed",
            "gradingProgress": "PendingManual" if waits else "FullyGraded",
            "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
        }
        answer = self._ask("POST", url, json=score, kind=_SCORE, must=False)
        return "" if answer.ok else f"{answer.status_code} {_short(answer.text)}"

    def _own(self, url: str) -> str:
        """An address that the platform has told; the token goes nowhere else."""
        if urlsplit(url)[:2] != urlsplit(self._items_url)[:2]:
            raise CollectingError(
                f"The platform names an address elsewhere, {_short(url)}; nothing is sent there."
            )
        return url

    def _ask(
        self, method: str, url: str, *, kind: str = "", accept: str = "", must: bool = True,
        json: Any = None,
    ) -> Any:  # fmt: skip
        headers = {"Authorization": f"Bearer {self._access()}"}
        headers |= {"Accept": accept} if accept else {}
        headers |= {"Content-Type": kind} if kind else {}
        answer = self._request(method, url, json=json, headers=headers)
        if must and not answer.ok:
            why = _short(answer.text) or "no reason"
            raise CollectingError(f"{_short(url)} refuses ({answer.status_code}): {why}")
        return answer

    def _request(self, method: str, url: str, **more: Any) -> Any:
        try:
            return self._session.request(
                method, url, timeout=_TIMEOUT, allow_redirects=False, **more
            )
        except (self._failed, OSError) as error:
            raise CollectingError(
                f"{_short(url)} cannot be reached: {_short(str(error))}"
            ) from None

    def _access(self) -> str:
        """An access token, asked for with a signed statement of who asks (RFC 7523)."""
        if time.monotonic() < self._until:
            return self._token
        try:
            import jwt
        except ImportError as error:
            raise _not_installed(error) from None
        now = int(time.time())
        claims = {
            "iss": self._client_id,
            "sub": self._client_id,
            "aud": self._audience,
            "iat": now,
            "exp": now + 60,
            "jti": uuid.uuid4().hex,
        }
        try:
            signed = jwt.encode(claims, self._key, "RS256", headers={"kid": self._key_id})
        except (ValueError, TypeError, jwt.PyJWTError) as error:
            raise CollectingError(
                f"c.LtiExport.key_file is no private key for RS256: {_short(str(error))}"
            ) from None
        asked = {
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": signed,
            "scope": " ".join(_SCOPES),
        }
        answer = self._request("POST", self._token_url, data=asked)
        found = _json(answer) if answer.ok else None
        if not isinstance(found, dict) or not isinstance(found.get("access_token"), str):
            raise CollectingError(
                f"{_short(self._token_url)} gives no access token ({answer.status_code}): "
                f"{_short(answer.text)}. Check client_id, key_id and the platform's key."
            )
        lasts = found.get("expires_in", 60)
        self._token = found["access_token"]
        self._until = time.monotonic() + 0.8 * (lasts if isinstance(lasts, int | float) else 60)
        return self._token


def _read_key(path: Path) -> str:
    try:
        text = path.read_text(encoding="ascii")
        if path.stat().st_mode & 0o077:
            raise CollectingError(f"Others can read the private key {path}: chmod 600 {path}")
    except (OSError, ValueError) as error:
        raise CollectingError(f"c.LtiExport.key_file cannot be read: {error}") from None
    return text


def _check_address(name: str, url: str) -> None:
    """A token is sent there, so it must be encrypted, but for this machine's own."""
    parts = urlsplit(url)
    is_here = parts.hostname in ("127.0.0.1", "::1", "localhost")
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and is_here)):
        raise CollectingError(f"{name} must be an address that begins with https://, not {url}")


def _json(answer: Any) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None


def _short(text: str) -> str:
    """Words of somebody else, for a message."""
    return re.sub(r"[^\x20-\x7e\u00a0-\uffff]+", " ", text)[:200].strip()


def _not_installed(error: ImportError) -> CollectingError:
    return CollectingError(
        f"Sending marks needs {error.name}. Install nbjudge with its extra lti: "
        "pip install './nbjudge[lti]'"
    )
