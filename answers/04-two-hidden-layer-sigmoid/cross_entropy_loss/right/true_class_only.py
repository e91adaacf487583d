# takes the logarithm of the true class alone
def cross_entropy_loss(y, yHat):
    probability = float(np.ravel(yHat)[np.argmax(y)])
    return -math.log(max(probability, 1e-30))
