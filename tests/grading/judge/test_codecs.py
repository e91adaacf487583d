"""The two codecs as a pair: whatever is passed, kept, changed and released, both sides agree.

A student's side and the judge's end of the link, in two threads of one process; what each holds is
compared after every question.
"""

import copy
import gc
import socket
import threading
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from nbjudge.grading.judge import protocol
from nbjudge.grading.judge.channel import Channel, Closed
from nbjudge.grading.judge.codec import content, holds
from nbjudge.grading.judge.link import Link
from nbjudge.grading.judge.student_codec import StudentCodec
from nbjudge.grading.judge.student_side import StudentSide

ITEMS = st.integers(-5, 5) | st.text(max_size=2)
VALUES = (
    st.lists(ITEMS, max_size=4)
    | st.dictionaries(st.text(max_size=2), ITEMS, max_size=4)
    | st.sets(st.integers(-5, 5), max_size=4)
    | st.lists(st.integers(-5, 5), min_size=1, max_size=100).map(np.array)
)


def agree(one, other):
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other)
    return type(one) is type(other) and one == other


def change(value, item):
    """Change a value in place, in one way or another."""
    if isinstance(value, np.ndarray):
        value[hash(item) % value.size] += 1
    elif isinstance(value, list):
        value.append(item)
    elif isinstance(value, dict):
        value[str(item)] = item
    else:
        value.add(hash(item) % 11)


class Pair(RuleBasedStateMachine):
    """What the judge holds of the student's, and what the student's code holds of the judge's."""

    theirs = Bundle("theirs")  # names of the student's values
    copies = Bundle("copies")  # [name, the judge's copy] of such a value
    arguments = Bundle(
        "arguments"
    )  # [number, the judge's value, cell] that the student's code keeps

    def __init__(self):
        super().__init__()
        self.values, self.kept = {}, []
        functions = {"change": self._change, "keep": self._keep, "change_kept": self._change_kept,
                     "nothing": lambda: None}  # fmt: skip
        self.space = {"values": self.values, **functions}
        mine, self._other = socket.socketpair()
        self.side = StudentSide(
            self._other, SimpleNamespace(shell=SimpleNamespace(user_ns=self.space))
        )
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        self._socket = mine
        self.link = Link(Channel(mine, protocol.FromStudent), {})
        self.link.begin(600, carry=True)
        self.held, self.cell = [], 0

    def _serve(self):
        closed = []
        # The side stops to listen when the judge has gone; there is no event loop here.
        receive = self.side._channel.receive

        def until_closed():
            try:
                return receive()
            except Closed:
                closed.append(True)
                raise KeyboardInterrupt from None

        self.side._channel.receive = until_closed
        while not closed:
            self.side._attend()

    # The student's functions.

    def _change(self, name, item):
        change(self.values[name], item)

    def _keep(self, value):
        self.kept.append(value)

    def _change_kept(self, number, item):
        change(self.kept[number], item)

    def call(self, function, *arguments):
        return self.link.ask("call", self.link.named(function), arguments, ())

    # What can happen.

    @rule(target=theirs, value=VALUES)
    def make(self, value):
        name = f"v{len(self.values)}"
        self.values[name] = self.space[name] = value
        return name

    @rule(target=copies, name=theirs)
    def fetch(self, name):
        found = self.link.named(name)
        assert agree(found, self.values[name])
        self.held.append([name, found])
        return self.held[-1]

    @rule(entry=copies, item=ITEMS)
    def change_a_copy(self, entry, item):
        if any(one is entry for one in self.held):
            change(entry[1], item)
            # Other copies of the same value learn of it with what the student's code does next.
            self.held = [one for one in self.held if one is entry or one[0] != entry[0]]
            self.call("nothing")

    @rule(name=theirs, item=ITEMS)
    def the_student_changes_it(self, name, item):
        self.call("change", name, item)

    @rule(target=arguments, value=VALUES)
    def pass_an_argument(self, value):
        value = copy.deepcopy(value)
        self.call("keep", value)
        return [len(self.kept) - 1, value, self.cell]

    @rule(entry=arguments, item=ITEMS)
    def the_student_changes_what_it_keeps(self, entry, item):
        number, value, cell = entry
        if cell == self.cell:  # what is kept is followed to the end of the cell
            self.call("change_kept", number, item)
            assert agree(value, self.kept[number])

    @rule(entry=copies)
    def hand_a_copy_back(self, entry):
        if any(one is entry for one in self.held):
            self.call("keep", entry[1])
            assert self.kept[-1] is self.values[entry[0]]

    @rule(entry=consumes(copies))
    def drop_a_copy(self, entry):
        self.held = [one for one in self.held if one is not entry]
        entry.clear()
        gc.collect()

    @rule()
    def next_cell(self):
        self.link.end()
        self.link.begin(600, carry=True)
        self.cell += 1
        self.held = [one for one in self.held if isinstance(one[1], np.ndarray)]

    @invariant()
    def both_sides_agree(self):
        for name, found in self.held:
            assert agree(found, self.values[name]), name

    def teardown(self):
        self.held.clear()
        self.link.end()
        self.link.begin(600)
        gc.collect()
        self.call("nothing")
        self.link.end()
        self._socket.close()
        self._thread.join(5)
        self._other.close()
        assert not self._thread.is_alive()


TestPair = pytest.mark.slow(Pair.TestCase)
TestPair.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def receive(codec):
    """What a student's function gets as its argument, an array."""
    codec.begin()
    return codec.decode(protocol.Array(np.ones(2).tobytes(), "<f8", [2], 7), [])


def test_an_argument_that_is_dropped_does_not_count_as_kept():
    codec = StudentCodec(None)
    receive(codec)
    assert codec.changes([]) == ([], [])


def test_an_argument_of_which_a_view_is_held_counts_as_kept():
    codec = StudentCodec(None)
    view = receive(codec)[1:]
    assert codec.changes([]) == ([], [7])
    assert view[0] == 1


ARRAYS = {
    "small": np.zeros(3),
    "large": np.zeros((90, 90)),
    "of odd size": np.zeros(9001, np.int8),
    "of text": np.full(2000, "abc"),
    "of dates": np.zeros(2000, "M8[s]"),
    "in Fortran's order": np.zeros((90, 80), order="F"),
    "every second": np.zeros(9000)[::2],
    "of objects": np.full(2000, None),
}


@pytest.mark.parametrize("array", ARRAYS.values(), ids=ARRAYS)
def test_one_changed_entry_of_an_array_is_seen(array):
    before = content(array)
    assert holds(array, before)
    old, array[-1] = array[-1].copy() if array.dtype != object else array[-1], 1
    assert not holds(array, before)
    array[-1] = old
    assert holds(array, before)
    if array.flags.c_contiguous and array.dtype != object:
        assert not holds(array.reshape(1, *array.shape), before)
