# an array of whole numbers
def integer_to_one_hot(x, max):
    result = np.zeros((max,), dtype=int)
    result[int(x)] += 1
    return result
