"""Templates of source cells: what is shown, what is matched, what is refused."""

import textwrap

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from nbjudge.authoring.blanks import fill, find_templates, open_blanks, read_blanks
from nbjudge.errors import SourceError


def cell(text):
    return textwrap.dedent(text).strip("\n")


SHOWN = {
    "a call, an attribute and an argument": (
        """
        def cce(Y, Yhat):
            #? return np.mean(np.?(? * ?, axis=?))
            return np.mean(np.sum(-Y * np.log(Yhat), axis=0))  # not for students
        """,
        """
        def cce(Y, Yhat):
            return np.mean(np.?(? * ?, axis=?))
        """,
        ("sum", "-Y", "np.log(Yhat)", "0"),
    ),
    "brackets that the tree does not see": (
        """
        #? x = (? + 1)
        x = 2 * y + 1
        """,
        "x = (? + 1)",
        ("2 * y",),
    ),
    "a call over several lines, in template and answer": (
        """
        #? T = np.einsum(
        #?     ?, x,
        #? )
        T = np.einsum(
            "ij,jk->ik", x
        )
        print(T)
        """,
        """
        T = np.einsum(
            ?, x,
        )
        print(T)
        """,
        ('"ij,jk->ik"',),
    ),
    "a header, its body untouched": (
        """
        #? for b in range(?):
        for b in range(x.shape[1]):
            # stays
            #? y[:, ?] = b
            y[:, b] = b
        """,
        """
        for b in range(?):
            # stays
            y[:, ?] = b
        """,
        ("x.shape[1]",),
    ),
    "a function's header below its decorator": (
        """
        @cached
        #? def f(x, *, axis=?):
        def f(x, *, axis=0):
            return x
        """,
        """
        @cached
        def f(x, *, axis=?):
            return x
        """,
        ("0",),
    ),
    "while and if": (
        """
        #? while ? < n:
        while len(losses) < n:
            #? if ?:
            if losses[-1] > 3:
                break
        """,
        """
        while ? < n:
            if ?:
                break
        """,
        ("len(losses)",),
    ),
    "a blank in an f-string, no blank in its text": (
        """
        #? s = f"{?} or what?"
        s = f"{x + 1} or what?"
        """,
        """
        s = f"{?} or what?"
        """,
        ("x + 1",),
    ),
    "no blank in a string or a comment": (
        """
        #? s = "why?" + ?  # really?
        s = "why?" + name
        """,
        """
        s = "why?" + ?  # really?
        """,
        ("name",),
    ),
    "an augmented assignment": (
        """
        #? W -= ? * ?
        W -= rate * grad
        """,
        "W -= ? * ?",
        ("rate", "grad"),
    ),
    "a whole argument, by keyword": (
        """
        #? s = np.sum(x, ?)
        s = np.sum(x, axis=0)
        """,
        "s = np.sum(x, ?)",
        ("axis=0",),
    ),
    "the name of a keyword, and a slice": (
        """
        #? s = np.sum(x[?], ?=0)
        s = np.sum(x[:, :-1], axis=0)
        """,
        "s = np.sum(x[?], ?=0)",
        (":, :-1", "axis"),
    ),
    "a lambda, a dict and a starred argument": (
        """
        #? f = {"g": lambda x: ?, **?}
        f = {"g": lambda x: x @ W, **more}
        """,
        """
        f = {"g": lambda x: ?, **?}
        """,
        ("x @ W", "more"),
    ),
}


@pytest.mark.parametrize(("source", "shown", "blanks"), SHOWN.values(), ids=SHOWN)
def test_what_does_a_student_see(source, shown, blanks):
    source, shown = cell(source), cell(shown)
    assert open_blanks(source) == shown
    assert find_templates(source)[0].blanks == blanks


@pytest.mark.parametrize(("source", "shown", "blanks"), SHOWN.values(), ids=SHOWN)
def test_does_every_open_blank_stop_ipython_and_python(source, shown, blanks):
    """Even without the guard: no help syntax, but a SyntaxError."""
    transformed = TransformerManager().transform_cell(cell(shown))
    assert "get_ipython" not in transformed
    with pytest.raises(SyntaxError):
        compile(transformed, "cell", "exec")


