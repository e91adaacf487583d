"""A class on a real JupyterHub, seen through Chromium: from the formgrader to the feedback."""

import json
import os
import re
from types import SimpleNamespace

import nbformat
import pytest
from hub import ROOT, Hub, missing
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbjudge.course import Course

WHY_NOT = missing()
if WHY_NOT and os.environ.get("NBJUDGE_HUB") != "required":
    pytest.skip(f"No JupyterHub can be tested here: {WHY_NOT}.", allow_module_level=True)
assert not WHY_NOT, WHY_NOT

from browser import (  # noqa: E402 (needs playwright)
    Album,
    cell,
    chromium,
    expect,
    menu,
    new_page,
    notebook,
    run,
    run_folded,
    wait_for_kernel,
    wait_for_lab,
    write,
)

RELEASE = "01-softmax-derivation"
SECRET = "hidden_input"  # occurs in the hidden tests alone


def code(exercise, source, points=None, solution=False):
    data = {
        "grade_id": exercise,
        "schema_version": 3,
        "grade": points is not None,
        "solution": solution,
        "locked": not solution,
        "task": False,
    }
    if points is not None:
        data["points"] = points
    metadata = {"nbgrader": data}
    if exercise == "setup":
        metadata["tags"] = ["setup"]
    return new_code_cell(source, id=exercise, metadata=metadata)


def small_assignment():
    """Two exercises of two points each."""
    return new_notebook(
        metadata={
            "kernelspec": {
                "name": "python3",
                "display_name": "Python 3 (ipykernel)",
                "language": "python",
            }
        },
        cells=[
            new_markdown_cell("# A first assignment\n\nReplace every `?`.", id="title"),
            code("setup", "import nbjudge\nfrom nbjudge import check"),
            code(
                "mean",
                "def mean(values):\n    #? return sum(?) / ?\n    return sum(values) / len(values)",
                solution=True,
            ),
            code(
                "test_mean",
                'check.close(mean([1, 2, 6]), 3, "mean([1, 2, 6])")\ncheck.passed("mean")\n'
                f"### BEGIN HIDDEN TESTS\n{SECRET} = [2, 4]\n"
                f"check.close(mean({SECRET}), 3, 'mean of two')\n### END HIDDEN TESTS",
                points=2,
            ),
            code(
                "largest",
                "def largest(values):\n    #? return ?\n    return max(values)",
                solution=True,
            ),
            code(
                "test_largest",
                'check.close(largest([1, 7, 2]), 7, "largest([1, 7, 2])")\n'
                f'check.passed("largest")\n### BEGIN HIDDEN TESTS\n{SECRET} = [5, 3]\n'
                f"check.close(largest({SECRET}), 5, 'largest of other values')\n"
                "### END HIDDEN TESTS",
                points=2,
            ),
        ],
    )


def fill(folder):
    """The course: the small assignment, and one of nbjudge's with its release."""
    course = Course(ROOT).copy_to(folder, [RELEASE])
    (folder / "source" / "ps1").mkdir()
    nbformat.write(small_assignment(), folder / "source" / "ps1" / "problem.ipynb")
    (folder / "release" / RELEASE).mkdir(parents=True)
    release = Course(ROOT).read("release", RELEASE)
    nbformat.write(release, folder / "release" / RELEASE / f"{RELEASE}.ipynb")
    return course


@pytest.fixture(scope="module")
def room(request, tmp_path_factory):
    """The hub, and a page for each of the three; `room.done` tells how far the story has come."""
    folder = os.environ.get("NBJUDGE_SCREENSHOTS") or tmp_path_factory.mktemp("screenshots")
    album = Album(folder)
    with Hub(fill) as hub, chromium() as browser:
        pages = {name: new_page(browser) for name in ("ada", "grace", "alan")}
        yield SimpleNamespace(
            hub=hub,
            album=album,
            done=set(),
            step=lambda title, page: album.step(title, page, hub.tail),
            **pages,
        )
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(f"\n{album.report()}")


def sign_in(room, page, user):
    page.goto(room.hub.url)
    page.fill("#username_input", user)
    page.fill("#password_input", room.hub.password)
    page.click("#login_submit")


def formgrader(page):
    return page.frame_locator("#formgrader-iframe iframe")


def press(page, row, button, says):
    """Press a button in a row of the formgrader, and close the message that it answers with."""
    frame = formgrader(page)
    frame.locator("#main-table tr", has_text=row).locator(f".{button} a").click()
    message = frame.locator(".modal.in .modal-body")
    expect(message).to_contain_text("Success", ignore_case=True, timeout=120_000)
    expect(message).to_contain_text(says)
    log = message.inner_text()
    frame.locator(".modal.in .modal-footer button").click()
    expect(frame.locator(".modal")).to_have_count(0)
    return log


