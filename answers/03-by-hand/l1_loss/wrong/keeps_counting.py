# adds up over calls
def l1_loss(X, W, Y):
    global total_error
    total_error = globals().get("total_error", 0.0) + np.sum(np.abs(X @ W - Y))
    return total_error
