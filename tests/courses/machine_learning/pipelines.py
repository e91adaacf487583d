# Pipelines and their parameters.
# %%
import numpy as np
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = load_iris(return_X_y=True)
# %% solution split
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=1, stratify=y)
# %% wrong
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=1)
# %% test
assert X_train.shape == (120, 4) and len(y_test) == 30
assert np.bincount(y_test).tolist() == [10, 10, 10]
# %% solution pipeline
pipeline = make_pipeline(StandardScaler(), KNeighborsClassifier(n_neighbors=3))
pipeline.fit(X_train, y_train)
# %% wrong
pipeline = make_pipeline(StandardScaler(), KNeighborsClassifier())
pipeline.fit(X_train[:3], y_train[:3])
# %% test
assert pipeline.get_params()["kneighborsclassifier__n_neighbors"] == 3
assert pipeline.steps[0][0] == "standardscaler"
# %% test
assert pipeline.score(X_test, y_test) > 0.9
assert set(pipeline.predict(X_test)) <= {0, 1, 2}
