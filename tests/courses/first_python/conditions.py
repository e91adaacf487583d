# Functions with branches, errors that must be raised.
# %% solution grade
def grade(points):
    """The mark for 0 to 100 points; other numbers are a ValueError."""
    if not 0 <= points <= 100:
        raise ValueError(f"points must lie between 0 and 100, got {points}")
    for least, mark in ((90, "A"), (75, "B"), (50, "C")):
        if points >= least:
            return mark
    return "F"
# %% wrong
def grade(points):
    for least, mark in ((90, "A"), (75, "B"), (50, "C")):
        if points > least:
            return mark
    return "F"
# %% test 2
assert [grade(p) for p in (95, 90, 80, 50, 49, 0, 100)] == list("AABCFFA")
# %% test
try:
    grade(101)
except ValueError as error:
    assert "101" in str(error)
else:
    raise AssertionError("101 points must raise a ValueError")
### BEGIN HIDDEN TESTS
for points in (-1, 1000):
    try:
        grade(points)
        raised = None
    except Exception as error:
        raised = type(error)
    assert raised is ValueError, (points, raised)
### END HIDDEN TESTS
