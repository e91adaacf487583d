# adds an empty batch when the batches fit exactly
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(num_samples // batch_size + 1)]
