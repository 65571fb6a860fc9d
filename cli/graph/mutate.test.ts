import assert from "node:assert/strict";
import { test } from "node:test";
import type { Typed } from "../../clients/client/document.ts";
import { type Member, mutate, RefusedError } from "./mutate.ts";

type Asked = { idempotencyKey: string };
const document = "mutation M { result: m { __typename } }" as
  & string
  & Typed<{ result: Member & { id?: string } }, { input: Asked }>;

/** A server that answers with these results, one after the other; and the keys that it received. */
function serve(...results: object[]) {
  const keys: string[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (r) => {
    const { variables } = await r.json();
    keys.push(variables.input.idempotencyKey);
    return Response.json({ data: { result: results[keys.length - 1] ?? results.at(-1) } });
  });
  const url = `http://127.0.0.1:${server.addr.port}/graphql`;
  return { url, keys, [Symbol.asyncDispose]: () => server.shutdown() };
}

const pending = { __typename: "UnavailableError", message: "It stays pending." };

test("a mutation whose work no worker did in time is sent again with the same key", async () => {
  await using server = serve(pending, { __typename: "Payload", id: "7" });
  assert.deepEqual(await mutate(server.url, document, {}), { __typename: "Payload", id: "7" });
  assert.equal(server.keys.length, 2);
  assert.equal(new Set(server.keys).size, 1);
});

test("it is sent three times at most, any other refusal once", async () => {
  await using server = serve(pending);
  await assert.rejects(mutate(server.url, document, {}), RefusedError);
  assert.equal(server.keys.length, 3);
  await using other = serve({ __typename: "ConflictError", message: "No." });
  await assert.rejects(mutate(other.url, document, {}), RefusedError);
  assert.equal(other.keys.length, 1);
});
