"""IPython is told to handle AssertionError by doing nothing."""

CELL = """
get_ipython().set_custom_exc((BaseException,), lambda *a, **k: None)
"""
