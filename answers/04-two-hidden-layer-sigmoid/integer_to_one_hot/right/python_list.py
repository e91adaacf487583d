# a list comprehension, then an array
def integer_to_one_hot(x, max):
    return np.array([1.0 if i == x else 0.0 for i in range(max)])
