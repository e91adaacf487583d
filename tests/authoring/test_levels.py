"""Scaffolds that fade: what each level shows of one source, and that the same tests grade all."""

import random
import textwrap

import nbformat
import pytest
from damage import metadata_and_ids_stripped
from factory import locked, make_course, solution, test_cell
from IPython.core.inputtransformer2 import TransformerManager
from nbformat.v4 import new_notebook

import nbjudge.cli
from nbjudge.authoring.blanks import as_line
from nbjudge.authoring.build import build
from nbjudge.authoring.check_source import review_source
from nbjudge.authoring.levels import LEVELS, answers, level_of, show
from nbjudge.authoring.mutants import mutants
from nbjudge.course import fill_in, grade_id
from nbjudge.errors import BuildError, ConfigurationError
from nbjudge.grading.classrun.command import grade
from nbjudge.guard import stop_at_blanks

LINES = {
    "return np.mean(np.?(? * ?, axis=?))": "return ?",
    "x = (? + 1)": "x = ?",
    "return ((? + 1))": "return ?",
    "Y[?, np.arange(?)] = ?": "Y[?] = ?",
    "a[b[?]] = ?": "a[?] = ?",
    "self.?[?] += ? * 2": "self.?[?] += ?",
    "x, y = X[?], Y[?]": "x, y = ?",
    "n: int = len(?)": "n: int = ?",
    "slopes = [?, ?, ?]": "slopes = [?, ?, ?]",  # it says how many are asked for
    "x, y = ?, ?": "x, y = ?, ?",
    "ü['ä'] = np.?(é) + ?": "ü['ä'] = ?",
    "T = np.einsum(\n    ?, x,\n)": "T = ?",
    "layer.forward(np.dot(?, ?))": "layer.forward(?)",
    "await f(g(?), x)": "await f(?, ?)",
    "network.?(?, y)": "network.?(?, ?)",
    "f(x + ?, axis=? + 1)": "f(?, axis=?)",
    "yield X[?], y[?]": "yield ?",
    "for start in range(0, ?, ?):": "for start in ?:",
    "while (len(a) < ? and ?):": "while ?:",
    "if ? > 0:": "if ?:",
    "with open(?) as file, g(?):": "with ? as file, ?:",
    "def f(x, y=?):": "def f(x, y=?):",
}


@pytest.mark.parametrize(("template", "shown"), LINES.items(), ids=LINES)
def test_a_line_hides_all_that_its_statement_does(template, shown):
    assert as_line(template) == shown
    assert as_line(shown) == shown


def cell(text):
    return textwrap.dedent(text).strip("\n")


