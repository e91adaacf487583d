# Rows chosen by conditions; operators between the answer and data.
# %% locked setup
import pandas as pd

people = pd.DataFrame(
    {"name": ["Ada", "Bob", "Cy", "Di"], "age": [36, 17, 52, 17], "city": ["Ulm", "Bonn", "Ulm", "Köln"]}
)
# %% solution adults
adults = people[people["age"] >= 18].reset_index(drop=True)
# %% wrong
adults = people[people["age"] > 36].reset_index(drop=True)
# %% test
assert len(adults) == 2
assert (adults["name"] == ["Ada", "Cy"]).all()
assert (adults["age"] * 2).tolist() == [72, 104] and adults["age"].max() < 60
# %% solution oldest
def oldest(df, city):
    chosen = df.query("city == @city")
    return chosen.sort_values("age").iloc[-1]["name"]
# %% wrong
def oldest(df, city):
    return df.sort_values("age").iloc[0]["name"]
# %% test
assert oldest(people, "Ulm") == "Cy"
### BEGIN HIDDEN TESTS
more = pd.concat([people, pd.DataFrame([{"name": "Eve", "age": 90, "city": "Bonn"}])])
assert oldest(more, "Bonn") == "Eve"
for _, row in people.iterrows():
    assert oldest(people[people["city"] == row["city"]], row["city"]) in set(people["name"])
### END HIDDEN TESTS
