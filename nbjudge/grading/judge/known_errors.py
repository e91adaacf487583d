"""What Python and NumPy say of an error, told apart from what a student's code says.

A hidden test hands its inputs to the student's code. Where that raises an error, its text may hold
them, by accident or on purpose: ``raise ValueError(x)``, or the KeyError of a lookup. So of such
errors only texts are told that can hold no more than names, types and sizes.
"""

import builtins
import keyword
import re
from collections.abc import Iterable
from typing import Any

__all__ = ["is_known", "without_foreign_names"]

_LONGEST = 300
_NUMBERS = 8  # in one text
_PARTS = {
    "NAME": r"[A-Za-z_<][\w.<>]{0,60}",
    "NUMBER": r"(?<!\d)-?\d{1,4}(?!\d)",
    "SHAPE": r"\((?:\d{1,4}(?:, ?\d{1,4})*,?)?\)",
    "TYPES": r"'NAME'(?:(?:,| and|, and| or) 'NAME')*",
}
_KNOWN = r"""
name 'NAME' is not defined(?:\. Did you mean: 'NAME'\?)?
(?:free|local) variable 'NAME' referenced before assignment(?: in enclosing scope)?
cannot access (?:local|free) variable 'NAME' where it is not associated with a value.{0,40}
(?:module |type object )?'NAME'(?: object)? has no attribute 'NAME'(?:\. Did you mean: 'NAME'\?)?
No module named 'NAME'
NAME\(\) missing NUMBER required (?:positional|keyword-only) arguments?: TYPES
NAME\(\) takes (?:from )?NUMBER(?: to NUMBER)? positional arguments? but NUMBER (?:was|were) given
NAME\(\) got an unexpected keyword argument 'NAME'
NAME\(\) got multiple values for argument 'NAME'
NAME\(\) takes no arguments
unsupported operand type\(s\) for [^\w\s]{1,3}(?: or pow\(\))?: TYPES
bad operand type for (?:unary [^\w\s]|abs\(\)): 'NAME'
can't multiply sequence by non-int of type 'NAME'
can only concatenate NAME \(not "NAME"\) to NAME
'[^\w\s]{1,2}' not supported between instances of TYPES
'NAME' object is not (?:callable|iterable|subscriptable|an iterator)
'NAME' object does not support item (?:assignment|deletion)
'NAME' object cannot be interpreted as an integer
cannot unpack non-iterable NAME object
unhashable type: 'NAME'
object of type 'NAME' has no len\(\)
only integer scalar arrays can be converted to a scalar index
only (?:length-1|0-dimensional) arrays can be converted to Python scalars
only integers, slices [\w\s,`():.-]{1,120} are valid indices
NAME indices must be integers(?: or slices)?, not '?NAME'?
(?:list|tuple|string|range)(?: assignment)? index out of range
index NUMBER is out of bounds for (?:axis NUMBER with )?size NUMBER
too many indices for array: array is NUMBER-dimensional, but NUMBER were indexed
too many values to unpack \(expected NUMBER(?:, got NUMBER)?\)
not enough values to unpack \(expected (?:at least )?NUMBER, got NUMBER\)
operands could not be broadcast together with (?:remapped )?shapes(?: SHAPE)+ ?
could not broadcast input array from shape SHAPE into shape SHAPE
non-broadcastable output operand with shape SHAPE doesn't match the broadcast shape SHAPE
shapes SHAPE and SHAPE not aligned: NUMBER \(dim NUMBER\) != NUMBER \(dim NUMBER\)
matmul: Input operand NUMBER [\w\s,()?>-]{1,160} \(size NUMBER is different from NUMBER\)
matmul: Input operand NUMBER does not have enough dimensions [\w\s,()'?>-]{1,160}
cannot reshape array of size NUMBER into shape SHAPE
all the input arrays must have same number of dimensions, [\w\s,()-]{1,160}
all the input array dimensions [\w\s,()-]{1,160}
axis NUMBER is out of bounds for array of dimension NUMBER
setting an array element with a sequence\..{0,20}[\w\s(),+-]{0,120}\.?
The truth value of an array with more than one element is ambiguous\. Use a\.any\(\) or a\.all\(\)
(?:float |integer )?(?:division|modulo)(?: or modulo)? by zero|math (?:domain|range) error
zero-size array to reduction operation NAME which has no identity
Singular matrix|assignment destination is read-only|output array is read-only
maximum recursion depth exceeded(?: in comparison| while calling a Python object)?
"""


def _patterns() -> Any:
    for line in _KNOWN.strip().splitlines():
        for name in ("TYPES", "NAME", "NUMBER", "SHAPE"):
            line = line.replace(name, _PARTS[name])
        yield re.compile(line)


_COMPILED = list(_patterns())
_WORD = re.compile(r"[^\W\d]\w*")
# What such texts say by themselves, and the types that they name.
_SAID = """
a after along and array arrays at boolean but concatenation core detected dimension dimensions
ellipsis enough exactly except for gufunc has have in index inhomogeneous input integer integers its
k m match mismatch must n newaxis number numpy of only or part requested same sequence shape
signature size slices that the The was with would exceed maximum
NoneType builtin_function_or_method bool_ dict_items dict_keys dict_values float16 float32 float64
function generator int32 int64 method module ndarray str_ uint8
"""
_VOCABULARY = frozenset(
    [*_WORD.findall(re.sub(r"\\[a-z]", " ", _KNOWN) + _SAID), *dir(builtins), *keyword.kwlist]
)


def is_known(text: str) -> bool:
    """Whether a text is one of Python's or NumPy's own that holds no values."""
    if len(text) > _LONGEST or len(re.findall(r"\d+", text)) > _NUMBERS:
        return False
    return any(pattern.fullmatch(text) for pattern in _COMPILED)


def without_foreign_names(text: str, code: Iterable[str]) -> str:
    """A known text with … for each name that neither Python nor this code of the student's has.

    A name can be made of an input: ``eval(f"a{x}")``.
    """
    names = _VOCABULARY.union(*map(_WORD.findall, code))
    return _WORD.sub(lambda found: found[0] if found[0] in names else "…", text)
