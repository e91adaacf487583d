# a function of one row, applied to each
def softmax(x):
    def of_row(row):
        exps = np.exp(row - row.max())
        return exps / exps.sum()

    return np.apply_along_axis(of_row, 1, x)