FUNCTION = '''
import numpy as np


def loss(y, yhat):
    """The loss, a number, of y (k,) and yhat (k,)."""
    # the sum first
    total = 0
    for i in range(len(y)):
        #? total = total - ? * np.log(?)
        total = total - y[i] * np.log(yhat[i])
    return total
    # and that is it


given = loss(3 * [1], 3 * [1])
'''
CLASS = '''
class Dense(Layer):
    def __init__(self, size):
        #? self.w = np.zeros(?)
        self.w = np.zeros(size)
        self.rate = 0.1

    def forward(self, x):
        """Scores of x; sets output."""
        self.input = x
        #? self.output = ? @ self.w
        self.output = x @ self.w
        self.input.seen = True

    def step(self, g):
        """One step: changes w, returns nothing."""
        ### BEGIN SOLUTION
        self.w[:] -= self.rate * g
        ### END SOLUTION

    def batches(self):
        """Yields rows."""
        #? for row in ?:
        for row in self.input:
            yield row

    def name(self):
        """Given."""
        return "dense"
'''
SHOWN = {
    "a body": (
        FUNCTION,
        "body",
        '''
        import numpy as np


        def loss(y, yhat):
            """The loss, a number, of y (k,) and yhat (k,)."""
            return ?


        given = loss(3 * [1], 3 * [1])
        ''',
    ),
    "a specification": (
        FUNCTION,
        "specification",
        """
        import numpy as np


        # Write the function loss(y, yhat):
        #     The loss, a number, of y (k,) and yhat (k,).
        loss = ?


        given = loss(3 * [1], 3 * [1])
        """,
    ),
    "the bodies of methods: attributes, a generator, and lines where too little is said": (
        CLASS,
        "body",
        '''
        class Dense(Layer):
            def __init__(self, size):
                self.w = ?
                self.rate = 0.1

            def forward(self, x):
                """Scores of x; sets output."""
                self.input = ?
                self.output = ?

            def step(self, g):
                """One step: changes w, returns nothing."""
                ### BEGIN SOLUTION
                self.w[:] -= self.rate * g
                ### END SOLUTION

            def batches(self):
                """Yields rows."""
                yield ?

            def name(self):
                """Given."""
                return "dense"
        ''',
    ),
    "a class": (
        CLASS,
        "specification",
        """
        # Write the class Dense(Layer):
        #     __init__(self, size)
        #     forward(self, x)
        #         Scores of x; sets output.
        #     step(self, g)
        #         One step: changes w, returns nothing.
        #     batches(self)
        #         Yields rows.
        #     name(self)
        #         Given.
        Dense = ?
        """,
    ),
    "a region in a body": (
        '''
        def f(x):
            """Twice x."""
            ### BEGIN SOLUTION
            return 2 * x
            ### END SOLUTION
        ''',
        "body",
        '''
        def f(x):
            """Twice x."""
            return ?
        ''',
    ),
    "functions within a region and in functions, decorators, a header": (
        '''
        ### BEGIN SOLUTION
        def g(x):
            """Not told."""
            return x
        ### END SOLUTION


        @cache
        #? def f(x, y=?):
        def f(x, y=2):
            """Some of it.

            More of it.
            """
            def inner():
                """No."""
                #? return ? + 1
                return x + 1

            def other():
                return None
            return inner
        ''',
        "body",
        '''
        ### BEGIN SOLUTION
        def g(x):
            """Not told."""
            return x
        ### END SOLUTION


        @cache
        def f(x, y=?):
            """Some of it.

            More of it.
            """
            return ?
        ''',
    ),
    "a decorated function": (
        '''
        @tf.function(jit=True)
        def f(x, y=2) -> float:
            """Some of it.

            More of it.
            """
            #? return ? + 1
            return x + 1
        ''',
        "specification",
        """
        # Write the function f(x, y=2) -> float, decorated with @tf.function(jit=True):
        #     Some of it.
        #
        #     More of it.
        f = ?
        """,
    ),
    "what has no docstring stays a body, or lines": (
        """
        class A:
            def f(self):
                #? return ? + 1
                return 2 + 1
        """,
        "specification",
        """
        class A:
            def f(self):
                return ?
        """,
    ),
    "nbgrader's regions and cells that are no Python": (
        "%%bash\n### BEGIN SOLUTION\nls -l\n### END SOLUTION",
        "specification",
        "%%bash\n### BEGIN SOLUTION\nls -l\n### END SOLUTION",
    ),
}


@pytest.mark.parametrize(("source", "level", "shown"), SHOWN.values(), ids=SHOWN)
def test_a_level_shows(source, level, shown):
    assert show(cell(source), level) == cell(shown)


def test_a_paragraph_that_is_too_wide_for_a_comment_is_set_anew_and_a_list_is_not():
    wide = (
        "Words of a docstring that reach as far to the right as the style of the code lets them go."
    )
    source = f"""
    def f(x):
        '''The first line.

        {wide} And
        two more.

        - {wide} And
        - one
        '''
        #? return ?
        return x + 1
    """
    assert show(cell(source), "specification").split("\n")[2:] == [
        "#",
        f"#     {wide}",
        "#     And two more.",
        "#",
        f"#     - {wide}",
        "#         And",
        "#     - one",
        "f = ?",
    ]


MARKED = '''
#?specification: # Write step(w, g), which changes the list w:
#?specification: #     w[i] -= g[i] for each i.
#?specification: step = ?
def step(w, g):
    """Changes w, returns nothing."""
    #?body: for i in ?:
    #?body:     w[i] -= ?
    #? for i in range(?):
    for i in range(len(w)):
        #?line: w[?] -= g[?]
        #? w[i] -= ?
        w[i] -= g[i]


#?specification: rate = ?  # of your own
#?line: rate = ?
rate = 0.1 + 0.2
'''


