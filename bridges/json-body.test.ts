import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { readJson } from "./json-body.ts";

const schema = z.object({ name: z.string(), items: z.array(z.object({ id: z.number() })) });
const read = (body: string) =>
  readJson(new Request("http://127.0.0.1/", { method: "POST", body }), schema);

test("a body that fits the schema is read", async () => {
  const body = { name: "a", items: [{ id: 1 }] };
  assert.deepEqual(await read(JSON.stringify(body)), { value: body });
});

test("a fault names its place and the expected type, not the value", async () => {
  const { fault } = await read('{"name":"secret","items":[{"id":"secret"}]}');
  assert.match(fault ?? "", /^body\.items\.0\.id: .*number/);
  assert.doesNotMatch(fault ?? "", /secret/);
});

test("a body without JSON is a fault", async () => {
  assert.deepEqual(await read(""), { fault: "The body is empty." });
  assert.deepEqual(await read("{"), { fault: "The body is not JSON." });
});

test("of many faults the first are named", async () => {
  const { fault } = await read(JSON.stringify({ name: "a", items: Array(20).fill({}) }));
  assert.equal(fault?.split("; ").length, 6);
  assert.match(fault ?? "", /and 15 more$/);
});

test("a body of too many values or levels is refused before it is checked", async () => {
  const items = `{"name":"a","items":[${Array(60_000).fill(1).join()}]}`;
  const deep = `{"name":"a","items":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  for (const body of [items, deep]) {
    assert.match((await read(body)).fault ?? "", /^The body has more than 50000 values/);
  }
});
