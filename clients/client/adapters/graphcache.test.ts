import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { buildSchema, introspectionFromSchema } from "graphql";
import { keys, schema } from "./graphcache.ts";

const sdl = await readFile(new URL("../../../schema/schema.graphql", import.meta.url), "utf8");
const { __schema } = introspectionFromSchema(buildSchema(sdl));
const own = __schema.types.filter(({ name }) => !name.startsWith("__"));

interface Ref {
  kind: string;
  ofType?: Ref | null;
}
interface Given {
  fields: { name: string; type: Ref }[];
  interfaces: { name: string }[];
}
/** What Graphcache reads of a type: where it may be null. */
const shape = ({ kind, ofType }: Ref): string =>
  kind === "NON_NULL" || kind === "LIST" ? `${kind} ${ofType ? shape(ofType) : ""}` : "any";
const names = (list: readonly { name: string }[] = []) => list.map(({ name }) => name).sort();

test("Graphcache gets each field with its nullability, and each interface and union with its types", () => {
  const types = new Map(schema.__schema.types.map((type) => [type.name, type]));
  for (const type of own) {
    if (type.kind !== "OBJECT" && type.kind !== "INTERFACE" && type.kind !== "UNION") continue;
    const given = types.get(type.name);
    assert.equal(given?.kind, type.kind, type.name);
    if (type.kind !== "OBJECT") {
      assert.deepEqual(names(given?.possibleTypes), names(type.possibleTypes));
    }
    if (type.kind === "UNION") continue;
    const { fields: shown, interfaces } = given as unknown as Given;
    // Of an interface, Graphcache reads only its types.
    if (type.kind === "OBJECT") assert.deepEqual(names(interfaces), names(type.interfaces));
    const fields = (list: readonly { name: string; type: Ref }[]) =>
      list.map((field) => `${field.name}: ${shape(field.type)}`).sort();
    assert.deepEqual(fields(shown), fields(type.fields as never), type.name);
  }
});

test("exactly the object types without an id have no key of their own", () => {
  const roots = ["Query", "Mutation", "Subscription"];
  const without = own.filter((type) =>
    type.kind === "OBJECT" && !type.fields.some(({ name }) => name === "id") &&
    !roots.includes(type.name)
  );
  assert.deepEqual(Object.keys(keys).sort(), names(without));
  assert.equal(keys.TurnChanged?.(), null);
});
