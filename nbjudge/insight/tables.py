"""The tables of a report, for a spreadsheet or a program."""

from nbjudge.csv_safe import write_rows
from nbjudge.insight import html

__all__ = ["tables", "write"]


def write(path, rows):
    """Write one table as a CSV file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        write_rows(file, [[_cell(value) for value in row] for row in rows])


def tables(work, context):
    """{name: rows} of a `ClassWork` and what its page is made of."""
    exercises = [
        [
            "exercise",
            "points",
            "students",
            "solved",
            "facility",
            "discrimination",
            "all points",
            "some",
            "none",
            "left open",
        ]
    ]
    answers = [
        [
            "exercise",
            "template",
            "blank",
            "answer",
            "state",
            "count",
            "spellings",
            "message",
            "examples",
        ]
    ]
    for exercise in context["exercises"]:
        item, counts = exercise["item"], exercise["counts"]
        exercises.append(
            [
                exercise["name"],
                exercise["most"],
                context["count"],
                item.solved,
                item.facility,
                item.discrimination,
                *(counts[kind] for kind in ("full", "part", "none", "open")),
            ]
        )
        rows = [
            (line["text"], row)
            for line in exercise["lines"]
            for row in (*line["mistakes"], *line["accepted"])
        ]
        rows += [("", row) for row in exercise["elsewhere"]]
        for text, row in rows:
            group = row["group"]
            blank = "" if group.blank is None else group.blank + 1
            answers.append(
                [
                    exercise["name"],
                    text,
                    blank,
                    group.text,
                    group.state,
                    group.count,
                    group.ways,
                    group.message,
                    " ".join(person["name"] for person in row["people"]),
                ]
            )
    keys = list(work.exercises)
    head = ["student", "name", "mark", "penalty", "final mark", "seconds late"]
    students = [[*head, *(name for _, name in keys), "look at"]]
    for one in work.submissions:
        points = [work.points(one, key) for key in keys]
        mark = sum(points)
        who = [one.name if work.anonymous else one.student, one.called]
        marks = [mark, one.penalty, max(0.0, mark - one.penalty), round(one.late)]
        students.append([*who, *marks, *points, "; ".join(one.look)])
    found = {"exercises": exercises, "answers": answers, "students": students}
    if context["similar"]:
        rows = [
            [*(person["name"] for person in pair["people"]), pair["chance"], *answer]
            for pair in context["similar"]
            for answer in pair["answers"]
        ]
        head = ["student", "other student", "pairs by chance", "exercise", "answer", "students"]
        found["similar"] = [head, *rows]
    if work.questions:
        rows = [
            [*key, one.name if work.anonymous else one.student, guess]
            for key in work.questions
            for one in work.submissions
            if (guess := one.guesses.get(key)) is not None
        ]
        found["guesses"] = [["notebook", "question", "student", "guess"], *rows]
    return found


def _cell(value):
    """A value for a table."""
    if isinstance(value, float):
        return f"{value:.6g}"
    return html.plain(value) if isinstance(value, str) else value
