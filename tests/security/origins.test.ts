// What pages in a real browser may do with an API of this machine, and what they may not.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { limits } from "../../protocol/limits.ts";
import { type BrowserPage, startBrowser, type TestBrowser } from "../support/browser.ts";
import { sharedTestStack, type TestStack } from "../support/test-stack.ts";
import { startVite, type ViteServer } from "../support/vite.ts";
import { callsOf, fetches, type Outcome } from "./origins/page-calls.ts";

let t: TestStack;
let vite: ViteServer;
let site: Deno.HttpServer<Deno.NetAddr>;
let browser: TestBrowser;
/** Origin of the API. */
let api: string;

const html = (body: string) =>
  new Response(`<!doctype html><title>a page</title>${body}`, {
    headers: { "content-type": "text/html" },
  });

before(async () => {
  t = await sharedTestStack();
  api = new URL(t.stack.urls.graphql).origin;
  vite = await startVite({
    "index.html": "<!doctype html><title>an app</title>",
    "vite.config.js": configOf(api),
  });
  site = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => undefined }, pageOf);
  browser = await startBrowser({
    ports: {
      "localhost:5173": vite.port,
      "127.0.0.1:5173": vite.port,
      "localhost:5174": vite.port,
      "localhost:3000": site.addr.port,
    },
  });
});
after(async () => {
  await browser?.[Symbol.asyncDispose]();
  await site?.shutdown();
  await vite?.[Symbol.asyncDispose]();
  await t?.[Symbol.asyncDispose]();
});

/** Vite's documentation has both forms; the second rewrites `Host`. */
const configOf = (target: string) =>
  `export default { server: { proxy: {
  "/graphql": { target: "${target}", ws: true },
  "/bridges": "${target}",
  "/changed": {
    target: "${target}",
    changeOrigin: true,
    ws: true,
    rewrite: (path) => path.replace(/^\\/changed/, ""),
  },
} } };`;

/** A page of another site, with links and a frame. */
function pageOf(request: Request): Response {
  const { pathname } = new URL(request.url);
  if (pathname === "/frame") return html(`<iframe src="${api}/graphql"></iframe>`);
  return html(`<a id="page" href="${api}/graphql">GraphiQL</a>
    <a id="query" href="${api}/graphql?query=${
    encodeURIComponent("{ agents { totalCount } }")
  }">q</a>
    <a id="report" href="${api}/research/phase_1/report.html?expires=1&signature=x">a report</a>
    <a id="root" href="${api}/">the start</a>
    <a id="deep" href="${api}/console/approvals?agent=x">approvals</a>`);
}

async function opened(url: string): Promise<Page> {
  const { page } = await browser.open();
  await page.goto(url);
  return page;
}

const answered = (outcomes: readonly Outcome[]) => {
  for (const outcome of outcomes) assert.match(outcome, /"serverInfo"/);
};

for (const host of ["localhost", "127.0.0.1"]) {
  test(`an app on Vite at ${host}:5173 calls through its proxy, with and without changeOrigin`, async () => {
    const page = await opened(`http://${host}:5173/`);
    answered(await callsOf(page, "/graphql"));
    answered(await callsOf(page, "/changed/graphql"));
  });
}

test("an app calls the API of another origin directly, and reads its errors", async () => {
  for (const origin of ["http://localhost:5173", "http://localhost:3000"]) {
    const page = await opened(`${origin}/`);
    answered(await callsOf(page, `${api}/graphql`));
    const large = await page.evaluate(`fetch("${api}/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "x".repeat(${limits.bodyBytes}) }),
    }).then((r) => r.text(), () => "blocked")`);
    assert.match(`${large}`, /PAYLOAD_TOO_LARGE/);
  }
});

