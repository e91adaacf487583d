"""Pairs of students who share rare wrong answers: a reason for a conversation, no verdict.

Right answers tell nothing: there are few ways to be right. A wrong answer that hardly anybody else
has tells the more, the rarer it is. How much two students must share before it is worth a look is
found from the class itself: its wrong answers are dealt out anew, place by place, to students who
are wrong about as often, and it is counted how many pairs then share as much. One idea may show in
several blanks of an exercise, so of each exercise the rarest shared answer alone counts.
"""

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

__all__ = ["Pair", "Shared", "similar"]

_DEALS = 100  # times that the answers are dealt out anew
_CHANCE = 0.1  # pairs that a class in which nobody shares may have by chance, for one that is told
_LEAST = 2  # exercises in which two students must share a wrong answer
_MOST = 20  # pairs that are told
_COMMON = 4, 20  # an answer of more than 4 students and a 20th of the class is not rare


@dataclass(frozen=True)
class Shared:
    """A wrong answer in one place, and who wrote it."""

    place: tuple[object, ...]  # exercise, template and blank
    exercise: str
    text: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two students, what they share, and how many such pairs chance alone would make."""

    students: tuple[str, str]
    answers: tuple[Shared, ...]
    chance: float  # pairs that share as much, in a class like this one where nobody does
    deals: int = _DEALS


def similar(answers: Iterable[Shared], students: Sequence[str]) -> list[Pair]:
    """The pairs that share more than chance explains, the most striking first.

    Parameters
    ----------
    answers : all wrong answers of the class, each meaning in each place once.
    students : all who handed something in.
    """
    answers = [one for one in answers if one.students]
    number = {student: index for index, student in enumerate(students)}
    count = len(students)
    rare = [
        one for one in answers if 2 <= len(one.students) <= max(_COMMON[0], count // _COMMON[1])
    ]
    if not rare:
        return []
    weight = {id(one): _weight(len(one.students), count) for one in rare}
    found: dict[tuple[int, int], list[Shared]] = {}
    for one in rare:
        here = sorted(number[student] for student in one.students)
        for pair in itertools.combinations(here, 2):
            found.setdefault(pair, []).append(one)
    found = {
        pair: shared
        for pair, shared in found.items()
        if len({one.place[0] for one in shared}) >= _LEAST
    }
    if not found:
        return []
    dealt = np.sort(_dealt(answers, rare, weight, number))
    pairs = []
    for (first, second), shared in found.items():
        rarest: dict[object, float] = {}
        for one in shared:
            rarest[one.place[0]] = max(rarest.get(one.place[0], 0.0), weight[id(one)])
        score = sum(rarest.values())
        as_much = len(dealt) - int(np.searchsorted(dealt, score - 1e-9))
        if (chance := as_much / _DEALS) <= _CHANCE:
            names = students[first], students[second]
            pairs.append((score, Pair(names, tuple(shared), chance)))
    pairs.sort(key=lambda scored: (scored[1].chance, -scored[0], scored[1].students))
    return [pair for _, pair in pairs[:_MOST]]


def _weight(holders: int, count: int) -> float:
    """How surprising it is that another student, whoever it is, has the answer too."""
    return -math.log((holders - 1.5) / (count - 1))


def _dealt(
    answers: Sequence[Shared],
    rare: Sequence[Shared],
    weight: dict[int, float],
    number: dict[str, int],
) -> np.ndarray:
    """What pairs share, in at least two exercises, in all the classes that are dealt out."""
    count, rng = len(number), np.random.default_rng(0)  # the same page from the same class
    places: dict[tuple[object, ...], list[Shared]] = {}
    wrong = np.full(count, 0.5)  # how often each student is wrong
    for one in answers:
        places.setdefault(one.place, []).append(one)
        for student in one.students:
            wrong[number[student]] += 1
    told = {id(one) for one in rare}
    exercise = {place[0]: index for index, place in enumerate(places)}
    odds = wrong / (len(places) + 1 - wrong)
    scores = []
    for _ in range(_DEALS):
        keys, values = [], []
        for place, groups in places.items():
            if not any(id(one) in told for one in groups):
                continue
            # Those with the smallest of such numbers are drawn by weight, without repeats.
            order = np.argsort(rng.exponential(size=count) / odds)
            start = 0
            for one in groups:
                end = start + len(one.students)
                if id(one) in told:
                    i, j = np.triu_indices(end - start, 1)
                    here = np.sort(order[start:end])
                    pair = here[i] * count + here[j]
                    keys.append(pair * len(places) + exercise[place[0]])
                    values.append(np.full(len(i), weight[id(one)]))
                start = end
        both, where = np.unique(np.concatenate(keys), return_inverse=True)
        rarest = np.zeros(len(both))
        np.maximum.at(rarest, where, np.concatenate(values))
        pairs, where, times = np.unique(
            both // len(places), return_inverse=True, return_counts=True
        )
        sums = np.bincount(where, rarest, len(pairs))
        scores.append(sums[times >= _LEAST])
    return np.concatenate(scores)
