"""Reads the GeoJSON files named on the command line by GDAL (pyogrio), as QGIS does,
and prints what it found, a JSON object a line: nodes and edges by id, with every
attribute, and how many features of each kind have which geometry."""
import collections
import json
import math
import struct
import sys
import warnings

import pyogrio

KINDS = {None: "none", 1: "Point", 2: "LineString", 5: "MultiLineString"}


def kind(wkb):
    """Returns the name of a geometry's type."""
    return KINDS[wkb and struct.unpack("<I" if wkb[0] else ">I", wkb[1:5])[0]]


def present(value):
    """Reports whether an attribute has a value: GDAL gives NaN for a missing number."""
    return value is not None and not (isinstance(value, float) and math.isnan(value))


for path in sys.argv[1:]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        meta, _, shapes, columns = pyogrio.raw.read(path, DATE_AS_STRING="YES")
    elements = {"node": {}, "edge": {}}
    shown = collections.Counter()
    for i, shape in enumerate(shapes):
        data = {}
        for name, column, subtype in zip(meta["fields"], columns, meta["ogr_subtypes"]):
            value = column[i].item() if hasattr(column[i], "item") else column[i]
            if present(value):
                data[name] = bool(value) if subtype == "OFSTBoolean" else value
        element = data.pop("element")
        elements[element][data.pop("id")] = data
        shown[element + " " + kind(shape)] += 1
    print(json.dumps({
        "file": path, "directed": True, "nodes": elements["node"], "edges": elements["edge"],
        "shown": shown, "warnings": [str(w.message) for w in caught],
    }))
