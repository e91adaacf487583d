"""Text of students, made harmless: no reader finds a tag, a script or a link of its own."""

import re
import time

import html5lib
import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from nbconvert.filters import markdown2html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from nbjudge.grading.notebook.harmless import Harmless, picture, tame

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
TAGS = {
    "html",
    "head",
    "body",
    "a",
    "abbr",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "input",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {"alt", "class", "checked", "disabled", "href", "id", "src", "start", "style", "title",
              "type"}  # fmt: skip
# What attacks on readers of Markdown are made of.
PIECES = st.sampled_from(
    [
        "<",
        ">",
        "<img src=x onerror=alert(1)>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<svg/onload=",
        "[",
        "]",
        "(",
        ")",
        "](",
        "]:",
        "][",
        "![",
        "[a]: ",
        "javascript:alert(1)",
        "JavaScript&colon;1",
        "data:text/html,x",
        "http:x",
        "https://e.org/",
        "//e.org",
        "/files/javascript:1",
        "vbscript:1",
        "attachment:a.png",
        "attachment:b.png",
        "&#106;",
        "&#x3c;",
        "&lt;",
        "&bsol;",
        "&Tab;",
        "&",
        "$",
        "$$",
        "\\(",
        "\\[",
        "\\\\(",
        "\\href{javascript:1}{x}",
        "\\&#104;ref",
        "\\begin{a}",
        "\\end{a}",
        "\\",
        "`",
        "```",
        "```mermaid\n",
        "~~~",
        "\n",
        "\n\n",
        "    ",
        "> ",
        "* ",
        "1. ",
        "# ",
        "# test_double\n",
        "test_double\n===\n",
        "|a|\n|-|\n|",
        '"',
        "'",
        " onload=x ",
        "\t",
        "\r",
        "\x00",
        "a",
        "*",
        "_",
        "~~",
        ":",
        ": ",
        "<https://e.org>",
        "{",
        "}",
        "é",
        "\u2028",
    ]
)


def active(html):
    """What a page holds that a person did not allow."""
    found = []
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            found.append("a comment")
            continue
        if element.tag not in TAGS:
            found.append(f"<{element.tag}>")
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES:
                found.append(f"{name}={value}")
            if name == "style" and not re.fullmatch(r"text-align: ?\w+;?", value):
                found.append(f"style={value}")
            if name == "href" and not re.match(r"https?://[a-z]|mailto:|#", value, re.I):
                found.append(f"href={value}")
            if name == "src" and not value.startswith(("attachment:a.png", "data:image/png;")):
                found.append(f"src={value}")
    return found


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_reader_finds_anything_active(text):
    tamed = tame(text, {"a.png"}, {"testdouble"})
    pages = [
        markdown2html(tamed.replace("attachment:a.png", "data:image/png;base64,AA")),
        MarkdownIt("commonmark", {"html": True}).enable("table").render(tamed),
    ]
    for page in pages:
        assert not active(page), (tamed, page)
    assert 'id="test_double"' not in pages[0]
    assert not re.search(r"<[A-Za-z/!?]|\\href|\\style", tamed)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join))
def test_a_second_time_changes_nothing(text):
    once = tame(text, {"a.png"}, {"testdouble"})
    assert tame(once, {"a.png"}, {"testdouble"}) == once


@pytest.mark.parametrize(
    "text",
    [
        '# A title\n\nand *text* with `code < 2`, [a link](https://e.org/a_(b) "t") and https://e.org',
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "$a > b$ and $$\\begin{pmatrix}a & b\\\\c & d\\end{pmatrix}$$",
        "x < 2, 3 <= 4, α &lt; β &amp; &alpha; R&D",
        "```python\nif x < 1:\n    y = x[1]\n```",
        "[by name][n]\n\n[n]: https://e.org",
        "$a < b \\le c$",
        "[up](#A-title) [mail](mailto:a@b.org)",
        "\\begin{align}a &= b\\\\c &= d\\end{align}",
        "\\newcommand{\\R}{\\mathbb{R}} $\\R$",
        "## test_double again",
    ],
)
def test_ordinary_text_stays_as_it_is(text):
    assert tame(text, ids={"testdouble"}) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>x</b>", "< b>x< /b>"),
        ("[x](javascript:alert(1))", "[x] (javascript:alert(1))"),
        ("![x](http://e.org/a.png)", "! [x](http://e.org/a.png)"),
        ("$\\href{javascript:1}{x}$", "$\\ href{javascript:1}{x}$"),
        ("&#92;href", "& #92;href"),
        ("http://hub/user/ada/f%256frmgrader?path=/", "http: //hub/user/ada/f%256frmgrader?path=/"),
        ("<https://e.org>", "https://e.org"),
        ("# test_**double**", "# test_**double** (heading)"),
    ],
)
def test_what_was_there_can_still_be_seen(text, expected):
    assert tame(text, ids={"testdouble"}) == expected


