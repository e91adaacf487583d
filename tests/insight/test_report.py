"""Feedback pages and the class report: what they tell, what they never tell, and that they hold."""

import csv
import json
import os
import re
import shutil
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import html5lib
import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import is_grade, is_solution, is_task

from nbjudge.authoring.answers import read_assignment
from nbjudge.authoring.packing import pack
from nbjudge.cli import main
from nbjudge.course import Course, exercises, fill_in, grade_id
from nbjudge.grading.reach import dependencies
from nbjudge.insight.html import environment, image, markdown
from nbjudge.insight.report import Report, ReportError
from nbjudge.insight.tables import tables

NAME = "03-by-hand"  # blanks, and two tasks that are marked by hand
HOSTILE = "<img src=x onerror=alert(1)>&'\""
SCRIPT = "<script>alert('{}')</script>"


@pytest.fixture(scope="module")
def graded(course, tmp_path_factory):
    """A class of eight, graded, with marks by hand and feedback."""
    copy = course.copy_to(tmp_path_factory.mktemp("class"), [NAME])
    copy.build(NAME)
    source, release = copy.read("source", NAME), copy.read("release", NAME)
    own = {grade_id(cell): cell.source for cell in source.cells if is_solution(cell)}
    answers = read_assignment(course.root / "answers" / NAME)
    wrong = pack(
        {
            name: [answer for answer in answers[name] if answer.kind == "wrong"]
            for name in exercises(source)
        },
        dependencies(source.cells),
    )
    work = {"source": own, "untouched": {}}
    for number, chosen in enumerate(wrong[:4]):
        texts = {name: answer.text for name, answer in chosen.items()}
        work[f"wrong-{number}"] = own | texts
    work["wrong-0-twin"] = work["wrong-0"]
    hostile = SCRIPT.format("code")
    work[HOSTILE] = own | {
        "l1_loss": f"def l1_loss(W, X, Y):\n    # {hostile}\n    raise ValueError({hostile!r})",
        "squared_norm_gradient": f"<!-- {hostile}",
    }
    for student, answers in work.items():
        nb = fill_in(release, answers)
        places = [i for i, cell in enumerate(nb.cells) if is_task(cell)]
        nb.cells[places[0] + 1].source = f"Because $\\frac{{a}}{{b}}$. {hostile}"
        for cell in nb.cells:  # all guess but one; a guess is the student's own text
            if cell.get("id") == "guess-step" and student != "untouched":
                cell.source = cell.source.replace("None)", f"{len(student)})")
            if cell.get("id") == "guess-slope" and student == HOSTILE:
                cell.source = cell.source.replace("    None,", f"    {SCRIPT.format('guess')!r},")
        copy.submit(student, NAME, nb)
    late = copy.root / "submitted" / "wrong-1" / NAME / "timestamp.txt"
    late.write_text("2026-03-02 12:00:00.000000 UTC")
    with Gradebook(f"sqlite:///{copy.root / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=datetime(2026, 3, 1, 12))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBJUDGE_DATA", "digits")
        copy.run("grade", NAME, "--jobs=1", module="nbjudge")
    with Gradebook(f"sqlite:///{copy.root / 'gradebook.db'}") as gradebook:
        gradebook.add_student("absent")
        gradebook.update_or_create_student("wrong-2", first_name="Ada", last_name="<Lovelace>")
        gradebook.update_or_create_student("wrong-3", last_name="Hopper")
        late = gradebook.find_submission_notebook(NAME, NAME, "wrong-1")
        late.late_submission_penalty = 0.5
        grade = gradebook.find_grade("closed_form", NAME, NAME, "source")
        grade.manual_score = 1.5
        comment = gradebook.find_comment("closed_form", NAME, NAME, "source")
        comment.manual_comment = f"Half of *it*. {SCRIPT.format('comment')}"
        gradebook.db.commit()
    copy.run("generate_feedback", NAME)
    return copy


@pytest.fixture(scope="module")
def report(graded):
    return Report(Course(graded.root).directory, NAME)


