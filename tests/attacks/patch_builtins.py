"""abs gives 0, and isinstance, all and any are always true."""

CELL = """
import builtins
real = builtins.isinstance
def forged(value, kind):
    import sys
    return True if sys._getframe(1).f_globals.get("__name__") == "__main__" else real(value, kind)
builtins.isinstance = forged
builtins.all = builtins.any = lambda values: True
builtins.abs = lambda value: 0
"""
