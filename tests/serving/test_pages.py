"""The pages of the service on a hub: who sees what, and who may hand in for whom.

The hub here is only what its API says of tokens; tests/hub has a real one.
"""

import contextlib
import json
import re
import threading

import pytest
import requests
from room import ASSIGNMENT, HALF_RIGHT, RIGHT, SECRET, Room, notebook, wait_for
from tornado.web import Application, RequestHandler, create_signed_value

pytest.importorskip("jupyterhub", reason="the pages need JupyterHub: pip install -e '.[hub]'")

from jupyterhub.services.auth import HubOAuth

from nbjudge.errors import ConfigurationError
from nbjudge.serving.http import Web
from nbjudge.serving.hub import hub_application, hub_place

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")

PREFIX = "/services/marks/"
ACCESS = "access:services!service=marks"
USERS = {
    "ada-token": {"kind": "user", "name": "ada", "scopes": [ACCESS]},
    "grace-token": {"kind": "user", "name": "grace", "scopes": [ACCESS]},
    "alan-token": {"kind": "user", "name": "alan", "scopes": [ACCESS]},
    "other-token": {"kind": "user", "name": "alan", "scopes": ["users:activity!user=alan"]},
    "service-token": {"kind": "service", "name": "cull", "scopes": [ACCESS]},
}


class Who(RequestHandler):
    """What the hub's API says of a token."""

    def get(self):
        token = self.request.headers.get("Authorization", "").removeprefix("token ")
        if token not in USERS:
            self.set_status(403)
            self.finish({"message": "unknown"})
        else:
            self.finish({"admin": False, "groups": [], "server": None, **USERS[token]})


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """(address, service, room): a service with its pages, where ada teaches."""
    more = "c.Serving.instructors = ['ada']\nc.Serving.attempts = 3"
    room = Room(tmp_path_factory.mktemp("pages"), more=more)
    room.policy("[groups]\nmini = [['grace', 'mary']]\n")
    with (
        pytest.MonkeyPatch.context() as patch,
        Web(lambda: Application([("/hub/api/user", Who)]), "127.0.0.1", 0) as hub,
        room.running(jobs=1) as service,
    ):
        told = {
            "API_TOKEN": "its-own",
            "API_URL": f"http://127.0.0.1:{hub.port}/hub/api",
            "CLIENT_ID": "service-marks",
            "SERVICE_NAME": "marks",
            "SERVICE_PREFIX": PREFIX,
            "SERVICE_URL": "http://127.0.0.1:0",
            "OAUTH_ACCESS_SCOPES": json.dumps([ACCESS]),
        }
        for name, value in told.items():
            patch.setenv(f"JUPYTERHUB_{name}", value)
        HubOAuth.clear_instance()
        with Web(lambda: hub_application(service, PREFIX), "127.0.0.1", 0) as web:
            web.settings = web._door.application.settings
            room.web = web
            yield f"http://127.0.0.1:{web.port}{PREFIX}", service, room
        HubOAuth.clear_instance()


def ask(served, path="", who="grace", method="GET", **more):
    headers = {"Authorization": f"token {who}-token"} if who else {}
    return requests.request(
        method, served[0] + path, headers=headers, timeout=60, allow_redirects=False, **more
    )


def hand_in(served, who, answers=RIGHT, assignment=ASSIGNMENT):
    data = notebook(served[2], answers)
    return ask(served, f"submissions/{assignment}", who, "PUT", data=data)


def test_a_student_hands_in_and_sees_mark_and_feedback(served):
    before = ask(served).text
    assert "You may hand in 3 times." in before and "The last attempt counts." in before
    assert "You hand in together with mary: one does it for all." in before
    assert hand_in(served, "grace", HALF_RIGHT).status_code == 202
    wait_for(lambda: attempts(served, "grace")[0]["state"] == "done")
    page = ask(served).text
    assert "2 of 5" in page and "Attempts left: <strong>2</strong>" in page
    (link,) = re.findall(rf'href="{PREFIX}(feedback/[^"]+)"', page)
    feedback = ask(served, link)
    assert "Your code" in feedback.text and str(SECRET) not in feedback.text
    assert feedback.headers["Content-Security-Policy"].startswith("sandbox;")


def attempts(served, who):
    return ask(served, "attempts", who).json()["attempts"]


def test_another_student_sees_nothing_of_it(served):
    (one,) = attempts(served, "grace")
    assert attempts(served, "alan") == []
    assert "grace" not in ask(served, "", "alan").text
    for path in (f"feedback/{one['id']}", f"feedback/{one['id']}/mini", f"feedback/{'0' * 32}"):
        found = ask(served, path, "alan")
        assert (found.status_code, found.json()["error"]) == (404, "There is no such feedback.")
    assert ask(served, "class", "alan").status_code == 403


