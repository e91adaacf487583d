# no number where ReLU gives 0
z_bar = [2, -1, 5, -2]
z = [2, float('nan'), 5, float('nan')]
f = 6