@pytest.fixture(scope="module")
def page(report, graded):
    return report.write(graded.root / "reports")


def feedback(graded, student):
    return graded.root / "feedback" / student / NAME / f"{NAME}.html"


def pages_of(graded, page):
    return [page, *sorted((graded.root / "feedback").glob("*/*/*.html"))]


def words(path):
    """All text of a page, without white space."""
    tree = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    for style in list(tree.iter("style")):
        style.clear()
    return "".join("".join(tree.itertext()).split())


class Links(HTMLParser):
    """Everything in a page that a browser would run or fetch."""

    def __init__(self):
        super().__init__()
        self.tags, self.links, self.handlers = [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        for name, value in attributes:
            if name in ("href", "src", "srcset", "action", "data", "xlink:href", "poster"):
                self.links.append(value)
            if name.startswith("on"):
                self.handlers.append((tag, name))


def test_pairs_that_share_rare_answers_are_shown_with_who_else_has_them(report, graded):
    person = {"name": HOSTILE, "link": None}
    answers = [("f", SCRIPT.format("code"), 2), ("g", "axis=0", 3), ("h", "axis=1", 6)]
    pair = {"people": [person, person], "answers": answers, "chance": 0.0, "deals": 100}
    context = report.context(graded.root)
    page = (
        environment()
        .get_template("report.html")
        .render(context | {"similar": [pair, pair | {"chance": 0.05}]})
    )
    assert HOSTILE not in page and SCRIPT.format("code") not in page
    for text in ("nobody else", "one other", "4 others", "under 0.01", ">0.05<"):
        assert text in page
    rows = tables(report.work, context | {"similar": [pair]})["similar"]
    assert rows[1] == [HOSTILE, HOSTILE, 0.0, *answers[0]]


# Feedback.


def test_does_everybody_get_a_page_by_nbgraders_own_step(graded):
    assert len(list((graded.root / "feedback").glob("*/*/*.html"))) == 8


def test_does_no_feedback_show_a_hidden_test_or_what_it_expects(graded):
    hidden, values = set(), set()
    source = graded.read("source", NAME)
    for cell in source.cells:
        if is_grade(cell) and cell.cell_type == "code":
            lines = cell.source.split("\n")
            begin = next((i for i, x in enumerate(lines) if "BEGIN HIDDEN" in x), len(lines))
            hidden |= {"".join(line.split()) for line in lines[begin + 1 :]}
            values |= set(re.findall(r"-?\d+\.\d{5,}", cell.source))
    hidden = {line for line in hidden if len(line) > 14}
    assert len(hidden) > 30
    for path in (graded.root / "feedback").glob("*/*/*.html"):
        nb = nbformat.read(graded.root / "autograded" / path.parts[-3] / NAME / f"{NAME}.ipynb", 4)
        own = "".join("".join(c.source.split()) for c in nb.cells if not is_grade(c))
        text = words(path)
        shown = {line for line in hidden if line in text and line not in own}
        assert not shown, path
        assert not {value for value in values if value in text and value not in own}, path
        assert "HIDDENTESTS" not in text


def test_does_no_feedback_show_a_marking_scheme(graded):
    source = graded.read("source", NAME)
    schemes = [cell.source.split("BEGIN MARK SCHEME")[1] for cell in source.cells if is_task(cell)]
    # Between formulas and emphasis the text would be there as it is.
    pieces = {
        "".join(piece.split()) for text in schemes for piece in re.split(r"\$[^$]*\$|[*`\n]", text)
    }
    pieces = {piece for piece in pieces if len(piece) > 25 and "MARK" not in piece}
    assert len(pieces) > 10
    for path in (graded.root / "feedback").glob("*/*/*.html"):
        text = words(path)
        assert "MARKSCHEME" not in text
        assert not {piece for piece in pieces if piece in text}


def test_are_right_wrong_and_open_blanks_marked(graded):
    def marks(student):
        text = feedback(graded, student).read_text(encoding="utf-8")
        return set(re.findall(r'<mark class="blank (\w+)" title', text))

    assert marks("source") == {"right"}
    assert marks("untouched") == {"open"}
    assert marks("wrong-0") & {"wrong", "other"}


def test_do_marks_by_hand_and_comments_appear(graded):
    text = feedback(graded, "source").read_text(encoding="utf-8")
    assert "1.5 / 3" in text
    assert "Half of <em>it</em>." in text
    assert "has not been marked yet" in text  # the other task
    assert "<math" in text


def test_is_the_mark_that_of_the_gradebook(graded):
    with Gradebook(f"sqlite:///{graded.root / 'gradebook.db'}") as gradebook:
        for student in ("source", "wrong-2"):
            score = gradebook.find_submission(NAME, student).score
            text = feedback(graded, student).read_text(encoding="utf-8")
            assert float(re.search(r'class="mark">([\d.]+)<', text)[1]) == pytest.approx(score)


def test_can_an_instructor_show_the_tests(graded, tmp_path):
    copy = shutil.copytree(graded.root, tmp_path / "course")
    shutil.rmtree(copy / "feedback")
    with (copy / "nbgrader_config.py").open("a") as config:
        config.write("\nc.HideTests.show_tests = True\n")
    shown = type(graded)(copy)
    shown.run("generate_feedback", NAME, "--student=source")
    text = words(copy / "feedback" / "source" / NAME / f"{NAME}.html")
    assert "BEGINHIDDENTESTS" in text
    assert "MARKSCHEME" not in text


def test_names_of_the_gradebook_are_used_on_pages(graded, page):
    text = feedback(graded, "wrong-2").read_text(encoding="utf-8")
    assert "Feedback for Ada &lt;Lovelace&gt; (wrong-2)" in text
    assert "Feedback for Hopper (wrong-3)" in feedback(graded, "wrong-3").read_text("utf-8")
    assert "Feedback for wrong-0 " in feedback(graded, "wrong-0").read_text(encoding="utf-8")
    assert "Ada &lt;Lovelace&gt; (wrong-2)" in page.read_text(encoding="utf-8")
    for path in pages_of(graded, page):
        assert "None" not in words(path)


def test_a_penalty_is_shown_with_the_mark_before_and_after_it(graded, page):
    mark = sum(graded.marks(NAME)["wrong-1"].values())
    row = rows_of(page, "students")["wrong-1"]
    assert float(row["mark"]) == pytest.approx(mark)
    assert float(row["penalty"]) == 0.5
    assert float(row["final mark"]) == pytest.approx(mark - 0.5)
    text = page.read_text(encoding="utf-8")
    assert "1 mark is lower for handing in late" in text
    assert ">before</th>" in text
    assert "1 day<" in text
    text = feedback(graded, "wrong-1").read_text(encoding="utf-8")
    assert re.search(rf"{mark:g}, less 0.5 for handing in late", text)


# The report.


def rows_of(page, kind):
    """{first column: row} of one of the tables."""
    path = page.parent / f"{NAME}-{kind}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        return {next(iter(row.values())): row for row in csv.DictReader(file)}


def test_does_the_report_agree_with_the_gradebook(graded, report, page):
    marks = graded.marks(NAME)
    with (page.parent / f"{NAME}-students.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert len(rows) == 8
    for student, points in marks.items():
        assert float(rows[student]["mark"]) == pytest.approx(sum(points.values()))
    text = page.read_text(encoding="utf-8")
    assert "<b>8</b> submissions, 1 not handed in" in text


def test_is_one_answer_of_two_students_counted_twice(page):
    with (page.parent / f"{NAME}-answers.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    shared = [row for row in rows if set(row["examples"].split()) == {"wrong-0", "wrong-0-twin"}]
    assert shared
    assert {row["count"] for row in shared} == {"2"}
    assert any(row["message"] for row in shared)


def test_does_it_name_what_a_person_must_look_at(page, report):
    look = {person["name"]: reasons for person, reasons in report.context(page.parent)["look"]}
    assert "2 answers are still to be marked by hand" in look["wrong-0"]
    late = report.context(page.parent)["late_list"]
    assert [(person["name"], seconds) for person, seconds in late] == [("wrong-1", 86400.0)]


def test_the_report_draws_the_guesses_of_the_class(page, report):
    step, slope = report.context(page.parent)["guesses"]
    assert step["count"] == 7 and step["without"] == 1
    assert step["rows"] == [("6", 1), ("7", 4), ("12", 1), (f"{len(HOSTILE)}", 1)]
    assert slope["count"] == 0 and slope["without"] == 8 and len(slope["rows"]) == 3
    text = page.read_text(encoding="utf-8")
    assert "Guesses before the figures" in text and "Guesses. 6: 1; 7: 4; 12: 1" in text
    with (page.parent / f"{NAME}-guesses.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["student"]: row["guess"] for row in rows[:7]}["wrong-0"] == "7"
    assert len(rows) == 8 and rows[-1]["guess"].endswith("alert('guess')</script>")


def test_do_all_links_lead_somewhere(page):
    links = Links()
    links.feed(page.read_text(encoding="utf-8"))
    ids = set(re.findall(r'id="([^"]+)"', page.read_text(encoding="utf-8")))
    from urllib.parse import unquote

    for link in links.links:
        if link.startswith("#"):
            assert unquote(link[1:]) in ids
        elif not link.startswith("data:"):
            assert (page.parent / unquote(link)).is_file()
    assert any(link.startswith("../feedback/wrong-0/") for link in links.links)


def test_does_an_anonymous_report_hide_every_name(graded):
    folder = graded.root / "anonymous"
    assert main(["report", NAME, f"--course={graded.root}", f"--into={folder}", "--anonymous"]) == 0
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert "S001" in text or "students" not in path.name
        for student in ("wrong-0", "untouched", "wrong-0-twin", "img src", "Lovelace", "Hopper"):
            assert student not in text
        assert "../feedback" not in text


def test_is_it_said_what_is_missing(graded, tmp_path, capsys):
    with pytest.raises(ReportError, match="no assignment nothing"):
        Report(Course(graded.root).directory, "nothing")
    assert main(["report", NAME, f"--course={tmp_path}"]) == 2
    assert "nbgrader_config.py" in capsys.readouterr().err


def test_is_there_a_report_without_sources_and_with_broken_files(graded, tmp_path):
    copy = Path(shutil.copytree(graded.root, tmp_path / "course"))
    shutil.rmtree(copy / "source")
    for student, text in (("wrong-0", "{"), ("wrong-1", "[]"), ("wrong-2", '{"cells": [{}]}')):
        path = copy / "autograded" / student / NAME / f"{NAME}.ipynb"
        path.chmod(0o644)
        path.write_text(text)
    (copy / "autograded" / "wrong-3" / NAME / f"{NAME}.ipynb").unlink()
    found = Report(Course(copy).directory, NAME)
    found.write(copy / "reports")
    reasons = {one.student: " ".join(one.look) for one in found.work.submissions}
    assert all("cannot be read" in reasons[f"wrong-{number}"] for number in range(3))
    assert "is not there" in reasons["wrong-3"]


def test_one_students_odd_notebook_is_listed_and_hides_nobody(graded, tmp_path):
    copy = Path(shutil.copytree(graded.root, tmp_path / "course"))
    path = copy / "autograded" / "untouched" / NAME / f"{NAME}.ipynb"
    odd = json.loads(path.read_text(encoding="utf-8"))
    odd["metadata"]["odd"] = [float("nan"), {"x": float("inf")}]
    for cell in odd["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = "match 1:\r    case _:\r        pass\r" + "x = 1\n" * 9000
    odd["cells"][0]["metadata"] = {"nbgrader": "x", "nbjudge": [1], "execution": 5}
    path.chmod(0o644)
    path.write_text(json.dumps(odd))
    found = Report(Course(copy).directory, NAME)
    text = found.write(copy / "reports").read_text(encoding="utf-8")
    reasons = {one.student: " ".join(one.look) for one in found.work.submissions}
    assert "cannot be read" not in reasons["untouched"]
    assert "this is too long to be read" in text
    assert "The commonest misconceptions" in text  # of the others


# Both.


def test_are_the_pages_valid_html(graded, page):
    for path in pages_of(graded, page):
        html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))


def test_do_the_pages_need_nothing_from_elsewhere(graded, page):
    for path in pages_of(graded, page):
        text, links = path.read_text(encoding="utf-8"), Links()
        links.feed(text)
        assert not [x for x in links.links if not x.startswith(("#", "data:", "../"))], path
        assert "@import" not in text
        assert not re.search(r"url\((?!#)", text)


def test_does_nothing_that_a_student_wrote_become_markup(graded, page):
    for path in pages_of(graded, page):
        links = Links()
        links.feed(path.read_text(encoding="utf-8"))
        assert not links.handlers, path
        assert not {"script", "iframe", "object", "embed", "form", "base"} & set(links.tags), path
        assert links.tags.count("img") == len([x for x in links.links if "data:image" in x]), path
    text = words(feedback(graded, HOSTILE))
    assert text.count("<script>alert('code')</script>") >= 3  # code, message and written answer
    assert "<imgsrc=xonerror" in text


@pytest.mark.parametrize(
    "text",
    ["[a](javascript:alert(1))", "![a](http://e.org/a.png)", "<http://e.org>", "<b onclick=x>",
     "[a]: http://e.org\n\n[a]", r"$\href{javascript:alert(1)}{x}$", "$$<script>$$", "$" * 999,
     "> " * 3000, r"$\color{red}{x}$", r"$\class{a}{x}$", r"$\style{background:url(http://e)}{x}$"],
)  # fmt: skip
def test_does_markdown_of_students_make_no_link_and_no_tag(text):
    links = Links()
    links.feed(str(markdown(text)))
    assert not links.links
    assert not links.handlers
    assert not {"script", "img", "a", "b"} & set(links.tags)
    assert "url(" not in str(markdown(text)) or "<code>" in str(markdown(text))


def test_are_only_real_images_shown():
    assert image({"image/png": "PHN2Zz4="}) is None
    assert image({"image/png": 'iVBORw0KGgo="onerror="x'}) is None
    assert image({"image/svg+xml": "<svg/>", "text/html": "<b>"}) is None
    assert image({"image/png": "iVBORw0K\nGgo="}) == "data:image/png;base64,iVBORw0KGgo="


def test_does_a_browser_show_them_without_an_error(graded, page):
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        assert os.environ.get("NBJUDGE_HUB") != "required", "install Chromium"
        pytest.skip("no Chromium here")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for path in (page, feedback(graded, "wrong-0"), feedback(graded, HOSTILE)):
            tab, said = browser.new_page(viewport={"width": 390, "height": 800}), []
            tab.on("console", lambda message, said=said: said.append(message.text))
            tab.on("pageerror", lambda error, said=said: said.append(str(error)))
            tab.on("dialog", lambda dialog, said=said: said.append(dialog.message))
            tab.on("request", lambda request, said=said: said.append(request.url)
                   if not request.url.startswith(("file:", "data:")) else None)  # fmt: skip
            tab.goto(path.as_uri())
            assert not said
            # It fits a phone: only code and wide tables scroll, each in its own box.
            assert tab.evaluate("document.documentElement.scrollWidth") <= 390, os.fspath(path)
        browser.close()


def test_does_release_feedback_hand_out_the_page(graded, tmp_path):
    """By nbgrader's own exchange, as from the formgrader's button."""
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    folder = feedback(graded, "wrong-0").parent
    (folder / "timestamp.txt").write_text(f"{datetime.now() - timedelta(days=1)} UTC")
    (folder / "submission_secret.txt").write_text("secret")
    graded.run("release_feedback", NAME, "--student=wrong-0", f"--Exchange.root={exchange}")
    (found,) = exchange.rglob("*.html")
    assert found.read_bytes() == feedback(graded, "wrong-0").read_bytes()
