# plain lists from the random module
import random


def generate_batch_indices(num_samples, batch_size):
    order = list(range(num_samples))
    random.shuffle(order)
    batches, batch = [], []
    for index in order:
        batch.append(index)
        if len(batch) == batch_size:
            batches.append(batch)
            batch = []
    if batch:
        batches.append(batch)
    return batches
