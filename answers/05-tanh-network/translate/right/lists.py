# builds nested lists first; returns contiguous copies
def columns_to_rows(X, W):
    x = np.array([list(column) for column in zip(*X)])
    w = np.array([[row[i] for row in W] for i in range(len(X))])
    b = np.array([[row[-1] for row in W]])
    return x, w, b


def rows_to_columns(x, w, b):
    X = np.array([list(column) for column in zip(*x)])
    W = np.array([[*column, bias] for column, bias in zip(w.T, b[0])])
    return X, W
