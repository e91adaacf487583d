"""What students hand in, made gradable: their files, and the cells that nbgrader knows."""
