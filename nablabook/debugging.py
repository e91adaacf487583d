"""Networks with four bugs each, drawn by a number: the laboratory of 08.

`network_text` is a student's network, `load` makes its functions, `patched` mends lines of it. The
networks are kept in ``networks.bin`` as parts (functions) in several variants, and a table of which
variants make a network. Nothing in it says which variant is right: `Drawn` needs a key for that,
which stands in the hidden tests. The variants are made of a bank of bugs, which students do not
get; the first command packs it, the second tells which bugs the network of 20261 has:

    python -m nablabook.debugging answers/08-debugging/bugs.toml
    python -m nablabook.debugging answers/08-debugging/bugs.toml 20261
"""

import hashlib
import itertools
import json
import lzma
import sys
import textwrap
import tomllib
from pathlib import Path
from types import FunctionType
from typing import NamedTuple

import numpy as np

from nablabook.questions import whole_number

__all__ = ["Drawn", "Fault", "load", "measure", "network_text", "numbered", "patched"]

_FILE = Path(__file__).with_name("networks.bin")
_BUGS = 4  # in each network
_NETWORKS = 16_000


class Fault(NamedTuple):
    """A bug of a drawn network: its part, and the numbers of its lines in the network's text."""

    part: str
    lines: tuple


# ------------------------------------------------------------------------------ what students use


def network_text(number):
    """The text of the network that belongs to a whole number above 0, of at most 30 digits.

    Raises ValueError for any other number.
    """
    return "\n\n".join(_texts(_row(number)))


def numbered(text):
    """A text with the number of each line before it; the first is 1."""
    return "\n".join(f"{i:3}  {line}" for i, line in enumerate(text.split("\n"), 1))


def load(text):
    """The functions that the text of a network defines: {name: function}.

    Raises SyntaxError where the text is no code.
    """
    space = {"np": np, "__name__": "network"}
    exec(compile(text, "<network>", "exec"), space)
    return {name: value for name, value in space.items() if isinstance(value, FunctionType)}


def patched(text, patches):
    """The text with lines exchanged: {number of the line: what stands there instead}.

    A patch is indented as the line that it takes the place of, and may have several lines.
    ValueError says what is wrong with a number or a patch.
    """
    lines = text.split("\n")
    for place, patch in patches.items():
        if isinstance(place, bool) or not isinstance(place, int | np.integer):
            raise ValueError(f"a place is the number of a line, such as 7, not {place!r}")
        if not 1 <= place <= len(lines):
            raise ValueError(f"the network has the lines 1 to {len(lines)}, but no line {place}")
        if not isinstance(patch, str) or not patch.strip():
            raise ValueError("a patch is the text of the line that should stand there, in quotes")
        old = lines[place - 1]
        if not old.strip():
            raise ValueError(f"line {place} is empty: there is nothing to mend")
        margin = old[: len(old) - len(old.lstrip())]
        lines[place - 1] = textwrap.indent(_dedented(patch), margin)
    whole = "\n".join(lines)
    try:
        compile(whole, "<network>", "exec")
    except SyntaxError as error:
        raise ValueError(f"with the patch the network is no Python: {error}") from None
    return whole


def _dedented(patch):
    first, *others = textwrap.dedent(patch.strip("\n")).split("\n")
    if not first.endswith(":"):  # the others may have been typed as deep as in the network
        others = textwrap.dedent("\n".join(others)).split("\n") if others else []
    return "\n".join([first, *others])


# ------------------------------------------------------------------------- what the tests use


class Drawn:
    """The network of a number, for tests: with its bugs, without them, or with some.

    Parameters
    ----------
    number : as of `network_text`.
    key : what `pack` has given: of each variant of each part, the variant that is right.

    ``text`` is what the student sees, ``faults`` the four bugs, in the order of their lines.
    """

    def __init__(self, number, key):
        self._row = _row(number)
        parts = key.split()
        self._right = tuple(int(part[i]) for part, i in zip(parts, self._row, strict=True))
        self.text = network_text(number)
        self.faults, first = [], 1
        for name, texts, is_, right in zip(_names(), _PARTS, self._row, self._right, strict=True):
            if is_ != right:
                lines = _differing(texts[is_], texts[right])
                self.faults.append(Fault(name, tuple(first + line for line in lines)))
            first += texts[is_].count("\n") + 2

    def at(self, place):
        """The bug in that line, or None."""
        return next((fault for fault in self.faults if place in fault.lines), None)

    def found(self, place, mended, seed):
        """The bug that a student has found: the place is its line, or the patch there mends it.

        None where it is neither; ``mended`` may be None.
        """
        fault, part = self.at(place), self.part_at(place)
        if fault is None and mended is not None:
            fault = next((one for one in self.faults if one.part == part), None)
            if fault is not None and not self.mends(part, mended, seed):
                fault = None
        return fault

    def mends(self, part, mended, seed, alone=False):
        """Whether a part does what it should in a network ``mended`` of the student's.

        The bugs in other parts are in it as well; with ``alone`` they are not.
        """
        right = self.network(bugs=()) if alone else self.network(mended=[part])
        wanted = measure(right, part, np.random.default_rng(seed))
        found = measure(mended, part, np.random.default_rng(seed))
        rough = 0.05 if part in ("start", "dropout_mask") else 1e-3
        return len(found) == len(wanted) and all(
            one.shape == other.shape and np.allclose(one, other, rough, 1e-6, equal_nan=True)
            for one, other in zip(found, wanted, strict=True)
        )

    def part_at(self, place):
        """The name of the function that a line belongs to, or None."""
        first = 1
        for name, text in zip(_names(), _texts(self._row), strict=True):
            after = first + text.count("\n") + 1
            if isinstance(place, int | np.integer) and first <= place < after:
                return name
            first = after + 1
        return None

    def network(self, mended=(), bugs=None):
        """Its functions: with all bugs but those in the parts ``mended``, or ``bugs`` alone."""
        row = [
            right if (name in mended or (bugs is not None and name not in bugs)) else is_
            for name, is_, right in zip(_names(), self._row, self._right, strict=True)
        ]
        return assembled(row)


