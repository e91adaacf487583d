# compares all positions with x
def integer_to_one_hot(x, max):
    return (np.arange(max) == x).astype(np.float32)
