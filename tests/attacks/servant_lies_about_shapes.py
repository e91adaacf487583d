"""Arrays with a forged dtype, shape, buffer number or size."""

CELL = """
import gc, itertools
servants = [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]
forged = itertools.cycle([
    ["array", 0, "|O", [1], None, True], ["array", 7, "<f8", [1], None, True],
    ["array", 0, "<f8", [2**47, 2**47], None, True], ["array", 0, "<f8", [-1], None, True],
    ["array", b"x" * 8, "|O", [1], None, True], ["array", b"x" * 9, "<f8", [1], None, True],
    ["array", 0, "V8", [1], None, True], ["array", 0, "<f8,<f8", [1], None, True],
    ["array", 0, "<f8", [0, 2**47], 2**70, True], ["array", 0, "?", [8], 1, True],
    ["array", 0, "<U2", [1], None, True], ["scalar", "<U2", b"\\xff" * 8],
    ["scalar", "M8[s]", b"x" * 8], ["object", -1, "x", [["numpy", "ndarray"]], True],
    ["setup", "data"], ["import", "os", "system"], ["mine", 1, None], ["judge", 1, "x"],
    ["yours", 1], ["dict", [[["list", [], None], 1]], None], ["type", "builtins", "eval"],
    ["type", "numpy", "memmap"], ["tensor", 5], ["tensor", ["list", [1], None]], ["dtype", "|O"],
    ["range", [0, 1, 0]], ["slice", [1, 2, 3, 4]], ["int", b"x" * 70_000], [], [[]], ["x" * 10**6],
    ["shape", [2**60]], ["shape", "ab"], ["tensor dtype", "resource"], ["iterator", ["tuple", []]],
    ["exception", 1, "\\ud800", ["Exception"]], ["unfilled", 1, 2], ["complex", "1", "nan"],
])
def lie(self, value, buffers, depth=0):
    buffers.append(b"\\xff" * 8)
    return next(forged)
def operator(*arguments):
    raise ValueError
for servant in servants:
    type(servant._codec).encode = lie
"""
EXPECTED = {"test_double": 0.0}