def test_the_source_can_say_what_a_level_shows():
    at = {level: show(cell(MARKED), level) for level in LEVELS}
    assert "#?" not in "".join(at.values())
    assert "for i in range(?):\n        w[i] -= ?\n" in at["expression"]
    assert at["expression"].endswith("rate = 0.1 + 0.2")
    assert "for i in ?:\n        w[?] -= g[?]\n" in at["line"] and at["line"].endswith("rate = ?")
    assert 'nothing."""\n    for i in ?:\n        w[i] -= ?\n\n' in at["body"]
    assert at["specification"] == (
        "# Write step(w, g), which changes the list w:\n#     w[i] -= g[i] for each i.\nstep = ?"
        "\n\n\nrate = ?  # of your own"
    )


REFUSED = {
    "no blank in the text of a body": (
        "def f(x):\n    '''Words.'''\n    #?body: return 0\n    #? return ?\n    return x",
        "has no ?",
    ),
    "help of IPython": (
        "def f(x):\n    '''Words.'''\n    #?body: x?\n    #? return ?\n    return x",
        "which IPython runs as help",
    ),
    "another form at level line": ("#?line: y = ?\n#? x = ?\nx = 3 + y", "does not match"),
    "a place in the middle of a body": (
        "def f(x):\n    '''Words.'''\n    y = 2\n    #?body: return ?\n    return x + y",
        "line 4: #?body: has no effect here. Put it above the first statement of a function",
    ),
    "a function in a class": (
        "class A:\n    #?specification: f = ?\n    def f(x):\n        return x",
        "#?specification: has no effect here",
    ),
    "no statement below": ("#?specification: x = ?\n\nx = 3 + y", "no statement stands directly"),
}


@pytest.mark.parametrize(("source", "words"), REFUSED.values(), ids=REFUSED)
def test_a_text_that_would_not_do_is_refused_whatever_the_level(source, words):
    faults = list(review_source(new_notebook(cells=[solution("f", source)])))
    assert any(words in str(fault) for fault in faults)


def test_notebook_and_cell_say_their_level_and_a_chosen_one_outweighs_them():
    one = solution("f", FUNCTION)
    nb = new_notebook(cells=[one], metadata={"nbjudge": {"level": "body"}})
    assert level_of(new_notebook(), one) == "expression" and level_of(nb, one) == "body"
    one.metadata["nbjudge"] = {"level": "line"}
    assert level_of(nb, one) == "line" and level_of(nb, one, "specification") == "specification"
    one.metadata["nbjudge"] = {"level": "bdoy"}
    (fault,) = review_source(nb)
    assert str(fault) == (
        "cell f: there is no level 'bdoy'. There are: expression, line, body, specification."
    )


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("source", [FUNCTION, CLASS, MARKED], ids=["function", "class", "marked"])
def test_an_untouched_cell_is_stopped_in_words_and_is_no_help_of_ipython(source, level):
    shown = show(cell(source), level)
    assert "_refuse_cell" in "".join(stop_at_blanks(shown.splitlines(keepends=True)))
    assert "get_ipython" not in TransformerManager().transform_cell(shown)


def test_the_answers_of_a_level_are_all_that_it_hides():
    assert answers(cell(FUNCTION)) == ["total = total - y[i] * np.log(yhat[i])"]
    (body,) = answers(cell(FUNCTION), "body")
    assert body.startswith("# the sum first\ntotal = 0\nfor i") and "#?" not in body
    (whole,) = answers(cell(FUNCTION), "specification")
    assert whole.startswith("def loss(y, yhat):") and whole.endswith("# and that is it")
    assert answers(cell(CLASS), "line")[-1] == "self.w[:] -= self.rate * g"
    assert not any("BEGIN" in text for text in answers(cell(CLASS), "specification"))


def test_what_the_text_of_a_level_shows_is_no_answer_of_it():
    source = """
    def layer(x):
        \"\"\"Twice x, and its square.\"\"\"
        #?body: first = x + x + 0 * x
        #?body: return ?
        first = x + x + 0 * x
        #? second = ?
        second = x * x + 0 * x
        return first, second
    """
    (body,) = answers(cell(source), "body")
    assert body == "second = x * x + 0 * x\nreturn first, second"
    looped = cell(source).replace("    first = x", "    for i in x:\n        first = x")
    looped = looped.replace("#?body: first = x + x + 0 * x", "#?body: for i in x:")
    (body,) = answers(looped, "body")  # what is left would be no Python
    assert body.startswith("for i in x:")


def test_mutants_are_made_of_all_that_students_write_at_a_level():
    lines = [{one.title for one in mutants("f", cell(FUNCTION), level)} for level in LEVELS]
    assert lines[0] == lines[1] < lines[2]
    assert any("return total" in title or "range(len(y))" in title for title in lines[2])


