# a list of columns, stacked; np.divide
def softmax(x):
    top = np.amax(x, axis=1)
    columns = [np.exp(column - top) for column in x.T]
    return np.divide(np.column_stack(columns), sum(columns)[:, None])
