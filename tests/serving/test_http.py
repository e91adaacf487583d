"""Work over HTTP: who may hand in, how much, how fast; and what is told of it."""

import contextlib
import socket
import threading
import time

import pytest
import requests
from room import ASSIGNMENT, RIGHT, Room, notebook, wait_for
from tornado.web import Application

from nbjudge.serving import http
from nbjudge.serving.http import Web, token_handlers

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")

TOKEN = "a-token-of-more-than-twenty-characters"
KNOWN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """(address, service, room) of a service that is running."""
    more = "c.Serving.attempts = 2\nc.Serving.largest_upload = 1"
    room = Room(tmp_path_factory.mktemp("http"), more=more)
    with room.service(jobs=1) as service:
        web = Web(lambda: Application(token_handlers(service, TOKEN)), "127.0.0.1", 0)
        thread = threading.Thread(target=service.serve)
        with web:
            thread.start()
            yield f"http://127.0.0.1:{web.port}", service, room
            service.stop()
            thread.join()


def put(served, student="ada", assignment=ASSIGNMENT, data=None, headers=KNOWN):
    address, _, room = served
    data = notebook(room, RIGHT) if data is None else data
    where = f"{address}/api/submissions/{assignment}/{student}"
    return requests.put(where, data=data, headers=headers, timeout=30)


def attempts(served, student, headers=KNOWN):
    where = f"{served[0]}/api/submissions/{ASSIGNMENT}/{student}"
    return requests.get(where, headers=headers, timeout=30)


def test_what_is_sent_is_marked_and_a_third_attempt_is_refused(served):
    for number in (1, 2):
        answer = put(served)
        assert answer.status_code == 202 and answer.json()["state"] == "waiting"
        wait_for(lambda n=number: states(served) == ["done"] * n)
    found = attempts(served, "ada").json()["attempts"]
    assert [(one["attempt"], one["mark"], one["most"]) for one in found] == [(1, 5, 5), (2, 5, 5)]
    answer = put(served)
    assert answer.status_code == 409 and "2 attempts may be handed in" in answer.json()["error"]


def states(served):
    return [one["state"] for one in attempts(served, "ada").json()["attempts"]]


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer x"}, {"Authorization": TOKEN[:-1]}]
)
def test_without_the_token_nothing_is_taken_and_nothing_is_told(served, headers):
    assert put(served, "eve", headers=headers).status_code == 403
    assert attempts(served, "ada", headers=headers).status_code == 403
    assert served[1].queue.of_student("eve") == []


@pytest.mark.parametrize("student", ["..", "a%2Fb", "%2E%2E", ".eve", "a%00b", "a%0Ab", "e" * 300])
def test_names_that_lead_elsewhere_are_refused(served, student):
    assert put(served, student).status_code in (404, 409)
    assert not any(one.student != "ada" for one in served[1].queue.all())


def test_what_is_not_there_is_said(served):
    answer = put(served, assignment="none")
    assert answer.status_code == 409 and "no assignment 'none'" in answer.json()["error"]


def test_a_huge_body_is_refused_before_it_is_read(served):
    answer = put(served, "eve", data=b"x" * (2**20 + 1))
    assert answer.status_code == 413 and "larger than 1 MB" in answer.json()["error"]


def test_an_empty_body_and_one_without_a_length_are_refused(served):
    assert put(served, "eve", data=b"").status_code == 400
    assert put(served, "eve", data=iter([b"{}"])).status_code == 411
    assert served[1].queue.of_student("eve") == []


def test_a_body_that_ends_early_is_no_submission(served):
    with connect(served, "eve", 1000) as sender:
        sender.sendall(b"{}")
    wait_for(lambda: http.Upload._reading == 0)
    assert served[1].queue.of_student("eve") == []


def test_slow_senders_keep_no_others_waiting_for_ever(served, monkeypatch):
    monkeypatch.setattr(http, "_SLOW", 1)
    with contextlib.ExitStack() as stack:
        senders = [stack.enter_context(connect(served, f"slow{n}", 1000)) for n in range(8)]
        wait_for(lambda: http.Upload._reading == 8)
        answer = put(served, "grace")
        assert answer.status_code == 503 and answer.headers["Retry-After"] == "5"
        wait_for(lambda: http.Upload._reading == 0)  # they were sent away
        assert all(sender.recv(1) == b"" for sender in senders)
    assert put(served, "grace").status_code == 202


@contextlib.contextmanager
def connect(served, student, length):
    """A connection that has sent the head of an upload."""
    host, port = served[0].removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as sender:
        head = (
            f"PUT /api/submissions/{ASSIGNMENT}/{student} HTTP/1.1\r\nHost: x\r\n"
            f"Authorization: Bearer {TOKEN}\r\nContent-Length: {length}\r\n\r\n"
        )
        sender.sendall(head.encode())
        time.sleep(0.05)
        yield sender