test("clients of the bridges may send their headers from another origin", async () => {
  const page = await opened("http://localhost:3000/");
  const statuses = await page.evaluate(`Promise.all([
    ["/bridges/openai/v1/models", "GET", { "x-stainless-os": "x", "openai-project": "p" }],
    ["/bridges/openai/v1/responses", "POST", { "idempotency-key": "k", "x-stainless-lang": "js" }],
    ["/bridges/ag-ui/unknown", "POST", { "last-event-id": "1" }],
    ["/mcp/agents", "POST", { "mcp-protocol-version": "2025-06-18", "mcp-session-id": "s" }],
    ["/mcp/agents", "DELETE", { "mcp-session-id": "s" }],
  ].map(([path, method, headers]) => fetch(${JSON.stringify(api)} + path, {
    method,
    headers: { ...headers, ...(method === "POST" && { "content-type": "application/json" }) },
    ...(method === "POST" && { body: "{}" }),
  }).then(({ status }) => status, () => "blocked")))`);
  for (const status of statuses as unknown[]) assert.ok(Number(status) !== 403, `${statuses}`);
  assert.ok(!(statuses as unknown[]).includes("blocked"), `${statuses}`);
});

test("an app at a port that is not allowed is refused, and reads which variable allows it", async () => {
  const page = await opened("http://localhost:5174/");
  assert.match(await fetches(page, "/graphql"), /^421 .*ALLOWED_ORIGINS/);
  assert.match(await fetches(page, "/changed/graphql"), /^403 .*ALLOWED_ORIGINS/);
  assert.deepEqual(await callsOf(page, `${api}/graphql`), ["blocked", "blocked", "blocked"]);
});

test("a page of another site calls nothing, also not with a body that its browser sends unasked", async () => {
  const page = await opened(`http://evil.example:${site.addr.port}/`);
  assert.deepEqual(await callsOf(page, `${api}/graphql`), ["blocked", "blocked", "blocked"]);
  const statuses: number[] = [];
  page.on("response", (response) => statuses.push(response.status()));
  await page.evaluate(`fetch("${api}/graphql", { method: "POST", mode: "no-cors", body: "{}" })`);
  assert.deepEqual(statuses, [403]);
});

test("a name that was rebound to this machine reaches nothing, and its page says why", async () => {
  const page = await opened(`http://rebound.example:${new URL(api).port}/graphql`);
  assert.match(await page.innerText("body"), /421[^]*ALLOWED_HOSTS/);
});

test("a link in another site's page opens pages: GraphiQL, the console, a report", async () => {
  const links = [
    { id: "page", shows: ".graphiql-container", path: "/graphql" },
    { id: "root", shows: "main h1", path: "/console/conversations" },
    { id: "deep", shows: "main h1", path: "/console/approvals?agent=x" },
  ];
  for (const { id, shows, path } of links) {
    const { page, faults }: BrowserPage = await browser.open();
    await page.goto(`http://mail.example:${site.addr.port}/`);
    await page.click(`#${id}`);
    await page.waitForSelector(shows);
    assert.equal(page.url(), `${api}${path}`);
    assert.deepEqual(faults, []);
  }
  const page = await opened(`http://mail.example:${site.addr.port}/`);
  await page.click("#report");
  await page.waitForURL(/research/);
  // The guard let it in: the link itself is not valid.
  assert.match(await page.innerText("body"), /403 Forbidden[^]*signature|410 Gone[^]*expired/);
});

test("a link with a query is refused with a page that a person can read", async () => {
  const page = await opened(`http://mail.example:${site.addr.port}/`);
  await page.click("#query");
  await page.waitForURL(/query=/);
  assert.match(await page.innerText("body"), /403 Forbidden[^]*ALLOWED_ORIGINS/);
});

test("a page of another site has none of them in a frame, and no handle of a window that it opened", async () => {
  const framing = await opened(`http://evil.example:${site.addr.port}/frame`);
  const frame = framing.frames()[1];
  assert.ok(!frame?.url().startsWith(api), frame?.url());
  const page = await opened(`http://evil.example:${site.addr.port}/`);
  const popup = page.waitForEvent("popup");
  await page.evaluate(`void (globalThis.other = open("${api}/graphql"))`);
  const other = await popup;
  await other.waitForSelector(".graphiql-container");
  assert.equal(await other.evaluate("opener === null"), true);
  assert.equal(await page.evaluate("other.closed"), true);
});
