"""The answers of a class, grouped by meaning and counted; the commonest mistake first."""

import ast
import functools
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from nbjudge.insight.blank_readings import judge, read
from nbjudge.insight.canonical import meaning_of, parse

__all__ = ["Group", "Work", "groups", "messages"]

_EXAMPLES = 3
_LONGEST = 2000  # characters of an answer that are shown


@dataclass
class Work:
    """What one student made of one exercise."""

    student: str
    code: str
    full: bool  # all points
    settled: bool  # all other exercises that its tests reach have theirs
    message: str = ""  # why the first test failed, in one line


@dataclass
class Group:
    """Answers of one meaning, in one place of an exercise."""

    template: int | None  # which template; None: the cell as a whole
    blank: int | None  # which of its blanks; None: the line has another form
    text: str = ""  # as most wrote it
    # "wrong", "perhaps" (it never was the only fault), "untold" (what it uses always was wrong),
    # "right", "open", "unread"
    state: str = ""
    count: int = 0
    ways: int = 0  # in how many ways it is written
    message: str = ""  # that most of them got
    students: list = field(default_factory=list)  # those with no other fault first

    @property
    def examples(self):
        """Some of the students."""
        return self.students[:_EXAMPLES]


def groups(exercise, works):
    """[`Group`] of an `Exercise` and all `Work` on it, by place; within it, the wrong first."""
    found, templates = {}, tuple(exercise.templates)
    for work in works:
        reading = _read(exercise.name, exercise.source, templates, _lean(work.code))
        answers = judge(reading, work.full, work.settled)
        others = sum(answer.state in ("wrong", "other", "open") for answer in answers)
        for answer in answers:
            key = answer.template, answer.blank, answer.meaning
            # While something it uses is wrong, nobody can tell.
            state = "untold" if answer.state == "other" and not work.settled else answer.state
            found.setdefault(key, _Tally()).add(work, answer.text, state, others)
        if reading.problem:
            key = None, None, reading.problem
            found.setdefault(key, _Tally()).add(work, reading.problem, "unread", 1)
        elif not work.full and not others and (reading.changed or not exercise.templates):
            # All blanks are right, or there are none: the fault is elsewhere in the cell.
            text, own = _whole(work.code)
            state = "perhaps" if work.settled else "untold"
            found.setdefault((None, None, own), _Tally()).add(work, text, state, 1)
    made = [tally.group(*key[:2]) for key, tally in found.items()]
    order = {"wrong": 0, "perhaps": 1, "untold": 2, "unread": 3, "open": 4, "right": 5}
    return sorted(made, key=lambda g: (*_place(g), order[g.state], -g.count, g.text))


def _place(group):
    places = (group.template, group.blank)
    return tuple(10_000 if place is None else place for place in places)


class _Tally:
    def __init__(self):
        self.states, self.texts, self.messages = Counter(), Counter(), Counter()
        self.first, self.rest = [], []

    def add(self, work, text, state, others):
        self.states[state] += 1
        text = text if len(text) <= _LONGEST else text[:_LONGEST] + " …"
        lines = [line.rstrip() for line in text.splitlines() if line.strip()]
        self.texts["\n".join(lines) if len(lines) > 1 else " ".join(text.split())] += 1
        alone = state != "right" and others == 1
        (self.first if alone else self.rest).append(work.student)
        if work.message and state != "right":
            # Of those with several faults the message may be about another one.
            self.messages[work.message] += 1000 if alone else 1

    def group(self, template, blank):
        # What once had all points is right, whatever else was wrong with the others.
        state = next(
            (state for state in ("open", "unread", "right", "wrong") if self.states[state]),
            "perhaps" if self.states.keys() - {"untold"} else "untold",
        )
        return Group(
            template,
            blank,
            self.texts.most_common(1)[0][0],
            state,
            self.states.total(),
            len(self.texts),
            self.messages.most_common(1)[0][0] if self.messages and state != "right" else "",
            [*self.first, *self.rest],
        )


def _lean(code):
    """A cell without comments, as far as a glance tells: then fewer differ, and are read once."""
    lines = []
    for line in code.split("\n"):
        before, mark, _ = line.partition("#")
        if mark and not ("'" in before or '"' in before):
            line = before
        lines.append(line.rstrip())
    return "\n".join(filter(None, lines))


@functools.lru_cache(maxsize=50_000)
def _read(name, source, templates, code):
    from nbjudge.insight.exercises import Exercise

    return read(Exercise(name, "", "code", {}, source, list(templates)), code)


@functools.lru_cache(maxsize=50_000)
def _whole(code):
    """A cell without comments and docstrings, and its meaning."""
    tree = parse(code)
    if tree is None:
        return " ".join(code.split()), code
    try:
        text = ast.unparse(tree)
    except (ValueError, RecursionError, MemoryError):
        text = code
    return text, meaning_of(tree)


def messages(works):
    """[(message in short, count, students)] of those who lost points, the commonest first."""
    found = defaultdict(list)
    for work in works:
        if not work.full and work.message:
            found[work.message].append(work.student)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(text, len(students), students[:_EXAMPLES]) for text, students in ranked]
