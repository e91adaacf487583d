# A class of vectors with its operators.
# %% solution Vector
import math


class Vector:
    def __init__(self, *parts):
        self.parts = tuple(parts)

    def __add__(self, other):
        return Vector(*(a + b for a, b in zip(self.parts, other.parts)))

    def __mul__(self, number):
        return Vector(*(number * a for a in self.parts))

    __rmul__ = __mul__

    def __abs__(self):
        return math.hypot(*self.parts)

    def __eq__(self, other):
        return isinstance(other, Vector) and self.parts == other.parts

    def __hash__(self):
        return hash(self.parts)

    def __iter__(self):
        return iter(self.parts)

    def __repr__(self):
        return f"Vector{self.parts}"
# %% wrong
class Vector:
    def __init__(self, *parts):
        self.parts = parts

    def __add__(self, other):
        return Vector(*self.parts, *other.parts)
# %% test
a, b = Vector(1, 2), Vector(3, -2)
assert a + b == Vector(4, 0) and a != b and not a == (1, 2)
# %% test
assert 2 * a == a * 2 == Vector(2, 4) and abs(Vector(3, 4)) == 5
# %% test
x, y = a
assert list(b) == [3, -2] and x + y == 3 and repr(a) == "Vector(1, 2)"
assert len({Vector(1, 2), Vector(1, 2)}) == 1 and a in {Vector(1, 2): 0}
