import assert from "node:assert/strict";
import { test } from "node:test";
import { temporalPart } from "./dev-server.ts";
import { servesPage, uiVersion } from "./web-ui.ts";
import { writeProgram } from "../testing/npm-registry.ts";

const never = new AbortController().signal;

/** The program and arguments of Temporal as a part, for a program that prints this version. */
async function partOf(printed: string, uiPort?: number) {
  const home = await Deno.makeTempDir({ prefix: "tramontane-ui-" });
  await Deno.mkdir(`${home}/logs`);
  await writeProgram(`${home}/program`, `echo '${printed}'`);
  const ports = { port: 1, httpPort: 2, metricsPort: 3, ...(uiPort !== undefined && { uiPort }) };
  const env = { TEMPORAL_CLI_PATH: `${home}/program` };
  const part = temporalPart({ home, logs: `${home}/logs`, ...ports, namespace: "default", env });
  const { args = [] } = await part.program?.(() => {}, never) ?? {};
  await Deno.remove(home, { recursive: true });
  return { args: args.join(" "), web: part.web?.() };
}

const withUi = "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)";
const without = "temporal version 1.5.1 (Server 1.29.1)";

test("the web UI is served only on request, and where the program has one", async () => {
  assert.equal(uiVersion(withUi), "2.42.1");
  assert.equal(uiVersion(without), undefined);
  assert.match((await partOf(withUi)).args, /--headless/);
  assert.match((await partOf(withUi, 4)).args, /^(?!.*--headless).*--ui-port 4/);
});

test("a program without a web UI is started without it, and the reason is reported", async () => {
  const { args, web } = await partOf(without, 4);
  assert.match(args, /^(?!.*--ui-port).*--headless/);
  assert.match(web ?? "", /program has no web UI; .*TEMPORAL_CLI_PATH/);
  assert.equal((await partOf(without)).web, undefined);
});

test("an address is shown only where a page is served", async () => {
  const pages: Record<string, () => Response> = {
    "/page": () => new Response("<script></script>", { headers: { "content-type": "text/html" } }),
    "/text": () => new Response("<script>"),
    "/absent": () =>
      new Response("<script>", { status: 404, headers: { "content-type": "text/html" } }),
  };
  const at = { hostname: "127.0.0.1", port: 0, onListen: () => {} };
  const server = Deno.serve(at, (request) => pages[new URL(request.url).pathname]!());
  const served = (path: string) => servesPage(`http://127.0.0.1:${server.addr.port}${path}`, never);
  assert.deepEqual(await Promise.all(["/page", "/text", "/absent"].map(served)), [
    true,
    false,
    false,
  ]);
  await server.shutdown();
  assert.equal(await served("/page"), false);
});
