# Graphs as dictionaries of sets; deque, sets and None as answers.
# %% locked setup
from collections import deque

roads = {"A": {"B", "C"}, "B": {"D"}, "C": {"D"}, "D": {"E"}, "E": set(), "F": {"A"}}
# %% solution reach
def shortest_path(graph, start, goal):
    """The nodes of a shortest path, or None."""
    queue, before = deque([start]), {start: None}
    while queue:
        node = queue.popleft()
        if node == goal:
            path = []
            while node is not None:
                path.insert(0, node)
                node = before[node]
            return path
        for other in sorted(graph[node]):
            if other not in before:
                before[other] = node
                queue.append(other)
    return None


reachable = {node for node in roads if shortest_path(roads, "B", node)}
waiting = deque("ABC", maxlen=2)
# %% wrong
def shortest_path(graph, start, goal):
    return [start, goal]


reachable = set(roads)
waiting = deque("ABC")
# %% test
assert shortest_path(roads, "A", "E") in (["A", "B", "D", "E"], ["A", "C", "D", "E"])
assert shortest_path(roads, "E", "A") is None and shortest_path(roads, "F", "F") == ["F"]
# %% test
assert reachable == {"B", "D", "E"} and isinstance(reachable, set)
# %% test
assert waiting == deque(["B", "C"]) and waiting.maxlen == 2
