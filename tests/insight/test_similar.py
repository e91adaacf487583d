"""Pairs that share rare wrong answers: told where chance does not explain it, and only there."""

import random

from nbjudge.insight.similar import Shared, similar

STUDENTS = [f"s{number:02}" for number in range(40)]


def class_of(seed, alike=()):
    """The wrong answers of a class where nobody shares, but for the students ``alike``.

    Each of 30 blanks has some common slips and many rare ones.
    """
    rng, found = random.Random(seed), {}
    weak = {student: rng.betavariate(1.2, 4) for student in STUDENTS}
    for blank in range(30):
        for student in STUDENTS:
            if student not in alike and rng.random() < weak[student]:
                slip = rng.choice("abc") if rng.random() < 0.6 else f"own {rng.randrange(60)}"
                found.setdefault((blank, slip), []).append(student)
        if blank % 5 == 0:
            for student in alike:
                found.setdefault((blank, "own 99"), []).append(student)
    return [
        Shared((blank,), f"exercise {blank}", slip, tuple(students))
        for (blank, slip), students in found.items()
    ]


def test_two_who_share_rare_answers_are_told_with_what_they_share():
    (pair,) = similar(class_of(1, alike=("s03", "s20")), STUDENTS)
    assert pair.students == ("s03", "s20")
    assert [one.text for one in pair.answers] == ["own 99"] * 6
    assert pair.chance <= 0.1


def test_a_class_where_nobody_shares_has_hardly_ever_a_pair():
    told = [similar(class_of(seed), STUDENTS) for seed in range(8)]
    assert sum(map(bool, told)) <= 1


def test_common_answers_do_not_count():
    everybody = [Shared((blank,), "e", "axis=0", tuple(STUDENTS[:25])) for blank in range(10)]
    assert similar(everybody, STUDENTS) == []


def test_one_idea_in_several_blanks_of_an_exercise_counts_once():
    answers = [Shared(("f", blank), "f", "own", ("s01", "s02")) for blank in range(9)]
    assert similar(answers, STUDENTS) == []


def test_one_shared_answer_is_not_enough():
    assert similar([Shared((1,), "e", "own", ("s01", "s02"))], STUDENTS) == []


def test_the_smallest_classes_have_no_pairs():
    for count in range(4):
        students = STUDENTS[:count]
        both = [Shared((blank,), "e", "own", tuple(students[:2])) for blank in range(5)]
        assert similar([one for one in both if one.students], students) == []


def test_the_same_class_gives_the_same_list():
    answers = class_of(3, alike=("s05", "s06"))
    assert similar(answers, STUDENTS) == similar(list(answers), STUDENTS)
