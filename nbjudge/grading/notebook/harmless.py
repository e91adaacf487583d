"""What a student handed in, made harmless to whoever opens it: nothing in it can run in a browser.

The formgrader, JupyterLab and nbconvert put a notebook's Markdown, its HTML and much else into
pages of the instructor's own session, where a script could write marks. Each of them, and MathJax
after them, reads Markdown in a way of its own. So nothing is parsed here: a text is made that holds
no tag, no link to elsewhere than the web, and no command of a formula that makes one, whoever reads
it. It differs from the student's by single spaces, so that a person still sees what was there.
"""

import base64
import binascii
import functools
import html
import re
from urllib.parse import unquote

from markdown_it import MarkdownIt
from nbformat import NotebookNode
from nbformat.v4.nbbase import random_cell_id
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_locked

from nbjudge.course import grade_id
from nbjudge.grading.course_files import release_cells, source_cells

__all__ = ["Harmless", "picture", "tame"]

_LONGEST_TEXT = 100_000  # characters of a Markdown cell
_ALL_TEXT = 500_000  # of all together: nbconvert can take seconds for each 100,000
_LONGEST_SOURCE = 10_000  # of an output that is shown as text instead
_PICTURES = {"image/png": b"\x89PNG\r\n", "image/jpeg": b"\xff\xd8\xff"}

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WEB_ADDRESS = re.compile(r"<(https?://[^\s<>\"'`\\]+)>", re.I)
_ENTITY = re.compile(r"&(#?\w+;?)")
_HARMLESS_ENTITIES = set("<>&\"'")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
# Commands of MathJax and KaTeX that make links, styles or HTML, or load more commands.
_COMMAND = re.compile(
    r"\\(?=(?:href|url|hyperref|hyperlink|html[A-Za-z]*|style|class|cssId|data|require|bbox|unicode"
    r"|mmlToken|texttip|mathtip|tooltip|toggle|includegraphics|csname)(?![A-Za-z]))"
)
# A diagram: nbconvert takes its text for HTML.
_MERMAID = re.compile(r"(?<![`~:])([`~:]{3,}+[^\S\n]*+\{?+)(?=mermaid)", re.I)
# What a formula begins with; where none ends, nbconvert looks for the end again and again.
_BEGIN = re.compile(r"\\(?:begin\{(\w*\*?)\}|([\[(]))")
# A Jupyter server does things on being asked: nbgrader's loads a configuration by its path.
_ADDRESS = re.compile(r"https?://\S*", re.I)
_SERVERS_OWN = re.compile(r"formgrader|voila|git-pull", re.I)
_WEB = r"(?i:https?://[A-Za-z0-9][^\s<>\"'`\\]{0,2000}|mailto:[\w.+@-]+|#[\w.-]*)"
_REFERENCE = re.compile(rf"\](?=:)(?!:[ \t]*{_WEB}(?:\s|$))")
_BEFORE_HEADING = re.compile(r"^[\s>*+\-\d.)|]*")
_UNDERLINE = re.compile(r"^[\s>]*(?:=+|-+)\s*$")
_PAGE_IDS = ("notebook", "notebook-container", "statusmessage")  # the formgrader's own

_KEYS = {"id", "cell_type", "source", "metadata", "outputs", "execution_count", "attachments"}
_METADATA = ("nbgrader", "nbjudge", "editable", "deletable")
_TIME = re.compile(r"[\dT:.+Z-]{1,40}")
_WORD = re.compile(r"[\w.+/-]{1,60}")
_NO_TEXT = re.compile(r"<[\w.]+(?: object)?(?: at 0x[0-9a-f]+)?>")


class Harmless(NbGraderPreprocessor):
    """Makes a submission harmless to open; it stands last in the lists of both of nbgrader's steps.

    Cells that the instructor wrote, and nobody has changed, stay as they are; but of outputs only
    text, pictures and formulas are kept, whosever cell it is: what runs in the student's kernel can
    be written by the student.
    """

    def preprocess(self, nb, resources):
        given = [*source_cells(self, resources), *release_cells(self, resources)]
        texts = {cell.source: cell.get("attachments") for cell in given if cell.cell_type != "code"}
        ids, left = _page_ids(nb), _ALL_TEXT
        for cell in nb.cells:
            if cell.cell_type == "code":
                outputs = cell.get("outputs", [])
                cell.outputs = [made for out in outputs for made in _harmless_output(out, ids)]
                cell.execution_count = _count(cell.get("execution_count"))
            else:
                left -= _make_text_harmless(cell, texts, ids, left)
            cell.metadata = NotebookNode(_cell_metadata(cell.metadata))
            if not re.fullmatch(r"[\w-]{1,64}", str(cell.get("id", "")), re.ASCII):
                cell.id = random_cell_id()
            for key in cell.keys() - _KEYS:
                del cell[key]
        nb.metadata = NotebookNode(_notebook_metadata(nb.metadata))
        return nb, resources


