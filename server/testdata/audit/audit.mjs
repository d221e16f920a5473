// audit.mjs: runs the audits of npm graphql-http against an endpoint and prints
// what does not pass, then the counts as JSON. Exits 1 unless all pass.
//
//   npm install --ignore-scripts && node audit.mjs http://127.0.0.1:8080/graphql
import { auditServer } from "graphql-http";

const url = process.argv[2];
const results = await auditServer({ url, fetchFn: fetch });
const counts = {};
for (const r of results) {
  const level = /^(MUST|SHOULD|MAY)/.exec(r.name)?.[0] ?? "OTHER";
  counts[level] ??= { ok: 0, all: 0 };
  counts[level].all++;
  if (r.status === "ok") counts[level].ok++;
  else console.log(`${r.status} ${r.id} ${r.name}: ${r.reason}`);
}
console.log(JSON.stringify(counts));
process.exit(results.every((r) => r.status === "ok") ? 0 : 1);
