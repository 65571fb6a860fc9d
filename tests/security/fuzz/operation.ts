import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { pick } from "../../chaos/random.ts";
import { type Maker, valueFor } from "./values.ts";

/** An operation as it is sent. */
export interface Operation {
  kind: "query" | "mutation" | "subscription";
  query: string;
  /** JSON text. */
  variables: string;
  /** What is sent in place of query and variables, where it is no request at all. */
  body?: string;
  /** Of each mutation, by its name in the answer: its key. */
  keys: Record<string, string>;
}

/** A query without variables. */
export const query = (text: string, variables = "{}"): Operation => ({
  kind: "query",
  query: text,
  variables,
  keys: {},
});

/** These wait for a worker, which is not there: seldom is enough. */
const waits = ["registerAgent", "reconcileAgents"];
/** Keeps most operations below the limits, so that they are executed. */
const most = { aliases: 40, fields: 60 };

/** Longer values, and with them the deepest, go as variables, as JSON text. */
const longestLiteral = 4_000;

/** Writes operations against a schema. */
export function operationMaker(schema: GraphQLSchema) {
  return (m: Maker): Operation => new Writer(schema, m).operation();
}

class Writer {
  readonly #schema: GraphQLSchema;
  readonly #m: Maker;
  readonly #declared: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #keys: Record<string, string> = {};
  #aliases = 0;
  #fields = 0;

  constructor(schema: GraphQLSchema, m: Maker) {
    this.#schema = schema;
    this.#m = m;
  }

  operation(): Operation {
    const { random } = this.#m;
    const kind = pick(random, [["query", 5], ["mutation", 4], ["subscription", 1]] as const);
    const root = this.#schema.getRootType(kind as never);
    const fields = Object.values(root?.getFields() ?? {});
    const count = kind === "subscription" ? 1 : pick(random, [[1, 6], [2, 2], [4, 1]]);
    const depth = pick(random, [[2, 2], [4, 4], [6, 2], [9, 1]]);
    const chosen = Array.from({ length: count }, () => this.#root(fields));
    const body = chosen.map((field) => this.#field(field, depth)).join(" ");
    const declared = this.#declared.length > 0 ? `(${this.#declared.join(", ")})` : "";
    const variables = JSON.stringify(this.#variables);
    return { kind, query: `${kind} F${declared} { ${body} }`, variables, keys: this.#keys };
  }

  #root(fields: readonly GraphQLField<unknown, unknown>[]) {
    const weighted = fields.map((f) => [f, waits.includes(f.name) ? 0.1 : 1] as const);
    return pick(this.#m.random, weighted);
  }

  /** Fields with arguments have an alias: two of them may be in one selection. */
  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    this.#fields++;
    const alias = field.args.length > 0 || depth > 1 ? `f${++this.#aliases}: ` : "";
    const args = field.args.flatMap((arg) => this.#argument(arg));
    const given = args.length > 0 ? `(${args.join(", ")})` : "";
    return `${alias}${field.name}${given}${this.#selection(getNamedType(field.type), depth - 1)}`;
  }

  #argument(arg: GraphQLArgument): string[] {
    const pages = arg.name === "first" && this.#m.random() < 0.7;
    const value = pages ? 1 : valueFor(this.#m, arg.name, arg.type);
    if (value === undefined) return [];
    const key = (value as { idempotencyKey?: unknown } | null)?.idempotencyKey;
    if (typeof key === "string") this.#keys[`f${this.#aliases}`] = key;
    const isShort = JSON.stringify(value).length < longestLiteral;
    if (isShort && this.#m.random() < 0.3) return [`${arg.name}: ${literal(value, arg.type)}`];
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: ${arg.type}`);
    this.#variables[name] = value;
    return [`${arg.name}: $${name}`];
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    if (isAbstractType(type)) {
      const parts = this.#schema.getPossibleTypes(type).filter(() => this.#m.random() < 0.5)
        .map((t) => `... on ${t.name}${this.#selection(t, depth)}`);
      return ` { __typename ${parts.join(" ")} }`;
    }
    if (!isObjectType(type)) return "";
    const wanted = Object.values(type.getFields()).filter((f) => this.#takes(f, depth));
    const fields = wanted.map((f) => this.#field(f, depth));
    return ` { __typename ${fields.join(" ")} }`;
  }

  #takes(field: GraphQLField<unknown, unknown>, depth: number): boolean {
    const full = this.#fields > most.fields || this.#aliases > most.aliases;
    const isLeaf = !isObjectType(getNamedType(field.type)) &&
      !isAbstractType(getNamedType(field.type));
    if (isLeaf) return !full && this.#m.random() < 0.4;
    const pages = ["nodes", "edges", "node", "pageInfo"].includes(field.name);
    return depth > 0 && !full && this.#m.random() < (pages ? 0.7 : 0.35);
  }
}

/** A value as it is written in a document. */
export function literal(value: unknown, type: GraphQLInputType): string {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (Array.isArray(value)) {
    const item = isListType(inner) ? inner.ofType : inner;
    return `[${value.map((v) => literal(v, item)).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const fields = isInputObjectType(inner) ? inner.getFields() : {};
    const parts = Object.entries(value).filter(([, v]) => v !== undefined)
      .map(([k, v]) => `${k}: ${literal(v, fields[k]?.type ?? inner)}`);
    return `{ ${parts.join(", ")} }`;
  }
  if (isEnumType(inner) && typeof value === "string" && /^\w+$/.test(value)) return value;
  return typeof value === "number" ? `${value}` : JSON.stringify(value ?? null);
}
