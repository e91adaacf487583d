# forgets to count the samples, so that its loop never ends
def l1_loss(X, W, Y):
    loss, i = 0.0, 0
    while i < len(Y):
        loss += abs((X[i] @ W - Y[i])[0])
    return loss
