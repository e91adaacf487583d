"""Self-contained HTML pages out of templates: what every page of ours is made with.

All that students wrote is hostile: templates escape, and what is marked safe here was built from
escaped parts.
"""

import functools
import re
from xml.etree import ElementTree

from jinja2 import Environment, PackageLoader, StrictUndefined
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markupsafe import Markup, escape
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String

from nbjudge.grading.notebook.harmless import picture

__all__ = ["code", "environment", "image", "inline", "markdown", "plain"]

_LONGEST_CODE = 30_000
_LONGEST_FORMULA = 2000
_LARGEST_IMAGE = 1_500_000  # characters of base64
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")  # they would show text in another order
_CLASSES = (
    (Keyword, "k"),
    (Operator.Word, "k"),
    (String, "s"),
    (Comment, "c"),
    (Number, "m"),
    (Name.Function, "f"),
    (Name.Class, "f"),
)
_STATES = {
    "right": "right",
    "wrong": "not right",
    "other": "look here: one of these is not right",
    "unsure": "cannot be told yet",
    "open": "still open",
}


@functools.cache
def environment():
    """The Jinja2 environment of our templates; it escapes everything."""
    made = Environment(
        loader=PackageLoader("nbjudge.insight"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters |= {
        "number": number,
        "inline": inline,
        "markdown": markdown,
        "share": share,
        "time": time,
    }
    made.finalize = lambda value: plain(value) if type(value) is str else value
    return made


def number(value, digits=2):
    """A number without needless zeros; a dash where there is none."""
    return "–" if value is None else f"{round(value, digits):.{digits}f}".rstrip("0").rstrip(".")


def share(value):
    """A share in per cent."""
    return "–" if value is None else f"{100 * value:.0f} %"


def time(seconds):
    """A short time."""
    return f"{seconds:.2f} s" if seconds < 9.95 else f"{seconds:.0f} s"


def plain(text):
    """Text without what a page cannot hold, or what would hide or reorder it."""
    return _CONTROL.sub("\ufffd", _BIDI.sub("\ufffd", _ANSI.sub("", text).replace("\r", "")))


def code(text, marks=()):
    """Python code with its syntax coloured, and the given ``(start, end, state)`` marked."""
    if len(text) > _LONGEST_CODE:
        text, marks = text[:_LONGEST_CODE] + "\n# …", ()
    places, end = [], 0
    for mark in sorted(mark for mark in marks if mark[0] is not None):
        if mark[0] >= end and mark[1] > mark[0]:
            places.append(mark)
            end = mark[1]
    cuts = sorted({cut for start, end, _ in places for cut in (start, end)})
    starts = {start: state for start, _, state in places}
    ends = {end: state for _, end, state in places}
    out = []
    for kind, part, at in _pieces(text, cuts):
        if at in starts:
            out.append(
                Markup('<mark class="blank {}" title="{}">').format(starts[at], _STATES[starts[at]])
            )
        out.append(
            Markup('<span class="{}">{}</span>').format(kind, plain(part))
            if kind
            else escape(plain(part))
        )
        if at + len(part) in ends:
            state = ends[at + len(part)]
            out.append(Markup('<span class="said"> ({})</span></mark>').format(_STATES[state]))
    return Markup("").join(out)


def _pieces(text, cuts):
    """(class, text, where it begins) of each token, cut in two at the given places."""
    for begin, token, value in PythonLexer().get_tokens_unprocessed(text):
        kind = next((name for group, name in _CLASSES if token in group), "")
        inner = [cut for cut in cuts if begin < cut < begin + len(value)]
        for start, end in zip([begin, *inner], [*inner, begin + len(value)], strict=True):
            yield kind, text[start:end], start


def markdown(text):
    """A student's or grader's Markdown: no HTML, links or images of theirs, formulas as MathML."""
    return _guarded(_markdown().render, text)


def inline(text):
    """Markdown of one line, such as a heading."""
    return _guarded(_markdown().renderInline, text)


def _guarded(render, text):
    text = plain(str(text))[:_LONGEST_CODE]
    try:
        return Markup(render(text))  # markdown-it escapes all text, and makes no HTML of theirs
    except RecursionError:
        return Markup("<pre>{}</pre>").format(text)


@functools.cache
def _markdown():
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
    made.disable(["image", "link", "autolink", "reference"])  # nothing from elsewhere
    return made.use(
        dollarmath_plugin,
        double_inline=True,
        renderer=lambda latex, options: _formula(latex, options["display_mode"]),
    )


@functools.lru_cache(maxsize=2000)
def _formula(latex, display=False):
    try:
        if len(latex) > _LONGEST_FORMULA:
            raise ValueError
        tree = ElementTree.fromstring(convert(latex, display="block" if display else "inline"))
        return ElementTree.tostring(_safe(tree), encoding="unicode")
    except Exception:  # the converter raises a dozen kinds, KeyError among them
        return str(Markup("<code>${}$</code>").format(latex))


def _safe(element):
    """Only MathML's own elements, and attributes that lead nowhere."""
    element.tag = element.tag.rpartition("}")[2]
    if not re.fullmatch(r"math|m[a-z]+", element.tag):
        element.tag = "mrow"
    element.attrib = {
        name: value
        for name, value in element.attrib.items()
        if name
        in (
            "display",
            "stretchy",
            "fence",
            "linethickness",
            "mathvariant",
            "columnalign",
            "accent",
            "width",
            "form",
        )
        and re.fullmatch(r"[\w .%+-]*", value)
    }
    for child in element:
        _safe(child)
    return element


def image(data):
    """The data URI of a notebook's PNG or JPEG output (a mapping by MIME type), or None."""
    for mime in ("image/png", "image/jpeg"):
        text = picture(mime, data.get(mime))
        if text is not None and len(text) <= _LARGEST_IMAGE:
            return f"data:{mime};base64,{text}"
    return None
