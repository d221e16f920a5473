"use strict";
// Starts GraphiQL against the endpoint that the page names.
(() => {
  const named = document.querySelector('meta[name="entente-endpoint"]').content;
  const endpoint = new URL(named, location.href);
  const socket = new URL(endpoint);
  socket.protocol = endpoint.protocol === "https:" ? "wss:" : "ws:";

  const firstQuery = `# What is between two states, and who says so?
# Ctrl-Enter runs it, Ctrl-Space shows what else can be asked.
{
  dyad(a: "CHN", b: "KAZ") {
    agreements(first: 10) {
      nodes {
        name
        parties { nodes { name } }
        claims(first: 3) { nodes { evidence { quote } } }
      }
    }
  }
}
`;

  ReactDOM.createRoot(document.getElementById("console")).render(
    React.createElement(GraphiQL, {
      fetcher: GraphiQL.createFetcher({ url: endpoint.href, subscriptionUrl: socket.href }),
      defaultQuery: firstQuery,
      isHeadersEditorEnabled: true,
      // A key typed into the headers stays in the page's memory.
      shouldPersistHeaders: false,
    }),
  );
})();