@pytest.mark.parametrize(("source", "shown", "blanks"), SHOWN.values(), ids=SHOWN)
def test_can_the_answer_be_read_back_from_a_filled_template(source, shown, blanks):
    template = find_templates(cell(source))[0]
    statement = fill(template.text, template.blanks)
    assert read_blanks(template.text, statement) == list(blanks)


@pytest.mark.parametrize(
    "source", ["x = 1", "%matplotlib inline\nx = 1", "", "s = '''\n#? x = ?'''"]
)
def test_is_a_cell_without_templates_left_alone(source):
    assert open_blanks(source) == source


def test_what_did_a_student_write():
    template = "return np.mean(np.?(? * ?, axis=?))"
    student = "return np.mean(np.sum(Y*np.log(Yhat), axis=1))"
    assert read_blanks(template, student) == ["sum", "Y", "np.log(Yhat)", "1"]
    assert read_blanks("for b in range(?):", "for b in range(3):") == ["3"]
    # Written in another form, or not Python: only a test can judge it.
    assert read_blanks(template, "return -(Y * np.log(Yhat)).sum(axis=0).mean()") is None
    assert read_blanks(template, "return np.mean(np.?(? * ?, axis=1))") is None


REFUSED = {
    "no statement below": (
        "#? x = ?",
        1,
        "no statement stands directly below the template `x = ?`.",
    ),
    "a line between": (
        "#? x = ?\n\nx = 1",
        1,
        "no statement stands directly below the template `x = ?`.",
    ),
    "another operator": (
        "y = 1\n#? x = ? + 1\nx = 2 - 1",
        2,
        "the template `x = ? + 1` does not match its answer `x = 2 - 1`.",
    ),
    "another name": (
        "#? z = ?\nx = 2",
        1,
        "the template `z = ?` does not match its answer `x = 2`.",
    ),
    "too few arguments": (
        "#? x = f(?)\nx = f(1, 2)",
        1,
        "the template `x = f(?)` does not match its answer `x = f(1, 2)`.",
    ),
    "another constant": (
        "#? x = 1 * ?\nx = 1.0 * y",
        1,
        "the template `x = 1 * ?` does not match its answer `x = 1.0 * y`.",
    ),
    "no blank": ("#? x = 1\nx = 1", 1, "the template `x = 1` has no ?."),
    "not Python": (
        "#? x = ? ?\nx = 1",
        1,
        "the template `x = ? ?` is not Python, even with its blanks filled.",
    ),
    "behind code": ("x = 1  #? x = ?", 1, "a #? template stands behind code."),
    "badly indented": (
        "def f():\n#? return ?\n    return 1",
        2,
        "the template `return ?` is not indented like the statement below it.",
    ),
    "two statements in a line": (
        "#? x = ?\nx = 1; y = 2",
        2,
        "several statements stand on the line below the template `x = ?`.",
    ),
    "hides the name": (
        "#? self.? = 3\nself.x = 3",
        1,
        "the template `self.? = 3` hides the name that its statement assigns.",
    ),
    "is a blank": (
        "#? ?\nf(x)",
        1,
        "the template `?` begins with ?, which IPython runs as help without an error.",
    ),
    "begins with a blank": (
        "#? ? = 3\nx = 3",
        1,
        "the template `? = 3` begins with ?, which IPython runs as help without an error.",
    ),
    "ends in a name": (
        "#? x = y?\nx = y",
        1,
        "a line of the template `x = y?` ends in a name and ?, "
        "which IPython runs as help without an error.",
    ),
    "ends in a star": (
        "#? x = a *?\nx = a * b",
        1,
        "a line of the template `x = a *?` ends in a name and ?, "
        "which IPython runs as help without an error.",
    ),
}


@pytest.mark.parametrize(("source", "line", "problem"), REFUSED.values(), ids=REFUSED)
def test_is_a_faulty_template_refused_with_its_line(source, line, problem):
    with pytest.raises(SourceError) as caught:
        open_blanks(source)
    assert (caught.value.line, caught.value.problem) == (line, problem)
    assert caught.value.next_step


def test_does_an_error_name_its_place():
    error = SourceError("It is wrong.", "Mend it.", line=2).at(cell="cce", notebook="n")
    error.at(assignment="a", cell="another")
    assert str(error) == "assignment a, notebook n, cell cce, line 2: It is wrong. Mend it."
