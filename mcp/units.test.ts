import assert from "node:assert/strict";
import { test } from "node:test";
import { servers } from "./servers.ts";
import { startTestMcpServer } from "./testing/test-mcp-server.ts";
import { argumentsFor } from "./testing/tool-arguments.ts";

interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
}

/** Pointers of the numbers in a schema that no enclosing `units` names. */
function unnamed(schema: Schema, at = "", units: readonly string[] = []): string[] {
  const { properties, items, anyOf = [], type } = schema;
  const known = [...units, ...Object.keys(properties?.units?.properties ?? {})];
  const isNumber = [type].flat().some((t) => t === "number" || t === "integer");
  const name = at.split("/").findLast((step) => step !== "*") ?? "";
  return [
    ...(isNumber && !known.includes(name) ? [at] : []),
    ...anyOf.flatMap((one) => unnamed(one, at, known)),
    ...(items ? unnamed(items, `${at}/*`, known) : []),
    ...Object.entries(properties ?? {})
      .flatMap(([key, value]) => unnamed(value, `${at}/${key}`, known)),
  ];
}

/** Pointers of the numbers in a result for which the nearest enclosing `units` gives no unit. */
function withoutUnit(value: unknown, at = "", units: Record<string, unknown> = {}): string[] {
  if (Array.isArray(value)) return value.flatMap((v, i) => withoutUnit(v, `${at}/${i}`, units));
  if (typeof value === "object" && value !== null) {
    const known = { ...units, ...("units" in value ? value.units as object : {}) };
    return Object.entries(value)
      .flatMap(([key, inner]) => withoutUnit(inner, `${at}/${key}`, known));
  }
  const name = at.split("/").findLast((step) => !/^\d+$/.test(step)) ?? "";
  return typeof value === "number" && typeof units[name] !== "string" ? [at] : [];
}

test("the walk finds a number without a unit, at any depth", () => {
  const number = { type: "number" };
  const rows = { type: "array", items: { anyOf: [{ properties: { a: number, b: number } }] } };
  const units = { properties: { a: { type: "string" } } };
  assert.deepEqual(unnamed({ properties: { rows, units } }), ["/rows/*/b"]);
  assert.deepEqual(withoutUnit({ rows: [{ a: 1, b: [2] }], units: { a: "%" } }), ["/rows/0/b/0"]);
});

for (const { name: server, tools } of servers) {
  test(`/${server}: every number in a result has a unit, by the output schema and in the result`, async () => {
    await using mcp = startTestMcpServer();
    const client = await mcp.connect(server);
    const listed = (await client.listTools()).tools;
    assert.equal(listed.length, tools.length);
    for (const { name, outputSchema } of listed) {
      assert.deepEqual(unnamed(outputSchema as Schema), [], name);
      const result = await client.callTool({ name, arguments: argumentsFor(name) });
      assert.deepEqual(withoutUnit(result.structuredContent), [], name);
    }
  });
}
