"""Marks sent by LTI 1.3 to a platform that runs here, and checks all that the standard asks for."""

import json
import threading
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from factory import empty_gradebook
from nbgrader.api import Gradebook

from nbjudge.cli import main
from nbjudge.errors import CollectingError

jwt = pytest.importorskip("jwt", reason="sending marks needs PyJWT: pip install -e '.[lti]'")
serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization")
rsa = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.rsa")

# nbgrader's own add_submission makes SQLAlchemy warn.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/"
ITEM = "application/vnd.ims.lis.v2.lineitem+json"


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Platform:
    """An LMS: its token endpoint, line items in two pages, and scores."""

    def __init__(self, key):
        self.key, self.items, self.scores, self.seen, self.tokens = key, [], [], set(), 0
        self.users = {"lti-ada", "lti-alan"}
        platform = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def reply(self, status, content=None, **headers):
                body = b"" if content is None else json.dumps(content).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                platform.get(self)

            def do_POST(self):
                platform.post(self, self.rfile.read(int(self.headers["Content-Length"])))

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exception):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def get(self, handler):
        assert handler.headers["Accept"] == "application/vnd.ims.lis.v2.lineitemcontainer+json"
        if handler.headers["Authorization"] != "Bearer the-token":
            return handler.reply(401, {"error": "no token"})
        asked = parse_qs(urlsplit(handler.path).query)
        first = "page" not in asked
        found = self.items[:1] if first else self.items[1:]
        after = {"Link": f'<{self.url}/items?type=x&page=2>; rel="next"'} if first else {}
        return handler.reply(200, found, **after)

    def post(self, handler, body):
        if handler.path == "/token":
            return self.token(
                handler, {name: one for name, (one,) in parse_qs(body.decode()).items()}
            )
        if handler.headers["Authorization"] != "Bearer the-token":
            return handler.reply(401, {"error": "no token"})
        parts, content = urlsplit(handler.path), json.loads(body)
        if parts.path == "/items":
            assert handler.headers["Content-Type"] == ITEM
            item = {"id": f"{self.url}/items/{len(self.items)}/item?type=x", **content}
            self.items.append(item)
            return handler.reply(201, item)
        assert handler.headers["Content-Type"] == "application/vnd.ims.lis.v1.score+json"
        assert parts.path.endswith("/item/scores") and parts.query == "type=x"
        assert datetime.fromisoformat(content["timestamp"]).tzinfo is not None
        if content["userId"] not in self.users:
            return handler.reply(404, {"error": "no such user"})
        self.scores.append((int(parts.path.split("/")[2]), content))
        return handler.reply(200)

    def token(self, handler, given):
        self.tokens += 1
        assert given["grant_type"] == "client_credentials"
        kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        assert given["client_assertion_type"] == kind
        try:
            assert jwt.get_unverified_header(given["client_assertion"])["kid"] == "key-1"
            claims = jwt.decode(
                given["client_assertion"],
                self.key.public_key(),
                ["RS256"],
                audience=f"{self.url}/token",
                options={"require": ["iss", "sub", "aud", "iat", "exp", "jti"]},
            )
        except jwt.PyJWTError as error:
            return handler.reply(400, {"error": "invalid_client", "why": str(error)})
        assert claims["iss"] == claims["sub"] == "tool-7"
        assert claims["jti"] not in self.seen and claims["exp"] - claims["iat"] <= 300
        self.seen.add(claims["jti"])
        assert set(given["scope"].split()) == {f"{SCOPE}lineitem", f"{SCOPE}score"}
        return handler.reply(200, {"access_token": "the-token", "expires_in": 3600})


@pytest.fixture
def platform(key):
    with Platform(key) as platform:
        yield platform


@pytest.fixture
def course(tmp_path, platform, key):
    """A course with the marks of ada, alan (one waits for a person), zoe and eve."""
    root = tmp_path / "course"
    for name in ("ps1", "ps2"):
        (root / "source" / name).mkdir(parents=True)
        (root / "source" / name / "ps.ipynb").write_text("{}")
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (root / "tool.pem").write_bytes(pem)
    (root / "tool.pem").chmod(0o600)
    (root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'c101'\n"
        f"c.LtiExport.token_url = '{platform.url}/token'\n"
        f"c.LtiExport.line_items_url = '{platform.url}/items?type=x'\n"
        f"c.LtiExport.client_id = 'tool-7'\nc.LtiExport.key_id = 'key-1'\n"
        f"c.LtiExport.key_file = '{root}/tool.pem'\n"
    )
    empty_gradebook(root)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "c101") as gradebook:
        for name in ("ps1", "ps2"):
            gradebook.add_assignment(name)
            gradebook.add_notebook("ps", name)
            gradebook.add_grade_cell("test_it", "ps", name, max_score=10, cell_type="code")
        for student, user in (("ada", "lti-ada"), ("alan", "lti-alan"), ("zoe", None),
                              ("eve", "lti-gone")):  # fmt: skip
            gradebook.add_student(student, lms_user_id=user)
            gradebook.add_submission("ps1", student)
            grade = gradebook.find_grade("test_it", "ps", "ps1", student)
            grade.auto_score, grade.needs_manual_grade = 7.5, student == "alan"
            if student == "ada":
                grade.notebook.late_submission_penalty = 0.5
        gradebook.db.commit()
    return root


