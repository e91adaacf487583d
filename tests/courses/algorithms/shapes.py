# Inheritance, abstract classes, class attributes, a subclass in the test.
# %%
import math
from abc import ABC, abstractmethod
# %% solution shapes
class Shape(ABC):
    made = 0

    def __init__(self):
        Shape.made += 1

    @abstractmethod
    def area(self): ...

    def __lt__(self, other):
        return self.area() < other.area()

    def describe(self):
        return f"{type(self).__name__} of area {self.area():.1f}"


class Circle(Shape):
    def __init__(self, radius):
        super().__init__()
        self.radius = radius

    def area(self):
        return math.pi * self.radius**2


class Square(Shape):
    def __init__(self, side):
        super().__init__()
        self.side = side

    def area(self):
        return self.side**2
# %% wrong
class Shape:
    made = 0

    def area(self):
        return 0

    def describe(self):
        return "a shape"


class Circle:
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return math.pi * self.radius


class Square(Shape):
    def __init__(self, side):
        self.side = side
# %% test
assert issubclass(Circle, Shape) and isinstance(Square(2), Shape)
assert math.isclose(Circle(2).area(), 4 * math.pi) and Square(3).area() == 9
# %% test
before = Shape.made
one, two = Circle(1), Square(1)
assert Shape.made == before + 2 and two < one
assert sorted([one, two])[0] is two and one.describe() == "Circle of area 3.1"
# %% test
try:
    Shape()
    raise AssertionError("Shape is abstract")
except TypeError:
    pass


class Triangle(Shape):
    def area(self):
        return 0.5


assert Triangle().describe() == "Triangle of area 0.5"
