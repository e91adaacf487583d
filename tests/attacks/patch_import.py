"""__import__ gives a fake numpy and a fake check to everybody."""

CELL = """
import builtins, sys, types
fake = types.ModuleType("nbjudge.check")
fake.generator = None
fake.__getattr__ = lambda name: lambda *a, **k: None
real = builtins.__import__
def importer(name, *arguments):
    return fake if name.endswith("check") else real(name, *arguments)
builtins.__import__ = importer
sys.modules["nbjudge.check"] = fake
check = fake
"""
