# one random number at a time
import random


def init_params(nx, nh, ny):
    w1 = np.array([[random.gauss(0, 0.3) for _ in range(nh)] for _ in range(nx)])
    w2 = np.array([[random.gauss(0, 0.3) for _ in range(ny)] for _ in range(nh)])
    return {"b2": np.zeros((1, ny)), "w2": w2, "b1": np.zeros((1, nh)), "w1": w1}
