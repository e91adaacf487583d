# A matrix class with items, @ and transposition, as properties.
# %% solution Matrix
class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    def __getitem__(self, place):
        i, j = place
        return self.rows[i][j]

    def __setitem__(self, place, value):
        i, j = place
        self.rows[i][j] = value

    def __matmul__(self, other):
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*other.rows)] for r in self.rows])

    def __eq__(self, other):
        return self.rows == other.rows
# %% wrong
class Matrix:
    def __init__(self, rows):
        self.rows = rows
        self.shape = len(rows), len(rows)

    def T(self):
        return self

    def __getitem__(self, place):
        return self.rows[place[1]][place[0]]
# %% test
m = Matrix([[1, 2, 3], [4, 5, 6]])
assert m.shape == (2, 3) and m[0, 2] == 3
m[0, 0] = 9
assert m[0, 0] == 9
# %% test
assert m.T.shape == (3, 2) and m.T.T == m and isinstance(Matrix.shape, property)
# %% test
assert m @ Matrix.identity(3) == m
assert (Matrix([[1, 2]]) @ Matrix([[3], [4]]))[0, 0] == 11