SOURCE = '''
def scaled(x):
    """The numbers of the list x over their sum, a list."""
    total = sum(x)
    #? return [? / ? for number in x]
    return [number / total for number in x]
'''
GIVEN = "def shown(x):\n    return sum(x) + len(x)"
TEST = "assert scaled([1, 3]) == [0.25, 0.75]\nassert shown([1]) == 2"


def course_of(root, source=SOURCE, given=GIVEN, **options):
    cells = [locked("setup", f"import nbjudge\n{given}"), solution("scaled", cell(source))]
    return make_course(root, *cells, test_cell("test_scaled", TEST), **options)


def test_a_level_is_built_for_the_class_or_for_some_students(tmp_path, capsys):
    course = course_of(tmp_path / "course")
    own, into = course.read("release", "mini"), tmp_path / "ada"
    options = [f"--course={course.root}", "--level=specification", "--no-run"]
    gradebook = (course.root / "gradebook.db").read_bytes()
    assert nbjudge.cli.main(["build", "mini", f"--into={into}", *options]) == 0
    assert str(into / "mini" / "mini.ipynb") in capsys.readouterr().out
    made = nbformat.read(into / "mini" / "mini.ipynb", as_version=4)
    assert made.cells[2].source.endswith("scaled = ?")
    assert [one for one in made.cells if grade_id(one) != "scaled"] == [
        one for one in own.cells if grade_id(one) != "scaled"
    ]
    assert course.read("release", "mini") == own
    assert (course.root / "gradebook.db").read_bytes() == gradebook
    assert nbjudge.cli.main(["build", "mini", *options]) == 0
    assert course.read("release", "mini").cells == made.cells
    with pytest.raises(ConfigurationError, match="the class's own release"):
        build(course, level="body", into=course.root / "release")
    with pytest.raises(ConfigurationError, match="There is no level 'words'"):
        build(course, level="words")


def test_the_configuration_can_choose_the_level(tmp_path):
    course = course_of(tmp_path, build=False)
    with (tmp_path / "nbgrader_config.py").open("a") as file:
        file.write('c.ClearBlanks.level = "body"\n')
    build(course)
    assert course.read("release", "mini").cells[2].source.endswith('list."""\n    return ?')


def test_no_level_ships_an_answer_and_given_code_that_it_hides_is_pointed_out(tmp_path):
    source = SOURCE.replace("total = sum(x)", "total = sum([0, *x, 0])")
    given = f"{GIVEN}\n\n\ndef total_of(x):\n    return sum([0, *x, 0])"
    course = course_of(tmp_path, source, given, build=False)
    assert build(course, level="line").advice == []
    (advice,) = build(course, level="body").advice
    assert "cell setup: the release would show `sum([0,*x,0])`" in advice
    path = next(tmp_path.glob("source/mini/*.ipynb"))
    nb = nbformat.read(path, as_version=4)
    nb.cells[0].source += "\n\n\ndef shares(x, total):\n    return [number / total for number in x]"
    nbformat.write(nb, path)
    for level in LEVELS:
        with pytest.raises(BuildError, match="cell setup: the release would show"):
            build(course, level=level)


def test_the_same_tests_grade_every_level_also_where_metadata_are_lost(tmp_path):
    course = course_of(tmp_path / "course")
    answer = show(cell(SOURCE), "expression").replace("? / ?", "number / total")
    wanted = {}
    for level, hows in (("body", ["filled"]), ("specification", ["untouched", "lost", "un-lost"])):
        made = build(course, level=level, into=tmp_path / level)
        path = next(path for path in made.files["mini"] if path.suffix == ".ipynb")
        release = nbformat.read(path, as_version=4)
        for how in hows:
            nb = release if how.startswith("un") else fill_in(release, {"scaled": answer})
            nb = nbformat.from_dict(nb)
            if how.endswith("lost"):
                metadata_and_ids_stripped(nb, release, random.Random(0))
            course.submit(f"{level}-{how}", "mini", nb)
            wanted[f"{level}-{how}"] = 0.0 if how.startswith("un") else 1.0
    grade(course.root, "mini", jobs=1)
    marks = course.marks("mini")
    assert {student: marks[student]["test_scaled"] for student in wanted} == wanted
    graded = course.read("autograded", "mini", "specification-untouched")
    assert graded.cells[-1].metadata.nbjudge.verdict.kind == "not attempted"
