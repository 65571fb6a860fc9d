import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError, loadStartConfig } from "../config/config.ts";
import { checkMistral } from "../doctor/mistral.ts";
import { ownNode } from "../stack/node/find-node.ts";
import { findFreePort } from "../stack/supervise/ports.ts";
import { findBlocker, preflight } from "./preflight.ts";

const key = "s3cret-key";

/** A provider that gives the same answer to every request, or none; with its requests. */
function provider(status: number | "never") {
  const asked: string[] = [];
  const open = new AbortController();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {}, signal: open.signal },
    (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`);
      if (status !== "never") return new Response("{}", { status });
      return new Promise((resolve) =>
        open.signal.addEventListener("abort", () => resolve(new Response()))
      );
    },
  );
  return {
    asked,
    url: `http://127.0.0.1:${server.addr.port}`,
    async [Symbol.asyncDispose]() {
      open.abort();
      await server.finished;
    },
  };
}

const looked = (serverUrl: string, offline = false) => {
  const env = { MISTRAL_API_KEY: key, MISTRAL_SERVER_URL: serverUrl };
  return preflight(loadStartConfig(env, "/nowhere"), env, { offline });
};

for (const status of [401, 403]) {
  test(`a key that is refused with ${status} stops a start, with what to do and without the key`, async () => {
    await using refusing = provider(status);
    await assert.rejects(looked(refusing.url), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /refuses the key \(40\d\); set another MISTRAL_API_KEY/);
      assert.doesNotMatch(error.message, /s3cret/);
      return true;
    });
    assert.deepEqual(refusing.asked, ["GET /v1/models"]);
  });
}

test("an accepted key gives no message; with --offline no request is sent", async () => {
  await using taking = provider(200);
  assert.deepEqual(await looked(taking.url), []);
  assert.deepEqual(await looked(taking.url, true), []);
  assert.equal(taking.asked.length, 1);
});

for (const status of [404, 429, 500, 503]) {
  test(`an answer of ${status} does not decide about the key and is a warning`, async () => {
    await using other = provider(status);
    assert.match((await looked(other.url)).join("\n"), new RegExp(`^Mistral: .*${status}`));
  });
}

test("an unreachable or silent provider is a warning", async () => {
  const [line] = await looked(`http://127.0.0.1:${findFreePort()}`);
  assert.match(line ?? "", /unreachable.*check the network/);
  assert.doesNotMatch(line ?? "", /s3cret/);
  await using silent = provider("never");
  const model = { provider: "mistral", apiKey: key, serverUrl: silent.url } as const;
  const { state, found } = await checkMistral(model, 100);
  assert.equal(state, "note");
  assert.match(found, /unreachable/);
});

test("a port that another process uses is refused, with its process and what to do", async () => {
  const port = findFreePort();
  const listen =
    `require("node:net").createServer().listen(${port}, "127.0.0.1", () => console.log())`;
  const { path } = await ownNode();
  const other = new Deno.Command(path, { args: ["-e", listen], stdout: "piped" }).spawn();
  const reader = other.stdout.getReader();
  await reader.read();
  const home = await Deno.makeTempDir();
  const why = await findBlocker({ home, port }) ?? "";
  assert.match(why, new RegExp(`Port ${port} is taken by process ${other.pid} `));
  assert.match(why, new RegExp(`PORT=${port + 1} (deno|npx -y deno@2\\.9\\.3) task start$`));
  other.kill("SIGKILL");
  await reader.cancel();
  await other.status;
  assert.equal(await findBlocker({ home, port }), undefined);
  await Deno.remove(home, { recursive: true });
});
