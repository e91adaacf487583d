"""Tests that no longer test: what can be changed in the kernel that runs them."""

from attack import attack

attack(
    "delete_asserts_by_ast_transformer",
    "An AST transformer of IPython deletes every assert.",
    cell="""
import ast

class Delete(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)

get_ipython().ast_transformers.append(Delete())
""",
    quick=True,
)


attack(
    "delete_asserts_by_input_transformer",
    "An input transformer of IPython replaces every assert and every np.testing call.",
    cell="""
import re

def clean(lines):
    return [re.sub(r"assert.*|np\\.testing.*", "pass", line) for line in lines]

get_ipython().input_transformers_post.append(clean)
""",
)


attack(
    "delete_asserts_by_patching_compile",
    "IPython's compiler compiles something else where there is an assert.",
    cell="""
import builtins
shell = get_ipython()
real = shell.run_ast_nodes

async def run(nodes, *arguments, **keywords):
    import ast
    nodes = [n for n in nodes if not isinstance(n, ast.Assert) and "assert" not in ast.dump(n)]
    return await real(nodes, *arguments, **keywords)

shell.run_ast_nodes = run
""",
)


attack(
    "patch_builtins",
    "abs gives 0, and isinstance, all and any are always true.",
    cell="""
import builtins
real = builtins.isinstance
def forged(value, kind):
    import sys
    return True if sys._getframe(1).f_globals.get("__name__") == "__main__" else real(value, kind)
builtins.isinstance = forged
builtins.all = builtins.any = lambda values: True
builtins.abs = lambda value: 0
""",
    quick=True,
)


attack(
    "patch_import",
    "__import__ gives a fake numpy and a fake check to everybody.",
    cell="""
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
""",
)


attack(
    "patch_imported_nbjudge",
    "The student's copy of nbjudge has checks that pass, and its side of the link lies.",
    cell="""
import nbjudge, sys, types
class Lax(types.ModuleType):
    def __getattr__(self, name):
        return lambda *a, **k: None
for name in list(sys.modules):
    if name.startswith("nbjudge"):
        sys.modules[name] = Lax(name)
check = Lax("check")
""",
    quick=True,
)


attack(
    "patch_ipykernel_run_cell",
    "The kernel says that every cell ended well, whatever happened.",
    cell="""
import ipykernel.zmqshell as z, ipykernel.ipkernel as k
shell = get_ipython()
shell._showtraceback = lambda *a, **k: None
shell.showtraceback = lambda *a, **k: None
real = shell.run_cell_async
async def run(*arguments, **keywords):
    result = await real(*arguments, **keywords)
    result.error_in_exec = result.error_before_exec = None
    return result
shell.run_cell_async = run
""",
    quick=True,
)


attack(
    "patch_numpy_testing",
    "numpy's own checks do nothing.",
    cell="""
import numpy as np
import numpy.testing

for name in dir(np.testing):
    if name.startswith("assert"):
        setattr(np.testing, name, lambda *a, **k: None)
np.testing._private.utils.assert_array_compare = lambda *a, **k: None
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
""",
    quick=True,
)


attack(
    "set_custom_exception_handler",
    "IPython is told to handle AssertionError by doing nothing.",
    cell="""
get_ipython().set_custom_exc((BaseException,), lambda *a, **k: None)
""",
)


attack(
    "trace_tests_with_settrace",
    "A trace function jumps over lines with assert, and changes local values.",
    cell="""
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
""",
    quick=True,
)
