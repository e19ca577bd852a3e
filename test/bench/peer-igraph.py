# Betweenness and components by igraph. Reads a file of little-endian 32-bit numbers: how many nodes,
# then both ends of each tie. Answers JSON: versions, seconds of each run, and the values.
import array
import json
import sys
import time

import igraph

what, path, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
numbers = array.array("i")
with open(path, "rb") as file:
    numbers.frombytes(file.read())
graph = igraph.Graph(n=numbers[0], edges=list(zip(numbers[1::2], numbers[2::2])))
seconds, answer = [], None
for _ in range(runs):
    start = time.perf_counter()
    answer = graph.betweenness() if what == "betweenness" else graph.connected_components()
    seconds.append(time.perf_counter() - start)
values = answer if what == "betweenness" else sorted(answer.sizes(), reverse=True)
print(json.dumps({
    "igraph": igraph.__version__,
    "python": sys.version.split()[0],
    "seconds": seconds,
    "values": values,
}))