def export(root, assignment="ps1", status=0):
    file = root / "sent.csv"
    command = ["export", assignment, str(file), "--to", "lti", f"--course={root}"]
    assert main(command) == status
    return file.read_text().splitlines()[1:] if status == 0 else None


def test_each_mark_arrives_signed_and_in_its_line_item(course, platform, capsys):
    platform.items = [{"id": f"{platform.url}/items/0/item?type=x", "resourceId": "other"}]
    sent = export(course)
    assert sent == [
        "ps1,ada,lti-ada,7,10,yes",
        "ps1,alan,lti-alan,7.5,10,yes",
        'ps1,eve,lti-gone,7.5,10,"no: 404 {""error"": ""no such user""}"',
        "ps1,zoe,,7.5,10,no: the gradebook has no lms_user_id",
    ]
    (made,) = platform.items[1:]
    assert made | {"id": ""} == {
        "id": "", "scoreMaximum": 10, "label": "ps1", "resourceId": "ps1",
    }  # fmt: skip
    found = {score["userId"]: (item, score) for item, score in platform.scores}
    item, score = found["lti-ada"]
    assert (item, score["scoreGiven"], score["scoreMaximum"]) == (1, 7, 10)
    assert (score["activityProgress"], score["gradingProgress"]) == ("Completed", "FullyGraded")
    assert found["lti-alan"][1]["gradingProgress"] == "PendingManual"
    assert platform.tokens == 1
    said = capsys.readouterr().out
    assert "knows these by no name" in said and "zoe" in said and "The mark of eve" in said


def test_a_second_time_the_line_item_is_found(course, platform):
    export(course)
    export(course)
    assert len(platform.items) == 1 and len(platform.scores) == 4


def test_all_is_sent_for_all_assignments_with_marks(course, platform):
    export(course, "all")
    assert [item["resourceId"] for item in platform.items] == ["ps1"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("c.LtiExport.client_id = 'tool-7'", "", "c.LtiExport.client_id is not set"),
        ("'key-1'", "'key-1'\nc.LtiExport.audience = 'x'", "gives no access token (400)"),
        ("http://127.0.0.1", "http://lms.example.org", "must be an address that begins with https"),
        ("/items?type=x", "/none", "refuses (401)"),
        ("tool.pem", "none.pem", "key_file cannot be read"),
    ],
)
def test_what_is_wrong_is_said(course, platform, capsys, old, new, says, monkeypatch):
    path = course / "nbgrader_config.py"
    path.write_text(path.read_text().replace(old, new))
    if says == "refuses (401)":
        monkeypatch.setattr(platform, "get", lambda handler: handler.reply(401, None))
    export(course, status=2)
    assert says in capsys.readouterr().err


def test_a_key_that_others_can_read_is_refused(course, capsys):
    (course / "tool.pem").chmod(0o644)
    export(course, status=2)
    assert "Others can read the private key" in capsys.readouterr().err


def test_what_is_no_key_is_said_without_showing_it(course, capsys):
    (course / "tool.pem").write_text("secret words")
    export(course, status=2)
    said = capsys.readouterr().err
    assert "no private key for RS256" in said and "secret words" not in said


def test_the_token_goes_to_nobody_else(course, platform, capsys):
    platform.items = [{"id": "http://127.0.0.1:1/elsewhere", "resourceId": "ps1"}]
    export(course, status=2)
    assert "names an address elsewhere" in capsys.readouterr().err


def test_without_a_platform_it_says_so(course, platform, capsys):
    path = course / "nbgrader_config.py"
    path.write_text(path.read_text().replace(platform.url, "http://127.0.0.1:1"))
    export(course, status=2)
    assert "cannot be reached" in capsys.readouterr().err


def test_the_error_is_one_of_collecting():
    from nbjudge.collecting.lti import _check_address

    with pytest.raises(CollectingError):
        _check_address("x", "ftp://lms.example.org")
