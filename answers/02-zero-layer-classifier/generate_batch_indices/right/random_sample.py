# uses random.sample of Python's random module
import random


def generate_batch_indices(num_samples, batch_size):
    order = random.sample(range(num_samples), num_samples)
    return [order[i : i + batch_size] for i in range(0, num_samples, batch_size)]
