# plain Python, a list of lists
def l1_gradient(X, W, Y):
    signs = []
    for row, target in zip(X, Y):
        e = sum(a * b[0] for a, b in zip(row, W)) - target[0]
        signs.append((e > 0) * 1 - (e < 0) * 1)
    return [[sum(s * row[j] for s, row in zip(signs, X))] for j in range(len(W))]
