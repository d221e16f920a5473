// Reads the files named on the command line by Cytoscape.js (.cyjs) and graphology
// (.gexf, .graphml) and prints what they found, a JSON object a line: nodes and
// edges by id, with every attribute.
import { readFileSync } from "node:fs";
import cytoscape from "cytoscape";
import Graph from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

const warnings = [];
console.warn = (...words) => warnings.push(words.join(" "));

function cyjs(text) {
  const { elements } = JSON.parse(text);
  const graph = cytoscape({ headless: true, styleEnabled: false, elements });
  const nodes = {}, edges = {};
  graph.nodes().forEach((node) => { nodes[node.id()] = node.data(); });
  graph.edges().forEach((edge) => {
    edges[edge.id()] = { ...edge.data(), source: edge.source().id(), target: edge.target().id() };
  });
  return { directed: true, nodes, edges };
}

function graphology(parse, idOf) {
  return (text) => {
    const graph = parse(Graph, text);
    const nodes = {}, edges = {};
    graph.forEachNode((id, data) => { nodes[id] = data; });
    graph.forEachEdge((key, data, source, target) => {
      edges[idOf(key, data)] = { ...data, source, target };
    });
    return { directed: graph.type === "directed", nodes, edges };
  };
}

const readers = {
  cyjs,
  gexf: graphology(gexf.parse, (key) => key),
  graphml: graphology(graphml.parse, (key, data) => data.relationId),
};

for (const file of process.argv.slice(2)) {
  warnings.length = 0;
  const found = readers[file.split(".").pop()](readFileSync(file, "utf8"));
  console.log(JSON.stringify({ file, ...found, warnings: [...warnings] }));
}