def _make_text_harmless(cell, texts, ids, left):
    """``texts`` are {text: attachments} of the instructor's own cells, which stay as they are.

    Returns how many of the ``left`` characters it has used.
    """
    own = cell.pop("attachments", None)
    if cell.source in texts:
        own = texts[cell.source]
    elif own is not None:
        own = _harmless_attachments(own)
    if own is not None:
        cell.attachments = own
    if cell.source in texts or is_locked(cell):
        return 0
    cell.source = tame(cell.source, set(own or ()), ids, max(left, 1000))
    return len(cell.source)


def tame(text, attachments=frozenset(), ids=frozenset(), most=_LONGEST_TEXT):
    """Markdown, or LaTeX, in which nothing can become active; it reads the same to a person.

    Parameters
    ----------
    attachments : names of the pictures that it may show.
    ids : of elements of the page, in letters and digits; no heading may take one of them.
    most : characters after which it is cut off.
    """
    most, size = min(most, _LONGEST_TEXT), len(text)
    room = most + 100  # for the line that says so: a second time it is not cut off
    text = _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text if len(text) <= room else text[:most]
    text = _WEB_ADDRESS.sub(r"\1", text)
    text = _ENTITY.sub(_harmless_entity, text)
    text = _TAG.sub("< ", text)
    text = _COMMAND.sub(r"\\ ", text)
    text = _MERMAID.sub(r"\1text ", text)
    text = _BEGIN.sub(_only_what_ends, text)
    text = _ADDRESS.sub(_harmless_address, text)
    shown = f"attachment:(?:{'|'.join(map(re.escape, sorted(attachments))) or '(?!)'})"
    text = re.sub(rf"!\[(?![^\[\]\n]*\]\({shown}[\s)])", "! [", text)
    text = re.sub(rf"\](?=\()(?!\([ \t]*(?:{_WEB}|{shown})[\s)])", "] ", text)
    text = _REFERENCE.sub("] ", text)
    text = _rename_headings(text, ids) if ids else text
    if size <= room and len(text) <= room:
        return text
    return f"{text[:most]}\n\n[Cut off here: {size:,} characters.]"


def _only_what_ends(match):
    end = f"\\end{{{match[1]}}}" if match[2] is None else {"[": "\\]", "(": "\\)"}[match[2]]
    ends = match.string.rfind(end) >= match.end()
    return match[0] if ends else f"\\ {match[0][1:]}"


def _harmless_entity(match):
    """A character that Markdown or a formula could take for a sign of its own is left as code."""
    if len(match[0]) > 40:
        return f"& {match[1]}"
    meant = html.unescape(match[0])
    dangerous = meant != match[0] and meant[0].isascii() and meant[0] not in _HARMLESS_ENTITIES
    return f"& {match[1]}" if dangerous else match[0]


def _harmless_address(match):
    """All up to the next space: it may hold several addresses."""
    text = match[0].replace("\\", "")
    for _ in range(3):
        text = unquote(text)
    return match[0].replace("://", ": //") if _SERVERS_OWN.search(text) else match[0]


def _page_ids(nb):
    """Ids that the formgrader gives to its own elements, in letters and digits alone."""
    names = [name for cell in nb.cells if (name := grade_id(cell))]
    endings = ("", "comment", "extracredit")
    return {_letters(name) + end for name in names for end in endings} | {*map(_letters, _PAGE_IDS)}


def _letters(text):
    return "".join(filter(str.isalnum, text)).casefold()


