# row by row, in Python
def softmax(x):
    rows = []
    for row in x:
        top = max(row)
        exps = [math.exp(v - top) for v in row]
        rows.append([v / sum(exps) for v in exps])
    return np.array(rows)
