# only swaps a few neighbours, so the order hardly changes
def generate_batch_indices(num_samples, batch_size):
    order = np.arange(num_samples)
    for i in rng.permutation(num_samples - 1)[: num_samples // 10]:
        order[i], order[i + 1] = order[i + 1], order[i]
    return np.split(order, np.arange(batch_size, num_samples, batch_size))