def assembled(row):
    """The functions of a network made of these variants, {name: function}; no text is run."""
    space = {"np": np, "__name__": "network"}
    for name, variants, i in zip(_names(), _FUNCTIONS, row, strict=True):
        made = variants[i]
        space[name] = FunctionType(made.__code__, space, name, made.__defaults__)
    return {name: space[name] for name in _names()}


def measure(network, part, draw):
    """What a part of a network gives for inputs from a generator: arrays, to be compared.

    Where a part draws numbers itself, they are what does not depend on how it draws them.
    """
    f = network[part]
    found = []
    for n, x_size, h, k in [(4, 3, 5, 6), (2, 4, 3, 5)]:
        x, g = draw.normal(size=(n, x_size)), draw.normal(size=(n, k))
        y, mask = np.identity(k)[draw.integers(0, k, n)], 2.0 * (draw.random((n, h)) < 0.6)
        yhat = 0.9 * draw.dirichlet(np.ones(k), n) + 0.1 / k
        params = {
            "W1": draw.normal(size=(x_size, h)),
            "b1": draw.normal(size=h),
            "W2": draw.normal(size=(h, k)),
            "b2": 3 + draw.normal(size=k),
        }
        if part == "start":
            wide = f(100 * n, 60, 90, 5)
            found += [np.std(wide["W1"]), np.std(wide["W2"]), wide["b1"], wide["b2"]]
            found += [len(np.unique(np.round(wide["W1"], 9), axis=1).T)]
        elif part == "prepare":
            found += [f(draw.integers(0, 256, (n, x_size, h)), 0.3)]
        elif part == "one_hot":
            found += [f(np.arange(n), k)]
        elif part == "dense":
            found += [f(x, params["W1"], params["b1"])]
        elif part == "dropout_mask":
            many = np.asarray(f((400, 30), 0.3, [1, 2]))
            found += [np.asarray(many.shape), np.unique(np.round(many, 9)), np.mean(many)]
            found += [len(np.unique(many, axis=0)) > 1]
        elif part == "softmax":
            found += [f(3 * g), f(g + 2000 * draw.normal(size=(n, 1))), f(400.0 * g)]
        elif part == "loss":
            found += [f(yhat, y, params, 0.0), f(yhat, y, params, 0.4)]
        elif part == "loss_back":
            found += [f(yhat, y)]
        elif part == "softmax_back":
            found += [f(yhat, g)]
        elif part == "tanh_back":
            found += [f(np.tanh(g), draw.normal(size=(n, k)))]
        elif part == "forward":
            found += list(f(params, x, mask))
        elif part == "dense_step":
            for rate, decay in [(0.5, 0.0), (0.2, 0.3)]:
                found += list(f(x, params["W1"], params["b1"], g[:, :1] * np.ones(h), rate, decay))
        elif part == "step":
            for rate, decay in [(0.5, 0.0), (0.2, 0.3)]:
                found += list(f(params, x, y, mask, rate, decay).values())
        elif part == "batches":
            for whole, size in [(10 * n, 7), (12, 4)]:
                parts = [np.asarray(batch) for batch in f(whole, size, 3)]
                order = np.concatenate(parts)
                found += [np.array([len(batch) for batch in parts]), np.sort(order)]
                found += [bool(np.all(order == np.arange(len(order))))]
        elif part == "train":
            for epochs, size, rate in [(2, 3, 0.0), (3, n + 5, 0.3), (3, n, 0.3)]:
                after, losses = f(params, x, y, epochs, size, rate, 0.01, 0.0, 4)
                found += [losses, *(after[name] for name in sorted(params))]
        elif part == "predict":
            found += [f(params, x, 0.0), f(params, x, 0.6)]
        elif part == "accuracy":
            found += [f(yhat, np.argmax(yhat, axis=1)), f(yhat, np.arange(n))]
        else:
            found += [f(params, x, y, name, 0.1) for name in ("W2", "b2")]
    return [np.asarray(value, float) for value in found]


