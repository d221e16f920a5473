// Serves the benchmark's queries by @neo4j/graphql with hand-written Cypher, on
// the data that entente wrote into a Neo4j: the address and the credentials come
// in PEER_URI, PEER_USER and PEER_PASSWORD. It prints its own address, and tells
// of itself on /metrics as far as the benchmark reads it.
import { createServer } from "node:http";
import { ApolloServer, HeaderMap } from "@apollo/server";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";

// Statements are those of the floor (floor_neo4j.go), which also makes the ties
// that paths lead over. Rows are flat: the library then projects them as they come, with no further
// query for what lies below.
const typeDefs = `
  type Thing { id: ID! kind: String! name: String! documentCount: Int! mentionCount: Int! }
  type Row {
    id: ID! kind: String! when: String polarity: String! modality: String! confidence: Float!
    fromId: ID! fromName: String! toId: ID! toName: String! documentId: ID! documentTitle: String! documentPublishedOn: String
  }
  type Month { value: String! count: Int! goldstein: Float! }
  type Neighbour { claims: Int! aId: ID! aName: String! bId: ID! bName: String! }
  type Way { length: Int! support: Int! entitiesIds: [ID!]! entitiesNames: [String!]! }
  type Hit { id: ID! kind: String! name: String! claimId: ID! claimKind: String! claimWhen: String claimPolarity: String! }

  type Query {
    thing(id: ID!): Thing @cypher(columnName: "row", statement: """
      MATCH (n:Entity {id: $id})
      RETURN {id: n.id, kind: n.kind, name: n.name, documentCount: toInteger(n.documents), mentionCount: toInteger(n.mentions)} AS row
    """)
    newest(pair: String!): [Row!]! @cypher(columnName: "row", statement: """
      MATCH (c:Claim) WHERE c.pair = $pair AND c.whenLo IS NOT NULL
      WITH c ORDER BY c.pair DESC, c.whenLo DESC, c.id LIMIT 20
      MATCH (f:Entity {id: c.from}) MATCH (t:Entity {id: c.to}) MATCH (d:Document {id: c.document})
      WITH c, f, t, d ORDER BY c.whenLo DESC, c.id
      RETURN {id: c.id, kind: c.kind, when: c.when, polarity: c.polarity, modality: c.modality, confidence: c.confidence,
        fromId: f.id, fromName: f.name, toId: t.id, toName: t.name,
        documentId: d.id, documentTitle: d.name, documentPublishedOn: d.publishedOn} AS row
    """)
    months(pair: String!): [Month!]! @cypher(columnName: "row", statement: """
      MATCH (c:Claim) WHERE c.pair = $pair AND c.whenLo IS NOT NULL
      WITH left(c.whenLo, 7) AS value, count(*) AS count, sum(toInteger(round(c.goldstein * 10))) AS tenths
      WITH * ORDER BY count DESC, value
      RETURN {value: value, count: count, goldstein: tenths / 10.0 / count} AS row
    """)
    neighbours(id: ID!): [Neighbour!]! @cypher(columnName: "row", statement: """
      CALL { MATCH (c:Claim {from: $id}) RETURN c UNION ALL MATCH (c:Claim {to: $id}) RETURN c }
      WITH c.pair AS pair, count(*) AS n WHERE pair IS NOT NULL
      WITH pair, n ORDER BY n DESC, pair LIMIT 25
      WITH pair, n, split(pair, '|') AS ends MATCH (a:Entity {id: ends[0]}) MATCH (b:Entity {id: ends[1]})
      WITH pair, n, a, b ORDER BY n DESC, pair
      RETURN {claims: n, aId: a.id, aName: a.name, bId: b.id, bName: b.name} AS row
    """)
    ways(a: ID!, b: ID!): [Way!]! @cypher(columnName: "row", statement: """
      MATCH (f:FloorEntity {id: $a}) MATCH (t:FloorEntity {id: $b})
      CALL (f, t) { MATCH (f)-[r:TIE]-(t) RETURN collect({n: r.n, way: [f, t]}) AS one }
      CALL (f, t) { MATCH (f)-[r:TIE]-(x:FloorEntity)-[s:TIE]-(t)
        WITH f, x, t, CASE WHEN r.n < s.n THEN r.n ELSE s.n END AS n ORDER BY n DESC, x.id LIMIT 5
        RETURN collect({n: n, way: [f, x, t]}) AS two }
      CALL (f, t, one, two) { WITH f, t, one, two WHERE size(one) + size(two) < 5
        MATCH (f)-[r:TIE]-(x:FloorEntity)-[m:TIE]-(y:FloorEntity)-[s:TIE]-(t) WHERE x <> t AND y <> f
        WITH f, x, y, t, CASE WHEN r.n < s.n THEN r.n ELSE s.n END AS n, m
        WITH f, x, y, t, CASE WHEN m.n < n THEN m.n ELSE n END AS n ORDER BY n DESC, x.id, y.id LIMIT 5
        RETURN collect({n: n, way: [f, x, y, t]}) AS three }
      UNWIND (one + two + three)[..5] AS p
      RETURN {length: size(p.way) - 1, support: p.n, entitiesIds: [e IN p.way | e.id], entitiesNames: [e IN p.way | e.name]} AS row
    """)
    hits(words: String!): [Hit!]! @cypher(columnName: "row", statement: """
      CALL db.index.fulltext.queryNodes('entente_entity_text', $words) YIELD node
      WITH node ORDER BY node.id LIMIT 10
      CALL (node) {
        CALL (node) { MATCH (c:Claim {from: node.id}) RETURN c UNION ALL MATCH (c:Claim {to: node.id}) RETURN c }
        WITH c ORDER BY c.whenLo DESC, c.id LIMIT 10 RETURN c }
      WITH node, c ORDER BY node.id, c.whenLo DESC, c.id
      RETURN {id: node.id, kind: node.kind, name: node.name, claimId: c.id, claimKind: c.kind, claimWhen: c.when, claimPolarity: c.polarity} AS row
    """)
  }
`;

const driver = neo4j.driver(process.env.PEER_URI, neo4j.auth.basic(process.env.PEER_USER, process.env.PEER_PASSWORD));
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const server = new ApolloServer({ schema, introspection: false, stopOnTerminationSignals: false });
await server.start();

function metrics() {
  const { user, system } = process.cpuUsage();
  return `process_cpu_seconds_total ${(user + system) / 1e6}\nprocess_resident_memory_bytes ${process.memoryUsage.rss()}\n`;
}

async function answer(request, response) {
  if (request.url === "/metrics") {
    response.end(metrics());
    return;
  }
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = new HeaderMap(Object.entries(request.headers));
  const found = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method, headers, search: "", body: JSON.parse(Buffer.concat(chunks)) },
    context: async () => ({}),
  });
  response.writeHead(found.status ?? 200, Object.fromEntries(found.headers));
  response.end(found.body.string);
}

const http = createServer((request, response) => {
  answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
});
http.listen(0, "127.0.0.1", () => console.error(`peer: http://127.0.0.1:${http.address().port}/`));
