import type { Random } from "../../chaos/random.ts";
import { anyOf } from "./known.ts";
import { type Operation, query } from "./operation.ts";

const nested = (levels: number, open: string, inner: string, close: string) =>
  open.repeat(levels) + inner + close.repeat(levels);
const many = (count: number, each: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => each(i)).join(" ");

const withVariable = (declared: string, field: string, value: string) =>
  query(`query (${declared}) { ${field} }`, `{"v":${value}}`);

const lists = [
  ["[ID!]!", "nodes(ids: $v) { id }"],
  ["[String!]!", "conversations(filter: { labels: $v }) { nodes { id } }"],
  [
    "[String!]!",
    'usage(from: "2026-11-01", to: "2026-11-02", agents: $v) { total { modelCalls } }',
  ],
  ["[UsageGroup!]!", 'usage(from: "2026-11-01", to: "2026-11-02", groupBy: $v) { tenant }'],
] as const;
const inputs = [
  'startConversation(input: { idempotencyKey: "k", agent: "analyst", labels: $v })',
  'startResearch(input: { idempotencyKey: "k", question: "q", symbols: $v })',
  'registerAgent(input: { idempotencyKey: "k", name: "a", model: "m", instructions: { text: "i" }, handoffs: $v })',
] as const;

/** A list of a hundred thousand items, where lists are taken. */
function longList(random: Random, item: (i: number) => string): Operation {
  const variables = `{"v":[${Array.from({ length: 100_000 }, (_, i) => item(i)).join(",")}]}`;
  if (random() < 0.5) {
    const [type, field] = anyOf(random, lists);
    return query(`query ($v: ${type}) { ${field} }`, variables);
  }
  const text = `mutation ($v: [String!]!) { ${anyOf(random, inputs)} { __typename } }`;
  return { ...query(text, variables), kind: "mutation" };
}

/** Documents whose form is the attack: depth, breadth, cycles, length, and what is not GraphQL at all. */
const documents: readonly ((random: Random) => string | Operation)[] = [
  () => "",
  () => "\0",
  () => "{",
  () => "\ufeff{ serverInfo { version } }",
  () => `{ serverInfo { version } } # ${"x".repeat(100_000)}`,
  () => nested(900, "{ a ", "", "}"),
  () => nested(20_000, "{ a ", "", "}"),
  () => `{ ${nested(400, "conversations { nodes { ", "id", "} }")} }`,
  () =>
    `{ ${
      nested(
        5,
        "agents(first: 250) { nodes { versions(first: 250) { nodes { agent { versions { nodes { ",
        "id",
        "} } } } } } }",
      )
    } }`,
  () => `{ node(id: ${nested(900, "[", "1", "]")}) { id } }`,
  () =>
    `mutation { decideApproval(input: ${nested(450, "{ verdict: ", "1", "}")}) { __typename } }`,
  () =>
    `mutation { startResearch(input: { idempotencyKey: "k", question: "${
      "\\u0000".repeat(500)
    }" }) { __typename } }`,
  () => `{ ${many(200, (i) => `a${i}: serverInfo { version }`)} }`,
  () => `{ ${many(50, (i) => `a${i}: agents(first: 250) { nodes { name } }`)} }`,
  () => `{ serverInfo ${many(300, () => "@skip(if: false)")} { version } }`,
  () => `{ serverInfo ${many(300, (i) => `@d${i}`)} { version } }`,
  () => `{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }`,
  () => `{ ...A } fragment A on Query { serverInfo { version } ...A }`,
  () => `{ ${many(300, (i) => `...F${i}`)} }`,
  () =>
    `{ ...F0 } ${
      many(150, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)
    } fragment F150 on Query { __typename }`,
  () => `query A { serverInfo { version } } query B { serverInfo { version } }`,
  () => `query ($a: ${nested(300, "[", "String", "]")}) { node(id: $a) { id } }`,
  () => `query ($a: Nope!, $a: String) { node(id: $b) { id } }`,
  () => `subscription { approvalEvents { cursor } a: approvalEvents { cursor } }`,
  () => `{ __schema { types { fields { type { ofType { ofType { ofType { name } } } } } } } }`,
  () => `{ __schema { ${nested(60, "types { fields { type { fields { ", "name", "} } } }")} } }`,
  () => `{ __type(name: "\\u0000") { name } }`,
  () => `{ conversations(filter: { labels: ["${"x".repeat(900_000)}"] }) { nodes { id } } }`,
  () => `{ usage(from: "0000-01-01", to: "0000-01-02") { total { modelCalls } } }`,
  () => `{ nodes(ids: [${many(150, () => '"turn_x"')}]) { id } }`,
  ...[`"x"`, `{"a":1}`].flatMap((inner) => [
    () => withVariable("$v: [ID!]!", "nodes(ids: $v) { id }", nested(50_000, "[", inner, "]")),
    () => withVariable("$v: ID!", "node(id: $v) { id }", nested(100_000, '{"a":', inner, "}")),
    () => withVariable("$v: JSON", "serverInfo { version }", nested(100_000, "[", inner, "]")),
  ]),
  // Of wrong kind, of right kind, all the same, all different.
  ...["false", '"x"', "{}", "[]", "null"].map((item) => (r: Random) => longList(r, () => item)),
  (r: Random) => longList(r, (i) => `"${i}"`),
  () => withVariable("$v: Int", "agents(first: $v) { nodes { name } }", "1e400"),
  () => withVariable("$v: ID!", "node(id: $v) { id }", '"\\ud800"'),
  () => withVariable("$v: ID!", "node(id: $v) { id }", `"${"x".repeat(990_000)}"`),
  () => withVariable("$v: ID!", "node(id: $v) { id }", `"${"x".repeat(1_100_000)}"`),
];

const good = '"query":"{ __typename }"';
/** Bodies that are no requests. */
const bodies: readonly string[] = [
  ...[
    "",
    "null",
    "5",
    "[]",
    '""',
    "{}",
    "{",
    "\0",
    '{"query":null}',
    '{"query":5}',
    '{"query":[]}',
  ],
  ...['[{"query":"{ __typename }"}]', `{${good},"variables":[]}`, `{${good},"variables":"x"}`],
  ...[`{${good},"operationName":5}`, `{${good},"operationName":"\\u0000"}`, `{${good},"x":1}`],
  ...[`{${good},"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}`],
  ...[`{${good},"extensions":5}`, `{${good},"__proto__":{"a":1}}`, `{${good},${good}}`],
  nested(100_000, "[", "", "]"),
  `{${good},"variables":{"a":${nested(100_000, '{"a":', "1", "}")}}}`,
];

/** One of them. */
export function hostileDocument(random: Random): Operation {
  if (random() < 0.3) return { ...query("{ __typename }"), body: anyOf(random, bodies) };
  const made = anyOf(random, documents)(random);
  return typeof made === "string" ? query(made) : made;
}
