# nested list comprehension, one list per class
def one_hot(y, num_labels):
    return np.array([[1.0 if label == c else 0.0 for label in y] for c in range(num_labels)])
