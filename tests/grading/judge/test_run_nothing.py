"""No text of a student's is run in the judge, whatever a test cell does with it."""

import gc
import sqlite3

import pytest
from test_test_cells import Class

from nbjudge.grading.judge.run_nothing import watch_databases

SETUP = (
    "import sqlite3\nimport numpy as np\nimport pandas as pd\nheld = sqlite3.connect(':memory:')"
)
MARK = "OWNED"
EVIL = f"open('{MARK}', 'w').close()"
SYSTEM = f"touch {MARK}"
PICKLED = f"""
import io, pickle
import numpy as np
class Evil:
    def __reduce__(self):
        import os
        return os.system, ({SYSTEM!r},)
def dump(x):
    return pickle.dumps(Evil())
def save(file):
    np.save(file, np.array([Evil()], dtype=object), allow_pickle=True)
stream = io.BytesIO(dump(1))
"""
TEXTS = f"""
code = "__import__('os').system({SYSTEM!r})"
command = {SYSTEM!r}
query = "@pd.io.common.os.system({SYSTEM!r}) == a"
attach = "attach database '{MARK}' as g"
fill = "create table g.t (a int)"
place = {MARK!r}
uri = "file:{MARK}?mode=rwc"
def f(x):
    '''
    >>> {EVIL}
    '''
"""
# What a test does → of the student's code that it does it with.
REFUSED = {
    "assert eval(code) == 0": TEXTS,
    "exec(code)": TEXTS,
    "import ast\nexec(compile(ast.parse(code), 'x', 'exec'))": TEXTS,
    "kept = compile(code, '<string>', 'exec')\ncompile('1', '<string>', 'eval')\nexec(kept)": TEXTS,
    "import types\ntypes.FunctionType(compile(code, 'x', 'eval'), globals())()": TEXTS,
    "list(map(eval, [code]))": TEXTS,
    "pd.Series([code]).apply(eval)": TEXTS,
    "def check(text):\n    return eval(text)\ncheck(code)": TEXTS,
    "from concurrent.futures import ThreadPoolExecutor\n"
    "with ThreadPoolExecutor(1) as pool:\n    list(pool.map(eval, [code]))": TEXTS,
    "import timeit\ntimeit.timeit(code, number=1)": TEXTS,
    "get_ipython().run_cell(code)": TEXTS,
    "!{command}": TEXTS,
    "%system $command": TEXTS,
    "import sympy\nsympy.sympify(code)": TEXTS,
    "import doctest\nassert doctest.testmod().failed == 0": TEXTS,
    "import doctest\ndoctest.run_docstring_examples(f, globals())": TEXTS,
    "t = pd.DataFrame({'a': [0]})\nassert len(t.query(query)) == 1": TEXTS,
    "import subprocess\nsubprocess.run(command, shell=True)": TEXTS,
    "import os\nos.system(command)": TEXTS,
    "held.execute(attach)\nheld.execute(fill)\nheld.commit()": TEXTS,
    "c = sqlite3.connect(uri, uri=True)\nc.execute('create table t (a int)')": TEXTS,
    "try:\n    exec(code)\nexcept BaseException:\n    pass": TEXTS,
    "import pickle\nassert pickle.loads(dump(1)) == 1": PICKLED,
    "pd.read_pickle(stream)": PICKLED,
    "import io\nb = io.BytesIO()\nsave(b)\nb.seek(0)\nnp.load(b, allow_pickle=True)": PICKLED,
}
ORDINARY = """
numbers = {'a': [1, 2], 'b': [3.0, 4.0]}
table = __import__('pandas').DataFrame(numbers)
text = "[1, 2]"
sql = "select a from t where a > 1"
def double(x):
    return 2 * x
"""
RUN = {
    "what is written out": "assert eval('double(3)') == 6\nexec('x = double(2)')\nassert x == 4",
    "what is compiled first": "kept = compile('double(3)', '<string>', 'eval')\n"
    "assert eval(kept) == 6",
    "a query that is written out": "assert len(table.query('a > 1 and b == 4')) == 1",
    "in a loop": "for q in ['a > 1', 'b > 3']:\n    assert len(table.query(q)) == 1",
    "a literal of the student's": "import ast\nassert ast.literal_eval(text) == [1, 2]",
    "a namedtuple and a dataclass": "from collections import namedtuple\n"
    "from dataclasses import make_dataclass\n"
    "P = namedtuple('P', list(numbers))\nassert P(1, 2).b == 2\n"
    "assert make_dataclass('Q', list(numbers))(1, 2).a == 1",
    "a distribution": "from scipy import stats\nassert stats.norm(1, 2).mean() == 1",
    "how long it takes": "import timeit\n"
    "assert timeit.timeit('double(3)', globals={'double': double}, number=2) < 9",
    "magics": "%timeit -n1 -r1 double(3)",
    "a student's SQL": "held.execute('create table t (a int)')\n"
    "held.executemany('insert into t values (?)', [(1,), (2,)])\n"
    "assert held.execute(sql).fetchall() == [(2,)]\nassert len(pd.read_sql(sql, held)) == 1",
    "a copy by pickle of plain data": "import pickle\n"
    "assert pickle.loads(pickle.dumps(numbers)) == numbers",
    "temporary files": "import os, tempfile\nwith tempfile.TemporaryDirectory() as d:\n"
    "    open(os.path.join(d, text[1]), 'w').close()\n    assert os.listdir(d) == ['1']",
    "a mock of a function": "from unittest.mock import create_autospec, patch\n"
    "assert create_autospec(lambda x: 1)(2) is not None",
}


def connections():
    return [one for one in gc.get_objects() if type(one) is sqlite3.Connection]


@pytest.fixture
def judge():
    """Run a test cell on a student's code; returns what was found of it."""
    open_ones, before = [], connections()

    def run(student, test):
        open_ones.append(Class(student, SETUP))
        watch_databases([open_ones[-1].namespace["held"]])  # as `judge.serve` does
        return open_ones[-1].judge(test)["finding"]

    yield run
    for one in open_ones:
        one.end()
    for one in connections():  # Python warns of those that are left open
        if one not in before:
            one.close()


@pytest.mark.parametrize("test", REFUSED)
def test_a_text_of_the_students_is_not_run(judge, test, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = judge(REFUSED[test], test)
    assert found["kind"] == "unjudged", found
    assert not (tmp_path / MARK).exists()


@pytest.mark.parametrize("test", RUN.values(), ids=RUN)
def test_what_the_instructor_has_written_out_is_run(judge, test):
    found = judge(ORDINARY, test)
    assert found["kind"] == "passed", found


def test_files_elsewhere_are_not_changed_by_a_name_of_the_students(judge, tmp_path, monkeypatch):
    place = tmp_path / "elsewhere"
    place.write_text("kept")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "work"))
    for test in ("open(place, 'w')", "import os\nos.remove(place)", "sqlite3.connect(place)"):
        assert judge(f"place = {str(place)!r}", test)["kind"] == "unjudged"
    assert place.read_text() == "kept"