def _rename_headings(text, ids):
    """A heading becomes an id in the page; one that hides the box for a mark is given a word more.

    The formgrader finds the box by the name of its cell, and takes the first that is there.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        start = _BEFORE_HEADING.match(line).end()
        if (line[start:].startswith("#") or _UNDERLINE.match(below)) and any(
            _may_be(title, ids) for title in {line, line[start:], line[start:].strip("# ")}
        ):
            lines[number] = f"{line.rstrip(' #')} (heading)"
    return "\n".join(lines)


def _may_be(title, ids):
    letters = _letters(title)
    if not any(one in letters for one in ids):
        return False
    if len(title) > 1000:
        return True
    tokens = _markdown().parseInline(title)[0].children
    text = "".join(token.content for token in tokens if token.type in ("text", "code_inline"))
    return _letters(text) in ids


@functools.cache
def _markdown():
    return MarkdownIt()


def _harmless_attachments(attachments):
    kept = {}
    for name, data in attachments.items() if isinstance(attachments, dict) else ():
        if re.fullmatch(r"[\w.+-]{1,100}", name) and isinstance(data, dict):
            found = {kind: made for kind in _PICTURES if (made := picture(kind, data.get(kind)))}
            if found:
                kept[name] = found
    return NotebookNode(kept)


def picture(kind, text):
    """The base64 of a picture, written anew; None if it is no picture of this MIME type."""
    text = "".join(text) if isinstance(text, list) else text
    if kind not in _PICTURES or not isinstance(text, str):
        return None
    try:
        raw = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return base64.b64encode(raw).decode() if raw.startswith(_PICTURES[kind]) else None


def _harmless_output(output, ids):
    """The outputs to show in place of one: text, pictures, formulas, and a word on what is not."""
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return [_output(kind, name=name, text=_text(output.get("text", "")))]
    if kind == "error":
        traceback = output.get("traceback", [])
        lines = traceback if isinstance(traceback, list) else [traceback]
        words = {name: _text(output.get(name, "")) for name in ("ename", "evalue")}
        return [_output(kind, **words, traceback=[_text(line) for line in lines])]
    if kind not in ("display_data", "execute_result"):
        return []
    data, left_out = {}, {}
    for mime, value in (output.get("data") or {}).items():
        if mime == "text/plain":
            data[mime] = _text(value)
        elif mime in ("text/latex", "text/markdown"):
            data[mime] = tame(_text(value), ids=ids)
        elif (shown := picture(mime, value)) is not None:
            data[mime] = shown
        else:
            left_out[mime] = value
    made = []
    if data:
        sizes = {mime: _size(output.get("metadata"), mime) for mime in data.keys() & _PICTURES}
        sizes = {mime: size for mime, size in sizes.items() if size}
        made.append(_output(kind, data=NotebookNode(data), metadata=NotebookNode(sizes)))
        if kind == "execute_result":
            made[0].execution_count = _count(output.get("execution_count"))
    if left_out:
        made.append(_output("stream", name="stdout", text=_said_of(left_out, data)))
    return made


def _output(kind, **keys):
    # Not new_output, which checks each against a schema.
    return NotebookNode(output_type=kind, **keys)


def _said_of(left_out, data):
    """What was left out, in words; and as text, where there is nothing else to see."""
    kinds = ", ".join(sorted(_WORD.match(kind)[0] for kind in left_out if _WORD.match(kind)))
    text = f"[Not shown, since it could run in a browser: {kinds or 'of no known type'}]\n"
    if not data.keys() - {"text/plain"} and _NO_TEXT.fullmatch(data.get("text/plain", "<x>")):
        for value in left_out.values():
            text += _text(value)[:_LONGEST_SOURCE].rstrip("\n") + "\n"
    return text


def _text(value):
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "".join(value)
    return value if isinstance(value, str) else str(value)[:_LONGEST_SOURCE]


def _count(value):
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _size(metadata, mime):
    """Width and height of a picture."""
    own = metadata.get(mime) if isinstance(metadata, dict) else None
    own = own if isinstance(own, dict) else {}
    return {name: own[name] for name in ("width", "height") if _count(own.get(name)) is not None}


def _cell_metadata(metadata):
    """What nbgrader and nbjudge wrote, times and plain tags."""
    kept = {name: metadata[name] for name in _METADATA if name in metadata}
    times = metadata.get("execution")
    if isinstance(times, dict):
        kept["execution"] = {
            name: str(time)
            for name, time in times.items()
            if _WORD.fullmatch(name) and _TIME.fullmatch(str(time))
        }
    tags = metadata.get("tags")
    if isinstance(tags, list):
        kept["tags"] = [tag for tag in tags if isinstance(tag, str) and _WORD.fullmatch(tag)]
    return kept


def _notebook_metadata(metadata):
    """The kernel, which nbgrader has put back, and what nbjudge wrote."""
    kept = {name: metadata[name] for name in ("kernelspec", "nbjudge") if name in metadata}
    language = metadata.get("language_info")
    if isinstance(language, dict):
        plain = {
            name: text
            for name, text in language.items()
            if name in ("name", "version", "mimetype", "file_extension", "pygments_lexer")
            and isinstance(text, str)
            and _WORD.fullmatch(text)
        }
        kept["language_info"] = {"name": "python"} | plain
    return kept
