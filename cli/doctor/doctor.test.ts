import assert from "node:assert/strict";
import { test } from "node:test";
import { textStyle } from "../terminal/text-style.ts";
import { bad, findingLines, ok } from "./finding.ts";
import { checkProxy } from "./machine.ts";
import { checkMistral } from "./mistral.ts";

test("a finding is one line, with its fix if it has one", () => {
  const lines = findingLines(textStyle(false, false), [
    ok("a", "fine"),
    bad("long", "ill", "rest"),
  ]);
  assert.deepEqual(lines, ["ok  a     fine", "!!  long  ill  -> rest"]);
});

test("a proxy is reported, in upper or lower case", () => {
  assert.equal(checkProxy({}).state, "ok");
  assert.match(checkProxy({ https_proxy: "http://p" }).found, /HTTPS_PROXY/);
});

/** A server that answers every request with this status, and records its key. */
function mistral(status: number): { url: string; keys: (string | null)[] } & AsyncDisposable {
  const keys: (string | null)[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => undefined },
    (req) => {
      keys.push(req.headers.get("authorization"));
      return new Response("{}", { status });
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    keys,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

test("the Mistral key is checked by a real call", async () => {
  await using taking = mistral(200);
  const model = { provider: "mistral", apiKey: "k-1", serverUrl: taking.url } as const;
  assert.equal((await checkMistral(model)).state, "ok");
  assert.deepEqual(taking.keys, ["Bearer k-1"]);
});

test("a key that is refused is a fault that names the variable and not the key", async () => {
  await using refusing = mistral(401);
  const found = await checkMistral({
    provider: "mistral",
    apiKey: "k-1",
    serverUrl: refusing.url,
  });
  assert.equal(found.state, "bad");
  assert.match(found.fix ?? "", /MISTRAL_API_KEY/);
  assert.doesNotMatch(JSON.stringify(found), /k-1/);
});

test("without a key no request is sent", async () => {
  assert.equal((await checkMistral({ provider: "emulator" })).state, "note");
});