def assignments(page):
    """Bring the list of assignments to the front, as it is now."""
    menu(page, "Nbgrader", "Assignment List")
    page.locator("#refresh_assignments_list").click()
    return page.locator("#assignments")


def test_can_an_instructor_release_an_assignment(room):
    page, hub = room.ada, room.hub
    with room.step("The instructor signs in", page):
        sign_in(room, page, hub.ada)
        expect(page.locator("#course")).to_be_visible()
    with room.step("The formgrader opens", page):
        page.click("#course")
        # JupyterHub asks once whether another account's server may learn who comes.
        page.get_by_role("button", name="Authorize").click()
        expect(formgrader(page).locator("#main-table tr", has_text="ps1")).to_be_visible()
        wait_for_lab(page)
    with room.step("It generates the release", page):
        press(page, "ps1", "assign", "created the student version")
    with room.step("It releases the assignment", page):
        press(page, "ps1", "release", "released 'ps1'")
        press(page, RELEASE, "release", f"released '{RELEASE}'")
    room.done.add("released")


def test_can_a_student_fetch_fill_check_and_submit_it(room):
    assert "released" in room.done, "The assignment was not released."
    page, hub = room.grace, room.hub
    with room.step("A student signs in and sees JupyterLab", page):
        sign_in(room, page, hub.grace)
        page.wait_for_url(re.compile("/lab"))
        wait_for_lab(page)
    with room.step("The student fetches the assignment", page):
        listed = assignments(page)
        released = listed.locator("#released_assignments_list .list_item", has_text="ps1").first
        released.get_by_role("button", name="Fetch").click()
        fetched = listed.locator("#fetched_assignments_list .list_item", has_text="ps1").first
        expect(fetched).to_be_visible()
    with room.step("It opens, with blanks", page):
        fetched.locator(".assignment-notebooks-link").click()
        fetched.get_by_role("link", name="problem").click()
        expect(cell(page, "def mean")).to_contain_text("return sum(?) / ?")
        expect(notebook(page)).not_to_contain_text(SECRET)
        wait_for_kernel(page)
    with room.step("A forgotten blank is answered in words", page):
        run(page, cell(page, "import nbjudge"))
        said = run(page, cell(page, "def mean"))
        assert "still has 2 blanks" in said, said
    with room.step("The visible checks pass", page):
        write(
            page,
            cell(page, "def mean"),
            "def mean(values):\n    return sum(values) / len(values)",
        )
        run(page, cell(page, "def mean"))
        # Right for the numbers of the visible check alone.
        write(page, cell(page, "def largest"), "def largest(values):\n    return values[1]")
        run(page, cell(page, "def largest"))
        for exercise in ("mean", "largest"):
            said = run_folded(page, f"Check: {exercise}")
            assert exercise in said
            assert "Error" not in said, said
    with room.step("The notebook validates", page):
        notebook(page).get_by_role("button", name="Validate").click()
        dialog = page.locator(".jp-Dialog")
        expect(dialog).to_contain_text("Success! Your notebook passes all the tests.")
    dialog.get_by_role("button").last.click()
    with room.step("The student submits it", page):
        listed = assignments(page)
        fetched = listed.locator("#fetched_assignments_list .list_item", has_text="ps1").first
        fetched.get_by_role("button", name="Submit").click()
        expect(listed.locator("#submitted_assignments_list .list_item").first).to_contain_text(
            "ps1"
        )
    room.done.add("submitted")


def test_does_the_formgrader_grade_it_in_sandbox_and_judge(room):
    assert "submitted" in room.done, "Nothing was submitted."
    page, hub = room.ada, room.hub
    with room.step("The instructor collects", page):
        press(page, "ps1", "collect", "collected submissions of 'ps1'")
    with room.step("The formgrader's button grades", page):
        formgrader(page).locator("#main-table tr", has_text="ps1").locator(
            ".num-submissions a"
        ).click()
        press(page, hub.grace, "autograde", "autograded 'ps1'")
    with room.step("The instructor reads the mark", page):
        row = formgrader(page).locator("#main-table tr", has_text=hub.grace)
        expect(row.locator(".status")).to_have_text("graded")
        expect(row.locator(".score")).to_have_text("2 / 4")
    graded = nbformat.read(
        hub.course / "autograded" / hub.grace / "ps1" / "problem.ipynb", as_version=4
    )
    assert graded.metadata.nbjudge.sandbox is True
    assert Course(hub.course).marks("ps1") == {hub.grace: {"test_mean": 2, "test_largest": 0}}
    with room.step("The instructor looks at the graded notebook", page):
        row.locator(".student-name a").click()
        formgrader(page).get_by_role("link", name="problem").first.click()
        expect(formgrader(page).locator("body")).to_contain_text("largest of other values")
        scores = formgrader(page).locator("input.score")
        expect(scores.nth(0)).to_have_attribute("placeholder", "2")
        expect(scores.nth(1)).to_have_attribute("placeholder", "0")
    room.done.add("graded")


