# plain Python, no NumPy at all
def l1_loss(X, W, Y):
    loss = 0.0
    for row, target in zip(X, Y):
        prediction = 0.0
        for feature, weight in zip(row, W):
            prediction += feature * weight[0]
        loss += abs(prediction - target[0])
    return loss
