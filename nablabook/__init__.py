"""The course's own package: its data sets and its figures.

`nablabook.data` loads MNIST and Fashion-MNIST, `nablabook.plots` draws. The grader, nbjudge, knows
nothing of it.
"""
