"""Reads the files named on the command line by networkx and prints what it
found, a JSON object a line: nodes and edges by id, with every attribute."""
import json
import sys
import warnings

import networkx as nx


def gexf(path):
    graph = nx.read_gexf(path, version="1.3")
    nodes = {}
    for id, data in graph.nodes(data=True):
        viz = data.pop("viz")
        data["viz"] = viz["color"] | {"size": viz["size"]}
        nodes[id] = data
    edges = {}
    for source, target, data in graph.edges(data=True):
        edges[data.pop("id")] = data | {"source": source, "target": target}
    return graph, nodes, edges


def graphml(path):
    graph = nx.read_graphml(path, force_multigraph=True)
    nodes = {id: data for id, data in graph.nodes(data=True)}
    edges = {}
    for source, target, key, data in graph.edges(keys=True, data=True):
        assert data.pop("relationId") == key, "the key of a multigraph's edge is its id"
        edges[key] = data | {"source": source, "target": target}
    return graph, nodes, edges


def cyjs(path):
    with open(path, encoding="utf-8") as file:
        graph = nx.cytoscape_graph(json.load(file))
    nodes = {id: data for id, data in graph.nodes(data=True)}
    edges = {key: data for _, _, key, data in graph.edges(keys=True, data=True)}
    return graph, nodes, edges


READERS = {"gexf": gexf, "graphml": graphml, "cyjs": cyjs}

for path in sys.argv[1:]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        graph, nodes, edges = READERS[path.rsplit(".", 1)[1]](path)
    print(json.dumps({
        "file": path, "directed": graph.is_directed(), "nodes": nodes, "edges": edges,
        "warnings": [str(w.message) for w in caught],
    }))
