# cuts the permutation with slices
def generate_batch_indices(num_samples, batch_size):
    order = rng.permutation(num_samples)
    return [order[start : start + batch_size] for start in range(0, num_samples, batch_size)]
