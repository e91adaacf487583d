# entry by entry instead of outer
def collapsed_gradient(a, y, x):
    return (a - y) * x[0]
