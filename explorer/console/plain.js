"use strict";
// A plain form for GraphQL: sends the query and shows the answer.
(() => {
  const endpoint = document.querySelector('meta[name="entente-endpoint"]').content;
  const byId = (id) => document.getElementById(id);
  const form = byId("form");
  const state = byId("state");
  const answer = byId("answer");

  async function ask() {
    const body = { query: byId("query").value };
    const variables = byId("variables").value.trim();
    if (variables !== "") {
      body.variables = JSON.parse(variables);
    }
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    if (byId("key").value !== "") {
      headers.Authorization = byId("key").value;
    }
    const begun = performance.now();
    const response = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify(body) });
    const text = await response.text();
    state.value = `${response.status}, ${Math.round(performance.now() - begun)} ms`;
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    state.value = "asking";
    try {
      answer.textContent = await ask();
    } catch (error) {
      state.value = "failed";
      answer.textContent = String(error);
    }
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
})();
