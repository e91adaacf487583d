"""The result of every cell is a number of points: displayhook, repr and execute_result."""

CELL = """
import sys
shell = get_ipython()
class Points:
    def __repr__(self): return "3.0"
def after(result):
    result.error_in_exec = None
    shell.displayhook(Points())
shell.events.register("post_run_cell", after)
shell.displayhook.compute_format_data = lambda *a: ({"text/plain": "3"}, {})
"""
LATER = "Points()"
ANSWERS = {"square": "def square(x):\n    return Points()\nPoints()"}
