import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createHandler } from "../http/handler.ts";
import type { Serve } from "../http/static-files.ts";
import { loadConsole } from "./load-console.ts";
import { type ConsoleSignIn, signInElement } from "./sign-in.ts";

const page =
  `<!doctype html><!-- sign-in --><script type="module" src="/console/assets/main-X1.js"></script>`;
const script = `console.log("a page")`;
let folder: string;
let serve: Serve;
let signIn: ConsoleSignIn = { mode: "LOCAL", issuers: [] };
before(async () => {
  folder = await Deno.makeTempDir({ prefix: "tramontane-console-" });
  await Deno.mkdir(`${folder}/assets`);
  await Deno.writeTextFile(`${folder}/index.html`, page);
  await Deno.writeTextFile(`${folder}/assets/main-X1.js`, script);
  await Deno.writeTextFile(`${folder}/assets/main-X2.css`, "a{}");
  serve = await loadConsole(folder, () => Promise.resolve(signIn));
  // A later build may delete it.
  await Deno.remove(folder, { recursive: true });
});
after(() => Deno.remove(folder, { recursive: true }).catch(() => undefined));

const own = "127.0.0.1:4000";
const never = () => assert.fail("reached something else");
const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  createHandler({
    ...{ requester: never, graphql: never, graphiql: never, report: never, file: never },
    ...{ bridge: never, hosts: () => [own], isStopping: () => false, probes: [], start: never },
    console: serve,
  }).answer(new Request(`http://${own}${path}`, { method, headers: { host: own, ...headers } }));

test("every route is the page, which is never kept and has exactly this policy", async () => {
  for (
    const path of ["/console", "/console/", "/console/conversations/1?turn=3", "/console/a.js"]
  ) {
    const answer = await ask(path, { accept: "text/html" });
    assert.equal(answer.status, 200, path);
    assert.equal(
      await answer.text(),
      page.replace("<!-- sign-in -->", signInElement({ mode: "LOCAL", issuers: [] })),
    );
    const { headers } = answer;
    assert.deepEqual(
      {
        type: headers.get("content-type"),
        cache: headers.get("cache-control"),
        policy: headers.get("content-security-policy"),
        sniff: headers.get("x-content-type-options"),
        referrer: headers.get("referrer-policy"),
        opener: headers.get("cross-origin-opener-policy"),
      },
      {
        type: "text/html; charset=utf-8",
        cache: "no-store",
        policy: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
          "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
          "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        sniff: "nosniff",
        referrer: "no-referrer",
        opener: "same-origin",
      },
    );
  }
});

test("a file is kept for ever, compressed, and an unknown one is not found", async () => {
  const answer = await ask("/console/assets/main-X1.js", { "accept-encoding": "gzip, br" });
  assert.equal(answer.headers.get("cache-control"), "public, max-age=31536000, immutable");
  assert.equal(answer.headers.get("content-type"), "text/javascript; charset=utf-8");
  assert.equal(answer.headers.get("content-encoding"), "br");
  const css = await ask("/console/assets/main-X2.css");
  assert.equal(css.headers.get("content-type"), "text/css; charset=utf-8");
  assert.equal(css.headers.get("x-content-type-options"), "nosniff");
  for (const path of ["main-X9.js", "", "../index.html", "%2e%2e/index.html", "constructor"]) {
    const { status } = await ask(`/console/assets/${path}`);
    assert.ok(status === 404 || path.includes("/"), `${path} ${status}`);
  }
});

test("a part of a file is not served: the whole file is", async () => {
  const answer = await ask("/console/assets/main-X1.js", { range: "bytes=0-3" });
  assert.equal(answer.status, 200);
  assert.equal(await answer.text(), script);
});

test("a page of another site loads none of the files, and frames nothing", async () => {
  const from = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" };
  for (const [path, dest] of [["assets/main-X1.js", "script"], ["assets/main-X2.css", "style"]]) {
    const { status } = await ask(`/console/${path}`, { ...from, "sec-fetch-dest": dest ?? "" });
    assert.equal(status, 403, path);
  }
  const frame = { ...from, "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" };
  assert.equal((await ask("/console", frame)).status, 403);
});

test("page and files are read only", async () => {
  for (const path of ["/console", "/console/assets/main-X1.js"]) {
    assert.equal((await ask(path, {}, "HEAD")).status, 200);
    for (const method of ["PUT", "DELETE", "PATCH"]) {
      const refused = await ask(path, { "content-type": "application/json" }, method);
      assert.equal(refused.status, 405, method);
      assert.equal(refused.headers.get("allow"), "GET, HEAD");
    }
  }
});

test("a folder that is no build, or has a file of another type, is refused", async () => {
  const load = () => loadConsole(folder, () => Promise.resolve(signIn));
  await assert.rejects(load(), Deno.errors.NotFound);
  await Deno.mkdir(`${folder}/assets`, { recursive: true });
  await Deno.writeTextFile(`${folder}/index.html`, page);
  await Deno.writeTextFile(`${folder}/assets/a.wasm`, "");
  await assert.rejects(load(), /a\.wasm is of no type/);
});

test("the page may reach the issuers that it names, whose names cannot break out of it", async () => {
  const issuer = {
    ...{
      clientId: "console",
      scope: "openid",
      parameters: {},
      name: `"><script>alert(1)</script>`,
    },
    ...{ issuer: "https://id.example.com" },
    ...{ authorize: "https://id.example.com/authorize", token: "https://id.example.com/token" },
  };
  signIn = { mode: "OIDC", issuers: [issuer] };
  const answer = await ask("/console", { accept: "text/html" });
  signIn = { mode: "LOCAL", issuers: [] };
  assert.match(
    answer.headers.get("content-security-policy") ?? "",
    /connect-src 'self' https:\/\/id\.example\.com;/,
  );
  const text = await answer.text();
  assert.ok(!text.includes("<script>alert"));
  assert.ok(text.includes("&quot;clientId&quot;:&quot;console&quot;"));
});
