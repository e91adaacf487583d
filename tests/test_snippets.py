"""What README and docs show can be read: Python by Python, commands by the command line."""

import re
import shlex

import pytest
from conftest import ROOT

from nbjudge import cli
from nbjudge.authoring.blanks import open_blanks
from nbjudge.cell_code import fill_blanks, parse, without_magics

FENCE = re.compile(r"^( *)```([\w-]*)[^\n]*\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
# Of these nothing can be run: pictures in text, what a program prints, and files of other programs.
NOT_RUN = {"", "text", "mermaid", "yaml", "json", "html", "csv", "make", "toml", "ini"}


def snippets():
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for number, match in enumerate(FENCE.finditer(path.read_text(encoding="utf-8"))):
            yield pytest.param(match[2], match[3], id=f"{path.stem}-{number}-{match[2]}")


@pytest.mark.parametrize(("language", "text"), list(snippets()))
def test_a_snippet_is_what_it_says(language, text):
    if language == "python":
        opened = open_blanks(text) if re.search(r"^ *# ?\?", text, re.MULTILINE) else text
        assert opened != text or "#?" not in text
        for part in re.split("^(?=# %%)", text, flags=re.MULTILINE):  # as in a file of answers
            if not re.search("^[+-]", part, re.MULTILINE):  # an answer given as edits
                assert parse(without_magics(fill_blanks(part))) is not None
    elif language in ("console", "bash", "sh"):
        for line in re.sub(r"\\\n", " ", text).splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            if words[:1] == ["nbjudge"]:
                cli._parser().parse_known_args(words[1:])
    else:
        assert language in NOT_RUN
