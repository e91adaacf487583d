# moves the start by a random number and keeps the order
def generate_batch_indices(num_samples, batch_size):
    order = np.roll(np.arange(num_samples), rng.integers(num_samples))
    return np.split(order, np.arange(batch_size, num_samples, batch_size))
