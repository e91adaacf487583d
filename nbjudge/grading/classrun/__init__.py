"""A class, graded: which submission next, where it runs, and the gradebook."""
