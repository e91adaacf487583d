# np.random, as the lecture has it
def init_params(nx, nh, ny):
    return {
        'w1': np.random.normal(0, 0.3, (nx, nh)),
        'b1': np.zeros((1, nh)),
        'w2': np.random.normal(0, 0.3, (nh, ny)),
        'b2': np.zeros((1, ny)),
    }