def test_can_the_student_read_feedback_without_hidden_tests(room):
    assert "graded" in room.done, "Nothing was graded."
    page, hub = room.ada, room.hub
    with room.step("Feedback is generated and released", page):
        for link in ("Manual Grading", "Manage Assignments"):
            formgrader(page).get_by_role("link", name=link, exact=True).first.click()
        press(page, "ps1", "generate-feedback", "generated feedback")
        press(page, "ps1", "release-feedback", "released feedback")
    page = room.grace
    with room.step("The student fetches the feedback", page):
        listed = assignments(page)
        submitted = listed.locator("#submitted_assignments_list")
        submitted.get_by_role("button", name="Fetch Feedback").first.click()
        submitted.get_by_text("view feedback").first.click()
    with room.step("The student reads it", page):
        # As the link does not open it: nbgrader goes to the folder in the file browser.
        page.locator(".jp-DirListing-item", has_text="problem.html").dblclick()
        shown = page.frame_locator(".jp-HTMLViewer iframe").locator("body")
        expect(shown).to_contain_text("largest of other values")
        expect(shown).to_contain_text("2 of 4 points")
        expect(shown).not_to_contain_text(SECRET)
    (page_file,) = hub.home(hub.grace).glob("ps1/feedback/*/problem.html")
    assert SECRET not in page_file.read_text(encoding="utf-8")
    room.done.add("feedback")


PROBE = """
import json, os
from pathlib import Path

def look(path):
    path = Path(path)
    try:
        return sorted(os.listdir(path)) if path.is_dir() else len(path.read_bytes())
    except OSError as error:
        return type(error).__name__

seen = {path: look(path) for path in json.loads(Path("paths.json").read_text())}
# The environment of a server holds the key to it.
others = [path for path in Path("/proc").glob("[0-9]*") if path.stat().st_uid != os.getuid()]
seen["environments"] = [look(path / "environ") for path in others]
Path("seen.json").write_text(json.dumps(seen))
"""


def test_does_another_student_see_nothing_of_it(room):
    assert "feedback" in room.done, "There is no work to look for."
    page, hub = room.alan, room.hub
    with room.step("Another student signs in", page):
        sign_in(room, page, hub.alan)
        page.wait_for_url(re.compile("/lab"))
        wait_for_lab(page)

    def fetch(path, **options):
        script = """async ([path, options]) => {
            const xsrf = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/);
            options.headers = {"X-XSRFToken": xsrf ? xsrf[1] : ""};
            const reply = await fetch(path, options);
            return [reply.status, await reply.text()];
        }"""
        return page.evaluate(script, [path, options])

    mine = f"/user/{hub.alan}/api/contents"
    assert fetch(mine)[0] == 200  # the way there is right
    # Neither through another's server, nor out of one's own folder.
    for user in (hub.grace, hub.grader):
        assert fetch(f"/user/{user}/api/contents")[0] == 403
        assert fetch(f"/user/{user}/files/ps1/problem.ipynb")[0] == 403
    for path in ("../" + hub.grace, "../../course/gradebook.db"):
        assert fetch(f"{mine}/{path.replace('/', '%2F')}")[0] in (400, 403, 404)
    assert fetch(f"/user/{hub.alan}/formgrader/")[0] == 404

    # A kernel on TCP ports would tell everyone on this machine what runs in it.
    kernels = [*(hub.home(hub.grace) / ".run").glob("kernel-*.json")]
    assert {json.loads(file.read_text())["transport"] for file in kernels} == {"ipc"}

    timestamped = list((hub.exchange / "nbjudge" / "inbound").iterdir())
    assert len(timestamped) == 1
    closed = [
        *(hub.course / name for name in ("", "gradebook.db", "source", "submitted", "autograded")),
        hub.course / "source" / "ps1" / "problem.ipynb",
        hub.course / "submitted" / hub.grace / "ps1" / "problem.ipynb",
        hub.exchange / "nbjudge" / "inbound",
        hub.exchange / "nbjudge" / "feedback",
        hub.home(hub.grace),
        hub.home(hub.grace) / "ps1" / "problem.ipynb",
        hub.home(hub.grader),
        hub.folder / "hub" / "jupyterhub.sqlite",
    ]
    readable = [hub.home(hub.alan), hub.exchange / "nbjudge" / "outbound" / "ps1" / "problem.ipynb"]
    seen_from(page, hub, fetch, mine, [*closed, *readable])
    with room.step("A terminal of the other student looks around", page):
        menu(page, "File", "New")
        page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Terminal$")).click()
        page.locator(".jp-Terminal .xterm-screen").click()
        page.wait_for_timeout(1000)
        page.keyboard.type("python3 probe.py; ls -la; cat seen.json\n")
        seen = hub.home(hub.alan) / "seen.json"
        for _ in range(100):
            if seen.exists() and seen.stat().st_size:
                break
            page.wait_for_timeout(100)
        page.wait_for_timeout(500)
    seen = json.loads(seen.read_text())
    for path in readable:
        assert seen[os.fspath(path)] not in ("PermissionError", "FileNotFoundError"), path
    for path in closed:
        assert seen[os.fspath(path)] == "PermissionError", path
    assert set(seen["environments"]) == {"PermissionError"}


