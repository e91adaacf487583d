# adds up class by class
def cross_entropy_loss(y, yHat):
    loss = 0.0
    for truth, probability in zip(np.ravel(y), np.ravel(yHat)):
        if truth > 0:
            loss -= truth * np.log(max(probability, 1e-12))
    return loss
