"""Pages that are made when the site is: the reference of functions, checks and options.

MkDocs calls `on_files`, see mkdocs.yml. What stands there is said once, in docstrings and in the
help of options.
"""

import dataclasses
import inspect
import re

from mkdocs.structure.files import File

from nbjudge import api, check, configure, errors
from nbjudge.authoring.preprocessors import AddColab
from nbjudge.collecting.export import CanvasExport, MoodleExport
from nbjudge.grading.notebook.execute import JudgedExecute
from nbjudge.grading.sandbox.provisioner import SandboxProvisioner
from nbjudge.insight.hide_tests import HideTests

SECTION = re.compile(r"^(Parameters|Returns|Raises)\n-+\n", re.MULTILINE)
ITEM = re.compile(r"^([*\w, `]+?) : (.*)$")


def on_files(files, config):
    files.append(File.generated(config, "api.md", content=page()))
    return files


def page():
    """The page in Markdown."""
    parts = [
        "# Functions, checks and options",
        "Made from docstrings and from the help of options, when the site is built.",
        "## The commands as functions",
        inspect.getdoc(api),
        *(described(getattr(api, name), name) for name in sorted(api.__all__, key=_order)),
        "## The line of `nbgrader_config.py`",
        described(configure, "configure"),
        "## Checks, for students and tests",
        inspect.getdoc(check),
        *(described(getattr(check, n), n) for n in check.__all__ if n != "changes_allowed"),
        "## Options of `nbgrader_config.py`",
        "Each can be given on the command line too: `nbjudge grade ps1 --SandboxProvisioner.memory="
        "2048`. What happens beyond a limit: [the sandbox](sandbox.md#limits).",
        *map(options, (JudgedExecute, SandboxProvisioner, HideTests, AddColab, CanvasExport,
                       MoodleExport)),
        "## Errors",
        f"```text\n{inspect.getdoc(errors)}\n```",
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _order(name):
    return inspect.isclass(getattr(api, name)), name


def described(thing, name):
    """A function or class: how it is called, and its docstring."""
    text = prose(inspect.getdoc(thing))
    if not inspect.isclass(thing):
        return f"### {name}\n\n```python\n{call(thing)}\n```\n\n{text}"
    if dataclasses.is_dataclass(thing):
        rows = [f"- `{one.name}`: `{_type(one.type)}`" for one in dataclasses.fields(thing)]
    else:
        rows = [
            f"- `{one}`: {inspect.getdoc(value).splitlines()[0]}"
            for one, value in vars(thing).items()
            if not one.startswith("_") and inspect.getdoc(value)
        ]
    return "\n\n".join(filter(None, [f"### {name}", text, "\n".join(rows)]))


def call(function):
    """The signature, on one line or with a line for each argument."""
    whole = inspect.signature(function)
    result = whole.return_annotation
    end = "" if result is whole.empty else f" -> {_type(result)}"
    arguments, keyword_only = [], False
    for one in whole.parameters.values():
        if one.kind is one.KEYWORD_ONLY and not keyword_only:
            arguments.append("*")
            keyword_only = True
        typed = "" if one.annotation is one.empty else f": {_type(one.annotation)}"
        equals = " = " if typed else "="
        default = "" if one.default is one.empty else f"{equals}{one.default!r}"
        arguments.append(f"{one.name}{typed}{default}")
    line = f"{function.__name__}({', '.join(arguments)}){end}"
    if len(line) <= 90:
        return line
    lines = "".join(f"    {one},\n" for one in arguments)
    return f"{function.__name__}(\n{lines}){end}"


def _type(annotation):
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", text).replace("'", "")


def prose(text):
    """A docstring as Markdown: its sections as lists."""
    lines, section = [], False
    for line in SECTION.sub(r"**\1**\n\n", text or "").splitlines():
        item = ITEM.match(line) if section else None
        if re.fullmatch(r"\*\*\w+\*\*", line):
            section = True
        elif section and line and not line.startswith(" ") and item is None:
            section = False
            lines.append("")
        lines.append(f"- `{item[1]}`: {item[2]}" if item else line)
    return "\n".join(lines)


def options(owner):
    """A class's own options, as a table."""
    theirs = {name for base in owner.__mro__[1:] for name in getattr(base, "_traits", {})}
    rows = []
    for name, trait in sorted(owner.class_own_traits(config=True).items()):
        help_text = " ".join(trait.help.split()) or ("nbgrader's" if name in theirs else "")
        default = trait.default_value_repr().replace("|", "\\|")
        rows.append(f"| `{name}` | `{default}` | {help_text} |")
    table = "\n".join(rows)
    return f"### c.{owner.__name__}\n\n| option | default | |\n|---|---|---|\n{table}"