def seen_from(page, hub, fetch, mine, paths):
    """Put the probe and what it is to look at into the student's folder, by the file API."""
    files = {"probe.py": PROBE, "paths.json": json.dumps([os.fspath(path) for path in paths])}
    for name, text in files.items():
        body = json.dumps({"type": "file", "format": "text", "content": text})
        assert fetch(f"{mine}/{name}", method="PUT", body=body)[0] == 201


def test_does_a_release_of_the_course_open_and_run(room):
    assert "submitted" in room.done, "The student did not come so far."
    page = room.grace
    with room.step("The student opens a release of the course", page):
        listed = assignments(page)
        released = listed.locator("#released_assignments_list .list_item", has_text=RELEASE).first
        released.get_by_role("button", name="Fetch").click()
        fetched = listed.locator("#fetched_assignments_list .list_item", has_text=RELEASE).first
        fetched.locator(".assignment-notebooks-link").click()
        fetched.get_by_role("link", name=RELEASE).click()
        expect(notebook(page).locator(".jp-RenderedHTMLCommon h1").first).to_contain_text("Softmax")
        wait_for_kernel(page)
    with room.step("Its first cells run", page):
        assert "Error" not in run(page, cell(page, "import nbjudge"))
        said = run(page, cell(page, "def one_hot"))
        assert "blanks" in said, said
        expect(notebook(page).locator("mjx-merror")).to_have_count(0)


def test_work_is_marked_on_arrival_and_nobody_else_sees_it(room):
    assert "submitted" in room.done, "The student did not come so far."
    page, hub = room.alan, room.hub
    nb = nbformat.read(hub.course / "release" / "ps1" / "problem.ipynb", as_version=4)
    for one in nb.cells:
        if one.source.startswith("def mean"):
            one.source = "def mean(values):\n    return sum(values) / len(values)"
        elif one.source.startswith("def largest"):
            one.source = "def largest(values):\n    return max(values)"
    with room.step("A student hands in on the page of marks", page):
        page.goto(f"{hub.url}/services/marks/")
        hand_in = page.locator("[data-assignment=ps1] input[type=file]")
        data = nbformat.writes(nb).encode()
        hand_in.set_input_files(
            {"name": "mine.ipynb", "mimeType": "application/json", "buffer": data}
        )
        expect(page.locator("[data-assignment=ps1] tbody")).to_contain_text("4 of 4")  # by itself
    with room.step("The student reads the feedback", page):
        page.get_by_role("link", name="Feedback").click()
        expect(page.locator("body")).to_contain_text("4 of 4 points")
    feedback = page.url
    page = room.grace
    with room.step("What was submitted in JupyterLab is there too, and no other's", page):
        page.goto(f"{hub.url}/services/marks/")
        expect(page.locator("[data-assignment=ps1] tbody tr")).to_have_count(1)
        expect(page.locator("[data-assignment=ps1] tbody")).to_contain_text("2 of 4")
    assert page.goto(feedback).status == 404
    assert page.goto(f"{hub.url}/services/marks/class").status == 403
    with room.step("The instructor sees the class", room.ada):
        assert room.ada.goto(f"{hub.url}/services/marks/class").status == 200
        expect(room.ada.locator("#newest ~ .scroll tbody tr")).to_have_count(2)
    # Another page of the same hub, such as a student's, can hand in nothing in one's name.
    page.goto(f"{hub.url}/hub/home")
    forged = page.evaluate(
        "async (where) => (await fetch(where, {method: 'PUT', body: '{}'})).status",
        f"{hub.url}/services/marks/submissions/ps1",
    )
    assert forged == 403
