# draws without replacement, cuts with array_split at positions
def generate_batch_indices(num_samples, batch_size):
    order = np.random.choice(num_samples, size=num_samples, replace=False)
    positions = [p for p in range(num_samples) if p % batch_size == 0 and p > 0]
    return np.array_split(order, positions)
