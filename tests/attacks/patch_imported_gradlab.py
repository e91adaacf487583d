"""The student's copy of gradlab has checks that pass and a servant that lies."""

CELL = """
import gradlab, sys, types
class Lax(types.ModuleType):
    def __getattr__(self, name):
        return lambda *a, **k: None
for name in list(sys.modules):
    if name.startswith("gradlab"):
        sys.modules[name] = Lax(name)
check = Lax("check")
"""
