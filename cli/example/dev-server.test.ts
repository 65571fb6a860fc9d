import assert from "node:assert/strict";
import { after, test } from "node:test";
import { findFreePort } from "../stack/supervise/ports.ts";
import { startDevServer } from "./dev-server.ts";

const folder = await Deno.makeTempDir({ prefix: "tramontane-dev-server-" });
await Deno.mkdir(`${folder}/node_modules/.bin`, { recursive: true });
after(() => Deno.remove(folder, { recursive: true }));

const server = `require("node:http")
  .createServer((_, response) => response.end(process.argv[2] + " " + process.env.TRAMONTANE_URL))
  .listen(Number(process.env.PORT), "localhost");`;

/** A project whose dev server is this program. */
async function started(program: string, port = findFreePort()) {
  await Deno.writeTextFile(`${folder}/package.json`, '{"scripts":{"dev":"serve now"}}');
  await Deno.writeTextFile(`${folder}/node_modules/.bin/serve`, program);
  return await startDevServer({
    ...{ name: "test", folder, api: "http://127.0.0.1:1/graphql", port },
    ...{ log: `${folder}/log`, signal: AbortSignal.timeout(60_000) },
  });
}

test("the command of scripts.dev runs until it is disposed, with the port and the API's address", async () => {
  const running = await started(server);
  assert.equal(await (await fetch(running.url)).text(), "now http://127.0.0.1:1/graphql");
  await running[Symbol.asyncDispose]();
  await assert.rejects(fetch(running.url));
});

test("a port that is in use is refused with its owner, and a server that ends with its last lines", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  await assert.rejects(started(server, port), new RegExp(`Port ${port} is in use by process`));
  await assert.rejects(started('throw new Error("no config")'), /no config/);
});