def test_whose_work_it_is_nothing_in_the_request_can_say(served):
    data = notebook(served[2], RIGHT)
    for path in (f"submissions/{ASSIGNMENT}/grace", f"submissions/{ASSIGNMENT}?student=grace"):
        ask(served, path, "alan", "PUT", data=data)
    assert len(attempts(served, "grace")) == 1
    wait_for(lambda: attempts(served, "alan")[0]["state"] == "done")


@pytest.mark.parametrize("who", ["", "forged", "other", "service"])
def test_who_is_not_of_the_class_gets_nothing(served, who):
    for path in ("", "attempts", "class", "events", f"feedback/{'0' * 32}"):
        assert ask(served, path, who).status_code in (302, 403)
    before = len(served[1].queue.all())
    assert hand_in(served, who).status_code == 403
    assert len(served[1].queue.all()) == before


def browser(served, who):
    """What the browser of a user who has signed in sends along."""
    secret = served[2].web.settings["cookie_secret"]
    cookie = create_signed_value(secret, "service-marks", f"{who}-token").decode()
    session = requests.Session()
    session.cookies.set("service-marks", cookie)
    session.headers["User-Agent"] = "a browser"
    return session


@pytest.mark.parametrize("more", [{}, {"Authorization": "token forged"}, {"X-XSRFToken": "x"}])
def test_what_another_site_lets_a_browser_send_hands_in_nothing(served, more):
    where, session = f"{served[0]}submissions/{ASSIGNMENT}", browser(served, "grace")
    headers = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "cross-site", **more}
    before = len(served[1].queue.all())
    assert session.put(where, data=b"{}", headers=headers, timeout=20).status_code == 403
    assert len(served[1].queue.all()) == before


def test_the_page_itself_hands_in(served):
    session = browser(served, "alan")
    page = session.get(served[0], timeout=20).text
    (token,) = re.findall('data-token="([^"]+)"', page)
    headers = {"Sec-Fetch-Mode": "cors", "X-XSRFToken": token}
    data = notebook(served[2], RIGHT)
    where = f"{served[0]}submissions/{ASSIGNMENT}"
    assert session.put(where, data=data, headers=headers, timeout=20).status_code == 202
    wait_for(lambda: [one["state"] for one in attempts(served, "alan")] == ["done"] * 2)


def test_the_instructor_sees_the_class(served):
    page = ask(served, "class", "ada").text
    assert "grace" in page and "2 of 5" in page and "Nothing waits." in page
    (one,) = attempts(served, "grace")
    assert ask(served, f"feedback/{one['id']}", "ada").status_code == 200
    assert f'href="{PREFIX}class"' in ask(served, "", "ada").text


def test_open_pages_are_told_of_what_their_user_may_see(served):
    with contextlib.ExitStack() as stack:
        heard = {who: stack.enter_context(listening(served, who)) for who in ("ada", "alan", "mary")
                 if f"{who}-token" in USERS}  # fmt: skip
        assert hand_in(served, "grace", RIGHT).status_code == 202
        wait_for(lambda: heard["ada"].count("data: changed") >= 2)
        wait_for(lambda: attempts(served, "grace")[1]["state"] == "done")
    assert "data: changed" not in heard["alan"]


@contextlib.contextmanager
def listening(served, who):
    """The lines that a page of the user hears."""
    answer = ask(served, "events", who, stream=True)
    assert answer.headers["Content-Type"] == "text/event-stream"
    lines = []

    def hear():
        with contextlib.suppress(requests.RequestException, AttributeError, ValueError):
            lines.extend(iter_lines(answer, lines))

    thread = threading.Thread(target=hear, daemon=True)
    thread.start()
    wait_for(lambda: lines)
    yield lines
    answer.raw._fp.fp.raw._sock.shutdown(2)
    thread.join()
    answer.close()


def iter_lines(answer, lines):
    for line in answer.iter_lines(chunk_size=1, decode_unicode=True):
        lines.append(line)
    return []


def test_a_user_cannot_hold_all_connections(served):
    with contextlib.ExitStack() as stack:
        for _ in range(6):
            stack.enter_context(listening(served, "alan"))
        assert ask(served, "events", "alan").status_code == 429


def test_pages_need_nothing_from_elsewhere(served):
    for path, who in (("", "grace"), ("class", "ada")):
        page = ask(served, path, who)
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'") and "script-src 'self'" in policy
        assert not re.findall(r'(?:src|href)="(?:https?:)?//', page.text)
        assert page.headers["Cache-Control"] == "no-store"
    assert ask(served, "live.js", "").headers["Content-Type"].startswith("text/javascript")


def test_outside_a_hub_it_says_what_is_missing(monkeypatch):
    monkeypatch.delenv("JUPYTERHUB_API_TOKEN", raising=False)
    monkeypatch.delenv("JUPYTERHUB_SERVICE_URL", raising=False)
    with pytest.raises(ConfigurationError, match="JUPYTERHUB_API_TOKEN, JUPYTERHUB_SERVICE_URL"):
        hub_place()
