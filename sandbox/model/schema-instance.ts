import { asObject } from "./types.ts";
import type { PriceQuote } from "./price-quotes.ts";
import type { Json } from "./types.ts";

/** Input for the values of an instance. */
export type Source = { text: string; quotes: readonly PriceQuote[] };

type Place = {
  root: Json;
  name: string;
  depth: number;
  source: Source;
  quote: PriceQuote | undefined;
  /** Remaining steps, shared by all places of an instance. */
  left: { steps: number };
};

/** Limits: a schema can ask for more than a model would ever write. */
const most = { steps: 5_000, items: 100, text: 10_000 };

function resolve(schema: Json, place: Pick<Place, "root" | "left">): Json {
  if (place.left.steps-- <= 0) return {};
  if (typeof schema.$ref === "string") {
    const path = schema.$ref.replace(/^#\/?/, "").split("/").filter(Boolean);
    const target = path.reduce<unknown>((at, key) => asObject(at)[key], place.root);
    return resolve(asObject(target), place);
  }
  const choices = (schema.anyOf ?? schema.oneOf) as unknown;
  if (Array.isArray(choices)) {
    const real = choices.map(asObject).find((choice) => choice.type !== "null");
    return resolve({ ...schema, anyOf: undefined, oneOf: undefined, ...real }, place);
  }
  if (!Array.isArray(schema.allOf)) return schema;
  return schema.allOf.reduce<Json>((all, part) => {
    const one = resolve(asObject(part), place);
    const properties = { ...asObject(all.properties), ...asObject(one.properties) };
    return { ...all, ...one, ...(Object.keys(properties).length > 0 && { properties }) };
  }, { ...schema, allOf: undefined });
}

function text(schema: Json, place: Place): string {
  const dates: Record<string, string> = {
    "date-time": "2026-01-02T09:30:00Z",
    date: "2026-01-02",
    time: "09:30:00Z",
    uri: "https://example.invalid/emulated",
    url: "https://example.invalid/emulated",
    email: "emulated@example.invalid",
    uuid: "00000000-0000-4000-8000-000000000000",
  };
  const exact = dates[String(schema.format)];
  if (exact) return exact;
  if (place.quote && /symbol|ticker/i.test(place.name)) return place.quote.symbol;
  if (place.quote && /currency/i.test(place.name)) return place.quote.currency;
  if (place.quote && /name|company/i.test(place.name)) return place.quote.name;
  const about = /query|question|search|topic|title/i.test(place.name)
    ? place.source.text.slice(0, 80)
    : "";
  const said = `${about || `sample ${place.name || "text"}`} (emulated)`;
  const padded = said.padEnd(Math.min(most.text, Number(schema.minLength ?? 0)), ".");
  return padded.slice(0, Number(schema.maxLength ?? padded.length));
}

function number(schema: Json, place: Place): number {
  if (place.quote && /price|value|last|close/i.test(place.name)) return place.quote.price;
  const step = schema.type === "integer" ? 1 : 0.5;
  const above = schema.exclusiveMinimum === undefined
    ? undefined
    : Number(schema.exclusiveMinimum) + step;
  const low = Number(schema.minimum ?? above ?? 1);
  const high = schema.maximum ?? schema.exclusiveMaximum;
  return high === undefined
    ? Math.max(low, 1)
    : Math.min(Math.max(low, Number(high) / 2), Number(high));
}

function list(schema: Json, place: Place): unknown[] {
  const items = resolve(asObject(schema.items), place);
  const names = Object.keys(asObject(items.properties));
  const perQuote = place.source.quotes.length > 0 &&
    names.some((name) => /symbol|ticker/i.test(name));
  const wanted = perQuote ? place.source.quotes.length : 2;
  const count = Math.min(
    Math.max(wanted, Number(schema.minItems ?? 0)),
    Number(schema.maxItems ?? most.items),
    most.items,
  );
  return Array.from({ length: count }, (_, i) => {
    const quote = perQuote ? place.source.quotes[i] : place.quote;
    return make(items, { ...place, depth: place.depth + 1, quote });
  });
}

function object(schema: Json, place: Place): Json {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const made: Json = {};
  for (const [name, part] of Object.entries(asObject(schema.properties))) {
    if (place.depth > 6 && !required.includes(name)) continue;
    made[name] = make(asObject(part), { ...place, name, depth: place.depth + 1 });
  }
  return made;
}

function make(given: Json, place: Place): unknown {
  const schema = resolve(given, place);
  if (place.depth > 12 || place.left.steps <= 0) return null;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  const type = types.find((one) => one !== "null") ?? (schema.properties ? "object" : undefined);
  if (type === "object") return object(schema, place);
  if (type === "array") return list(schema, place);
  if (type === "number" || type === "integer") {
    const value = number({ ...schema, type }, place);
    return type === "integer" ? Math.ceil(value) : value;
  }
  if (type === "boolean") return true;
  return types[0] === "null" && types.length === 1 ? null : text(schema, place);
}

/** A deterministic value that is valid under a JSON schema without `pattern`; its texts say that they are emulated. */
export function instanceOf(schema: Json, source: Source): unknown {
  return make(schema, {
    root: schema,
    name: "",
    depth: 0,
    source,
    quote: source.quotes[0],
    left: { ...most },
  });
}
