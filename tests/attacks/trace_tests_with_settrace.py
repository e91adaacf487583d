"""A trace function jumps over lines with assert, and changes local values."""

CELL = """
import sys
def trace(frame, event, argument):
    if event == "line" and "assert" in str(frame.f_code.co_names):
        try:
            frame.f_lineno += 1
        except Exception:
            pass
    return trace
sys.settrace(trace)
sys.setprofile(lambda *a: None)
get_ipython().events.register("pre_run_cell", lambda *a: sys.settrace(trace))
"""
