import {
  getNullableType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import type { Random } from "../../chaos/random.ts";
import { hostileJson, hostileNumbers, hostileTexts } from "./hostile.ts";
import { anyOf, forgedCursor, forgedId, type Known } from "./known.ts";

/** What values are made of. */
export interface Maker {
  random: Random;
  /** An idempotency key that no other operation has. */
  newKey: () => string;
  known: Known;
  /** How likely a single value is a hostile one, 0 to 1. */
  hostility: number;
}

/** A value for an input of this name and type: mostly of its kind, at times anything. Undefined leaves it out. */
export function valueFor(m: Maker, name: string, type: GraphQLInputType): unknown {
  const { random, hostility } = m;
  if (!isNonNullType(type) && random() < 0.5) return random() < 0.1 ? null : undefined;
  if (random() < hostility * 0.15) return ofAnyKind(random);
  const plain = getNullableType(type);
  if (isListType(plain)) {
    const length = random() < hostility * 0.1 ? 150 : Math.floor(random() * 3);
    return Array.from({ length }, () => valueFor(m, name, plain.ofType) ?? null);
  }
  if (isInputObjectType(plain)) return objectOf(m, plain);
  if (isEnumType(plain)) {
    return anyOf(random, plain.getValues()).name;
  }
  return random() < hostility ? hostile(m, name, plain.name) : ordinary(m, name, plain.name);
}

function objectOf(m: Maker, type: GraphQLInputObjectType): Record<string, unknown> {
  const fields = Object.values(type.getFields());
  const all = () => Object.fromEntries(fields.map((f) => [f.name, valueFor(m, f.name, f.type)]));
  if (!type.isOneOf || m.random() < m.hostility * 0.1) return all();
  const one = anyOf(m.random, fields);
  const value = Array.from({ length: 5 }, () => valueFor(m, one.name, one.type));
  return { [one.name]: value.find((v) => v != null) ?? "x" };
}

const ofAnyKind = (random: Random): unknown =>
  anyOf(random, [...hostileTexts, ...hostileNumbers, ...hostileJson, true, [null], { a: [] }]);

const isId = (name: string, type: string) => type === "ID" || /(^id|Id|ids)$/.test(name);
const isCursor = (name: string) => name === "after" || name === "before";

function hostile({ random, known }: Maker, name: string, type: string): unknown {
  if (isCursor(name)) return forgedCursor(random, known);
  if (isId(name, type)) return forgedId(random, known);
  if (type === "Int" || type === "Float" || type === "LargeInt") {
    return anyOf(random, hostileNumbers);
  }
  if (type === "JSON") return anyOf(random, hostileJson);
  return anyOf(random, hostileTexts);
}

function ordinary({ random, known, newKey }: Maker, name: string, type: string): unknown {
  if (isCursor(name)) return anyOf(random, known.cursors);
  if (isId(name, type)) return anyOf(random, known.ids);
  if (name === "idempotencyKey") return newKey();
  if (name === "agent" || name === "name") return anyOf(random, known.names);
  if (name === "argumentsHash") return anyOf(random, ["h", "a".repeat(64)]);
  if (name === "imageUrl" || name === "documentUrl") return "https://example.org/a.png";
  const byType: Record<string, unknown[]> = {
    Int: [1, 2, 3],
    Float: [0, 0.5, 1],
    LargeInt: [1, 2 ** 40],
    Boolean: [true, false],
    Duration: ["PT0S", "PT0.05S", "PT2S", "P1D"],
    Date: ["2026-11-01", "2026-11-28", "9999-12-31"],
    DateTime: ["2026-11-28T10:00:00Z"],
    Decimal: ["0.05", "1"],
    JSON: [{ type: "object", properties: { a: { type: "number" } } }, { symbol: "AAPL" }, []],
  };
  return anyOf(random, byType[type] ?? ["stable", "hello", "mistral-medium-latest", "prices"]);
}
