import assert from "node:assert/strict";
import { test } from "node:test";
import { graphql, parse } from "graphql";
import type { Scope } from "../../protocol/auth/scopes.ts";
import type { Searched, SearchKind } from "../../protocol/search/records.ts";
import type { GraphQLContext } from "../context.ts";
import { operationCost } from "../cost.ts";
import { schema } from "../mod.ts";

/** A context of these scopes, whose reads answer with one message, and what they were asked for. */
function context(granted: readonly string[]) {
  const asked: Searched[] = [];
  const search = (searched: Searched) => {
    asked.push(searched);
    const node = {
      ...{ id: "message_1", kind: "MESSAGE", objectId: "conversation_1", at: new Date(0) },
      text: "Der <b>Aktienkurs</b> & der Kurs",
    };
    return {
      items: [{ cursor: "c", node }],
      hasNextPage: false,
      hasPreviousPage: false,
      partial: true,
    };
  };
  const value = {
    reads: { search },
    can: (scope: Scope) => granted.includes(scope),
    detailOf: () => granted.includes("conversations:read:detail"),
  };
  return { asked, value: value as unknown as GraphQLContext };
}

async function run(query: string, granted: readonly string[], kinds?: string) {
  const { asked, value } = context(granted);
  const source = `query($query: String!) { search(query: $query ${kinds ? `in: ${kinds}` : ""}) {
    partial nodes { kind at fragment { text matches { start end } cutBefore } } } }`;
  const { data, errors = [] } = await graphql({
    ...{ schema, source, contextValue: value, variableValues: { query } },
  });
  return { asked, search: data?.search as never, code: errors[0]?.extensions?.code, errors };
}

const all = ["conversations:read", "conversations:read:detail", "research:read"];

test("a fragment is plain text with the places of the matches", async () => {
  const { search } = await run("kurs", all);
  assert.deepEqual(JSON.parse(JSON.stringify(search)), {
    partial: true,
    nodes: [{
      kind: "MESSAGE",
      at: "1970-01-01T00:00:00.000Z",
      fragment: {
        text: "Der <b>Aktienkurs</b> & der Kurs",
        matches: [{ start: 28, end: 32 }],
        cutBefore: false,
      },
    }],
  });
});

test("without kinds, those are searched that the scopes permit", async () => {
  const kindsOf = async (granted: string[]) => (await run("x", granted)).asked[0]?.kinds;
  assert.deepEqual(await kindsOf(all), ["MESSAGE", "TOOL_CALL", "REPORT"]);
  assert.deepEqual(await kindsOf(["conversations:read"]), ["MESSAGE"]);
  assert.deepEqual(await kindsOf(["conversations:read:detail", "research:read"]), ["REPORT"]);
});

test("a caller without a scope of any kind finds nothing, and nothing is searched", async () => {
  const { asked, search, code } = await run("x", ["agents:read"]);
  assert.deepEqual([asked, code], [[], undefined]);
  assert.deepEqual(JSON.parse(JSON.stringify(search)), { partial: false, nodes: [] });
});

test("a kind without its scope is refused, and nothing is searched", async () => {
  const cases: [string[], string, RegExp][] = [
    [["conversations:read"], "[MESSAGE, TOOL_CALL]", /conversations:read:detail/],
    [["conversations:read"], "[REPORT]", /research:read/],
  ];
  for (const [granted, kinds, scope] of cases) {
    const { asked, code, search, errors } = await run("x", granted, kinds);
    assert.deepEqual([asked, code, search], [[], "FORBIDDEN", null]);
    assert.match(errors[0]?.message ?? "", scope);
  }
});

test("a query that is too long, empty, or not storable is refused with what to do", async () => {
  for (const query of ["x".repeat(10_000), " ", "-without", "a\0b", "\ud800"]) {
    const { asked, code } = await run(query, all);
    assert.deepEqual([asked, code], [[], "BAD_USER_INPUT"], JSON.stringify(query.slice(0, 9)));
  }
  assert.equal((await run("x", all, "[]")).code, "BAD_USER_INPUT");
  const kinds: SearchKind[] = ["REPORT"];
  assert.deepEqual((await run("x", all, "[REPORT, REPORT]")).asked[0]?.kinds, kinds);
});

test("a search costs more than a page, and a fragment more than a field", () => {
  const costOf = (nodes: string) => {
    const document = parse(`{ search(query: "x", first: 10) { nodes { ${nodes} } } }`);
    return operationCost({ schema, document } as never).cost;
  };
  assert.ok(costOf("kind") >= 50);
  assert.ok(costOf("kind fragment { text }") - costOf("kind") >= 50);
});
