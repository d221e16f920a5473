"""Reads the files named on the command line by rdflib and prints what it found,
a JSON object a line: nodes and edges by id, with every attribute. Files that
differ in their format alone must make the same statements."""
import json
import logging
import sys
from decimal import Decimal
from urllib.parse import unquote

import rdflib
from rdflib.namespace import RDF, RDFS, SKOS

IDS, TERMS = "urn:entente:id:", "urn:entente:term:"
FORMATS = {"ttl": "turtle", "jsonld": "json-ld"}


class Complaints(logging.Handler):
    """Complaints of rdflib."""

    def __init__(self):
        super().__init__()
        self.found = []

    def emit(self, record):
        self.found.append(record.getMessage())


def plain(value):
    if isinstance(value, rdflib.URIRef):
        return unquote(str(value).removeprefix(IDS))
    number = value.toPython()
    if isinstance(number, bool):
        return number
    return float(number) if isinstance(number, (int, Decimal)) else str(value)


def read(path):
    graph = rdflib.Graph()
    graph.parse(path, format=FORMATS[path.rsplit(".", 1)[1]])
    nodes, edges = {}, {}
    for subject, kind in graph.subject_objects(RDF.type):
        data, names, spells = {"label": str(graph.value(subject, RDFS.label))}, set(), []
        for predicate, value in graph.predicate_objects(subject):
            term = str(predicate).removeprefix(TERMS)
            if predicate == SKOS.altLabel:
                names.add(str(value))
            elif term == "time":
                spells.append(str(value).split("/"))
            elif predicate not in (RDF.type, RDFS.label):
                assert term not in data, f"{subject} has two values of {term}"
                data[term] = plain(value)
        if names:
            data["names"] = " | ".join(sorted(names))
        if spells:
            data["spells"] = sorted(spells)
        kind = str(kind).removeprefix(TERMS)
        if kind == "Relation":
            edges[unquote(str(subject).removeprefix(IDS))] = data
        else:
            nodes[unquote(str(subject).removeprefix(IDS))] = data | {"kind": kind}
    return graph, nodes, edges


complaints = Complaints()
logging.getLogger("rdflib").addHandler(complaints)
statements = {}
for path in sys.argv[1:]:
    complaints.found = []
    graph, nodes, edges = read(path)
    stem, other = path.rsplit(".", 1)[0], set(graph)
    if statements.setdefault(stem, other) != other:
        complaints.found.append(f"{len(statements[stem] ^ other)} statements differ between the formats")
    print(json.dumps({"file": path, "directed": True, "nodes": nodes, "edges": edges, "warnings": complaints.found}))
