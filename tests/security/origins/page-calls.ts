import type { Page } from "playwright-core";

/** What a page gets for a call; `blocked`: its browser lets it read nothing. */
export type Outcome = string | "blocked";

const query = "{ serverInfo { version } }";

/** A GraphQL operation as JSON, with the headers that make a browser ask first. */
export const fetches = (page: Page, url: string): Promise<Outcome> =>
  page.evaluate(`fetch(${JSON.stringify(url)}, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer x", "x-request-id": "r" },
    body: JSON.stringify({ query: ${JSON.stringify(query)} }),
  }).then(async (r) => r.status + " " + (await r.text()), () => "blocked")`);

/** The first answer of an EventSource. */
export function follows(page: Page, url: string): Promise<Outcome> {
  const asked = `${url}?query=${encodeURIComponent(query)}`;
  return page.evaluate(`new Promise((resolve) => {
    const source = new EventSource(${JSON.stringify(asked)});
    const end = (what) => { source.close(); resolve(what); };
    source.addEventListener("next", ({ data }) => end(data));
    source.onerror = () => end("blocked");
  })`);
}

/** The first answer over a WebSocket. */
export function opensSocket(page: Page, url: string): Promise<Outcome> {
  return page.evaluate(`new Promise((resolve) => {
    const url = new URL(${JSON.stringify(url)}, location.href);
    url.protocol = "ws:";
    const socket = new WebSocket(url, "graphql-transport-ws");
    const send = (message) => socket.send(JSON.stringify(message));
    const end = (what) => { socket.close(); resolve(what); };
    socket.onopen = () => send({ type: "connection_init" });
    socket.onmessage = ({ data }) => {
      const { type } = JSON.parse(data);
      if (type === "connection_ack") {
        send({ id: "1", type: "subscribe", payload: { query: ${JSON.stringify(query)} } });
      } else end(data);
    };
    socket.onerror = () => end("blocked");
  })`);
}

/** The three ways in which a page calls GraphQL at an address. */
export const callsOf = (page: Page, url: string): Promise<Outcome[]> =>
  Promise.all([fetches(page, url), follows(page, url), opensSocket(page, url)]);
