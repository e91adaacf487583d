# a generator of batches
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    for start in range(0, num_samples, batch_size):
        yield order[start : start + batch_size]
