# draws each batch from the samples that are left
def generate_batch_indices(num_samples, batch_size):
    left = np.arange(num_samples)
    batches = []
    while left.size:
        batch = rng.choice(left, size=min(batch_size, left.size), replace=False)
        left = np.setdiff1d(left, batch)
        batches.append(batch)
    return batches
