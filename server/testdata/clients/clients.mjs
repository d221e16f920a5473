// clients.mjs: subscribes with npm graphql-ws and graphql-sse, breaks each
// connection once and resumes, and prints the claims that it was told as JSON.
//
//   npm ci --ignore-scripts && node clients.mjs http://127.0.0.1:8080/graphql 50
import { createClient as overSocket } from "graphql-ws";
import { createClient as overEvents } from "graphql-sse";
import WebSocket from "ws";

const [url, count] = [process.argv[2], Number(process.argv[3])];
const origin = Buffer.from("0").toString("base64url");
const query = "subscription ($after: String) { claimAdded(after: $after) { cursor claim { id } } }";

// gather subscribes until it has enough; after a third of it the client is
// thrown away and another one goes on from the last cursor.
async function gather(make) {
  const ids = [];
  let after = origin;
  for (const until of [Math.floor(count / 3), count]) {
    const client = make();
    const events = client.iterate({ query, variables: { after } });
    for await (const { data, errors } of events) {
      if (errors) throw new Error(JSON.stringify(errors));
      ids.push(data.claimAdded.claim.id);
      after = data.claimAdded.cursor;
      if (ids.length === until) break;
    }
    await client.dispose();
  }
  return ids;
}

// refused returns the code of the error with which an operation fails.
async function refused(client, query) {
  try {
    for await (const { errors } of client.iterate({ query })) return errors?.[0].extensions.code ?? "none";
    return "no answer";
  } catch (e) {
    return Array.isArray(e) ? e[0].extensions.code : String(e);
  } finally {
    await client.dispose();
  }
}

const socket = (more) => overSocket({ url: url.replace(/^http/, "ws"), webSocketImpl: WebSocket, retryAttempts: 0, ...more });
const events = () => overEvents({ url, retryAttempts: 0 });
const expired = 'subscription { claimAdded(after: "MTIgMDEyMzQ1Njc4OWFi") { cursor } }';
const out = {
  socket: await gather(socket),
  events: await gather(events),
  query: [],
  refused: [await refused(socket(), expired), await refused(events(), expired), await refused(socket(), "{ nonsense }"), await refused(events(), "{ nonsense }")],
};
for (const make of [socket, events]) {
  const client = make();
  for await (const { data } of client.iterate({ query: "{ __typename }" })) out.query.push(data.__typename);
  await client.dispose();
}
console.log(JSON.stringify(out));