@pytest.mark.parametrize(
    "piece",
    [
        "`",
        "](http://a",
        "![a",
        "http://%25%32",
        "&",
        "&#9",
        "# a\n",
        "<http://a",
        "[a",
        "\\",
        "]:",
        "[x]: http://a\n",
        "](",
        " \n",
        "# test_double ",
        "#",
        "-",
        "a\n=\n",
        "test_double\n-\n",
        "&#",
        "\\begin{a}",
        "\\\\[",
    ],
)
def test_no_text_takes_long(piece):
    started = time.process_time()
    tame(piece * (100_000 // len(piece)), {"a.png"}, {"testdouble"})
    assert time.process_time() - started < 5


def test_only_pictures_are_pictures():
    assert picture("image/png", PIXEL) == PIXEL
    assert picture("image/png", [PIXEL[:10], PIXEL[10:]]) == PIXEL
    for kind, text in [
        ("image/png", "PHN2Zz4="),
        ("image/svg+xml", PIXEL),
        ("image/png", 3),
        ("image/png", 'iVBORw0KGgo="onerror="x'),
        ("image/jpeg", PIXEL),
    ]:
        assert picture(kind, text) is None


def opened(*cells, **metadata):
    """A notebook after the step, without a course around it."""
    nb = new_notebook(cells=list(cells), metadata=metadata)
    resources = {"nbjudge": {"source": [new_markdown_cell("<b>the instructor's</b>")],
                             "release": []}}  # fmt: skip
    nb, _ = Harmless()(nb, resources)
    nbformat.validate(nb)
    return nb


def test_of_outputs_only_text_pictures_and_formulas_are_kept():
    data = {"text/plain": "<b>", "text/html": "<b>", "image/png": PIXEL, "image/jpeg": "AAAA",
            "text/latex": "$\\href{x}{y}$", "application/javascript": "x()"}  # fmt: skip
    cell = new_code_cell("1", outputs=[
        new_output("display_data", data, metadata={"image/png": {"width": 3, "height": "x"},
                                                   "filenames": {"image/png": "x"}}),
        new_output("stream", name="stdout", text="<script>"),
    ])  # fmt: skip
    first, words, stream = opened(cell).cells[0].outputs
    assert first.data == {"text/plain": "<b>", "image/png": PIXEL, "text/latex": "$\\ href{x}{y}$"}
    assert first.metadata == {"image/png": {"width": 3}}
    assert "application/javascript, image/jpeg, text/html" in words.text
    assert stream.text == "<script>"


def test_an_output_with_nothing_else_to_see_is_shown_as_text():
    data = {"text/plain": "<IPython.core.display.HTML object>", "text/html": "<script>x</script>"}
    first, words = (
        opened(new_code_cell("1", outputs=[new_output("display_data", data)])).cells[0].outputs
    )
    assert first.data == {"text/plain": data["text/plain"]}
    assert words.text.endswith("text/html]\n<script>x</script>\n")


def test_text_without_end_is_cut_off_and_says_so():
    nb = opened(*(new_markdown_cell("<b> " * 50_000) for _ in range(10)))
    assert max(len(cell.source) for cell in nb.cells) <= 100_100
    assert sum(len(cell.source) for cell in nb.cells) < 520_000
    assert all("[Cut off here: 200,000 characters.]" in cell.source for cell in nb.cells)
    once = [cell.source for cell in nb.cells]
    assert [cell.source for cell in opened(*nb.cells).cells] == once


def test_metadata_of_students_is_not_kept():
    cell = new_code_cell("1", metadata={"tags": ["fine", "<b>"], "trusted": True,
                                        "execution": {"iopub.execute_input": "2026-01-01T00:00:00Z",
                                                      "x": "<b>"}})  # fmt: skip
    cell.id = "a"
    nb = opened(cell, widgets={"a": 1}, title="<b>", language_info={"name": "python", "x": "<"})
    assert nb.metadata == {"language_info": {"name": "python"}}
    assert nb.cells[0].metadata == {
        "tags": ["fine"], "execution": {"iopub.execute_input": "2026-01-01T00:00:00Z"}
    }  # fmt: skip


def test_the_instructors_own_text_stays_but_not_what_a_student_attached_to_it():
    cell = new_markdown_cell("<b>the instructor's</b>", attachments={"a.png": {"image/png": "x"}})
    other = new_markdown_cell("<b>mine</b> ![x](attachment:lost.png)")
    nb = opened(cell, other)
    assert nb.cells[0].source == "<b>the instructor's</b>"
    assert "attachments" not in nb.cells[0]
    # An attachment that is not there would end the formgrader's page with an error.
    assert nb.cells[1].source == "< b>mine< /b> ! [x] (attachment:lost.png)"