# ------------------------------------------------------------------------------------ the networks


def _row(number):
    digits = hashlib.sha256(f"network, {whole_number(number)}".encode()).digest()
    return tuple(int(i) for i in _TABLE[int.from_bytes(digits[:8]) % len(_TABLE)])


def _texts(row):
    return [texts[i] for texts, i in zip(_PARTS, row, strict=True)]


def _names():
    return [texts[0].split("(")[0].removeprefix("def ") for texts in _PARTS]


def _differing(wrong, right):
    """The lines of a wrong text, from 0, that stand where those of the right one do not."""
    old, new = wrong.split("\n"), right.split("\n")
    same = next(i for i, pair in enumerate(zip(old, new, strict=False)) if len(set(pair)) > 1)
    tail = 0
    while old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return range(same, max(same + 1, len(old) - tail))


# ----------------------------------------------------------------------------------------- packing


def pack(bank):
    """A bank, {"part": […], "bug": […], "apart": […]} as in its file, as (bytes to keep, key).

    Raises ValueError where a line of a bug or another wording does not stand once in its part.
    """
    draw = np.random.default_rng(8)
    variants, right, wrong = [], [], []  # texts by part; positions of the right and the wrong ones
    where = {}  # name of a bug: (part, position)
    for part in bank["part"]:
        text = part["text"].strip("\n")
        name = text.split("(")[0].removeprefix("def ")
        good = [text, *(_exchanged(text, old, new) for old, new in part.get("also", []))]
        bugs = [bug for bug in bank["bug"] if bug["part"] == name]
        bad = [_exchanged(text, bug["right"].strip("\n"), bug["wrong"].strip("\n")) for bug in bugs]
        places = draw.permutation(len(good) + len(bad))
        texts = [None] * len(places)
        for place, one in zip(places, [*good, *bad], strict=True):
            texts[place] = one
        variants.append(texts)
        right.append([int(place) for place in places[: len(good)]])
        wrong.append([int(place) for place in places[len(good) :]])
        for bug, place in zip(bugs, wrong[-1], strict=True):
            where[bug["name"]] = len(wrong) - 1, place
    key = " ".join(
        "".join(str(i if i in good else good[0]) for i in range(len(good) + len(bad)))
        for good, bad in zip(right, wrong, strict=True)
    )
    apart = [{where[name] for name in pair["bugs"]} for pair in bank["apart"]]
    sets = [
        chosen
        for chosen in itertools.combinations(sorted(where.values()), _BUGS)
        if len({part for part, _ in chosen}) == _BUGS
        and not any(pair <= set(chosen) for pair in apart)
    ]
    chosen = draw.permutation(len(sets))[:_NETWORKS]
    rows = np.stack([draw.choice(good, len(chosen)) for good in right], axis=1).astype(np.uint8)
    for row, number in zip(rows, chosen, strict=True):
        for part, place in sets[number]:
            row[part] = place
    head = json.dumps(variants).encode()
    whole = len(head).to_bytes(4) + head + rows.T.tobytes()
    return lzma.compress(whole, preset=9), key


def _exchanged(text, old, new):
    if text.count(f"{old}\n") + text.endswith(old) != 1:
        raise ValueError(f"this line does not stand once in its part: {old!r}")
    return text.replace(old, new)


def _unpacked(content):
    whole = lzma.decompress(content)
    size = int.from_bytes(whole[:4])
    parts = json.loads(whole[4 : 4 + size])
    return parts, np.frombuffer(whole[4 + size :], np.uint8).reshape(len(parts), -1).T


def _main(path, *numbers):
    """Pack a bank; or, with numbers, tell for each the bugs of its network, and what mends them."""
    bank = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    content, key = pack(bank)
    if not numbers:
        _FILE.write_bytes(content)
        print(f"{_FILE}: {len(content):,} bytes\nkey: {key}")
        return
    _load(content)
    for number in numbers:
        drawn = Drawn(int(number), key)
        print(f"{number}:")
        for fault in drawn.faults:
            lines = [drawn.text.split("\n")[line - 1] for line in fault.lines]
            bug = next(
                one
                for one in bank["bug"]
                if one["part"] == fault.part and one["wrong"].strip("\n").endswith(lines[-1])
            )
            print(f"  line {fault.lines[-1]}, {bug['name']}: {bug['right'].strip()}")
            print(f"    shows: {bug['shows']} ({bug['tool']})")


def _load(content):
    global _PARTS, _TABLE, _FUNCTIONS
    _PARTS, _TABLE = _unpacked(content)
    # Made when the module is imported: while the judge runs a test cell, no text becomes code.
    _FUNCTIONS = [[next(iter(load(text).values())) for text in texts] for texts in _PARTS]


if __name__ == "__main__":
    _main(*sys.argv[1:])
else:
    _load(_FILE.read_bytes())
