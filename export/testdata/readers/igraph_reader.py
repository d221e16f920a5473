"""Reads the GraphML files named on the command line by python-igraph and prints
what it found, a JSON object a line: nodes and edges by id, with every attribute."""
import json
import math
import sys
import warnings

import igraph


def present(attributes):
    """Leaves out what igraph gives for a missing text or number."""
    return {
        name: value
        for name, value in attributes.items()
        if value != "" and not (isinstance(value, float) and math.isnan(value))
    }


for path in sys.argv[1:]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        graph = igraph.Graph.Read_GraphML(path)
    nodes = {v["id"]: present(v.attributes()) for v in graph.vs}
    edges = {}
    for e in graph.es:
        data = present(e.attributes())
        data.pop("id", None)
        id = data.pop("relationId")
        edges[id] = data | {
            "source": graph.vs[e.source]["id"],
            "target": graph.vs[e.target]["id"],
        }
    print(json.dumps({
        "file": path, "directed": graph.is_directed(), "nodes": nodes, "edges": edges,
        "warnings": [str(w.message) for w in caught],
    }))
