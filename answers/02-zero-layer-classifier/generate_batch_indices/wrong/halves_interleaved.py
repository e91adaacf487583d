# takes turns between two halves in order, from a random start: no shuffling
def generate_batch_indices(num_samples, batch_size):
    half = (num_samples + 1) // 2
    order = np.empty(num_samples, dtype=int)
    a = np.roll(np.arange(num_samples), rng.integers(num_samples))
    order[0::2] = a[:half]
    order[1::2] = a[half:]
    return np.split(order, np.arange(batch_size, num_samples, batch_size))
