"""The student's copy of nbjudge has checks that pass and a servant that lies."""

CELL = """
import nbjudge, sys, types
class Lax(types.ModuleType):
    def __getattr__(self, name):
        return lambda *a, **k: None
for name in list(sys.modules):
    if name.startswith("nbjudge"):
        sys.modules[name] = Lax(name)
check = Lax("check")
"""
