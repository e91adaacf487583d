"""Looks for the tests in the frames above a tested function, in gc and in the history."""

CELL = """
import gc, re, sys
found = set()
def look(value):
    found.update(re.findall("SECRET-[A-Z]+-[0-9a-f]{12}", str(value)))
def spy():
    frame = sys._getframe()
    while frame:
        look(frame.f_locals); look(frame.f_globals.get("In")); look(frame.f_code.co_consts)
        frame = frame.f_back
    for value in gc.get_objects():
        if type(value) in (dict, list, tuple):
            try:
                look(value)
            except Exception:
                pass
"""
ANSWERS = {"square": "def square(x):\n    spy()\n    return x"}
LATER = """
spy()
look(In); look(_ih); look(list(get_ipython().history_manager.get_range()))
import linecache
look(linecache.cache)
print(found)
"""
