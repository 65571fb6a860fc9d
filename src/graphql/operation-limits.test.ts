import assert from "node:assert/strict";
import { test } from "node:test";
import { type ExecutionResult, parse, validate } from "graphql";
import { createYoga } from "graphql-yoga";
import { limits } from "../../protocol/limits.ts";
import { schema } from "../../schema/mod.ts";
import {
  checkedCost,
  limitAliases,
  limitIntrospections,
  operationLimits,
} from "./operation-limits.ts";

const cost = (query: string, variableValues = {}, operationName?: string) =>
  checkedCost({ schema, document: parse(query), variableValues, operationName });
const refusal = (query: string, variableValues = {}) => {
  const errors = cost(query, variableValues);
  assert.ok(typeof errors !== "number" && errors[0]);
  return errors[0];
};

test("the cost grows with the requested page size", () => {
  const names = (first: number) => cost(`{ agents(first: ${first}) { nodes { name } } }`) as number;
  assert.ok(names(100) > names(10) * 5);
});

test("nested pages are refused, with their cost and the limit", () => {
  const error = refusal(
    `query Q($n: Int!) { agents(first: $n) { nodes { versions(first: $n) {
    nodes { id } } } } }`,
    { n: 250 },
  );
  assert.equal(error.extensions.code, "OPERATION_TOO_COSTLY");
  assert.match(error.message, new RegExp(`cost is \\d+, at most ${limits.operationCost}`));
});

test("a deeply nested operation is refused", () => {
  const circle = (n: number): string => n === 0 ? "id" : `agent { version { ${circle(n - 1)} } }`;
  const error = refusal(`{ agent(name: "a") { version { ${circle(5)} } } }`);
  assert.match(error.message, /depth is 13, at most 12/);
});

test("the cost is that of the operation that runs", () => {
  const two = `query Small { serverInfo { version } }
    query Large { agents(first: 250) { nodes { versions(first: 250) { nodes { id } } } } }`;
  assert.equal(cost(two, {}, "Small"), 2);
  assert.notEqual(typeof cost(two, {}, "Large"), "number");
});

test("invalid variables are an error of the caller and do not evade the limit", () => {
  const error = refusal(`query Q($n: Int!) { agents(first: $n) { nodes { id } } }`, { n: "many" });
  assert.match(error.message, /Variable "\$n" got invalid value/);
  assert.equal(error.extensions.code, "BAD_USER_INPUT");
  assert.equal(error.extensions.retryable, false);
});

test("the faults of a variable are not all searched for", () => {
  const query = `query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }`;
  const began = performance.now();
  const errors = cost(query, { ids: Array.from({ length: 500_000 }, () => false) });
  assert.ok(typeof errors !== "number" && errors.length <= 21);
  assert.ok(errors.every((e) => e.extensions.code === "BAD_USER_INPUT"));
  assert.ok(performance.now() - began < 2_000);
});

test("a long value is not repeated in the message of each fault", () => {
  const fields = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`x${i}`, 1]));
  const input = { idempotencyKey: "k", agent: "a", title: "x".repeat(500_000), ...fields };
  const query = `mutation M($input: StartConversationInput!) {
    startConversation(input: $input) { __typename } }`;
  const errors = cost(query, { input });
  assert.ok(typeof errors !== "number" && errors.length > 10);
  assert.ok(JSON.stringify(errors).length < 50_000);
  assert.match(errors[0]?.message ?? "", /^Variable "\$input" got invalid value .*x0/s);
});

test("aliases are counted over the whole document", () => {
  const aliased = (n: number) =>
    parse(`{ ${Array.from({ length: n }, (_, i) => `a${i}: serverInfo { version }`).join(" ")} }`);
  assert.equal(validate(schema, aliased(limits.operationAliases), [limitAliases]).length, 0);
  assert.equal(validate(schema, aliased(limits.operationAliases + 40), [limitAliases]).length, 1);
});

test("the schema cannot be read many times in one operation", () => {
  const reads = (n: number) =>
    parse(
      `{ ${Array.from({ length: n }, (_, i) => `a${i}: __type(name: "A") { name }`).join(" ")} }`,
    );
  assert.equal(validate(schema, reads(3), [limitIntrospections]).length, 0);
  const [error, ...more] = validate(schema, reads(40), [limitIntrospections]);
  assert.equal(error?.extensions.code, "OPERATION_TOO_COSTLY");
  assert.deepEqual(more, []);
});

test("aliases below __schema, which multiply the size of an answer, are refused; at the top they are not", () => {
  const inside = `{ __schema { types { a: fields { type { ...F } } b: fields { name } } } }
    fragment F on __Type { c: fields { name } d: fields { name } }`;
  const faults = (text: string) => validate(schema, parse(text), [limitIntrospections]);
  assert.deepEqual(faults(inside).map((e) => e.extensions.code), ["OPERATION_TOO_COSTLY"]);
  const top = `{ a: __type(name: "Turn") { name } b: __schema { types { name } } }`;
  assert.deepEqual(faults(top), []);
});

test("the text of a subscription is limited, since it is kept as long as the stream", async () => {
  const { getEnveloped } = createYoga({ schema, plugins: [operationLimits()], logging: false });
  const subscribe = async (query: string) => {
    const { parse, subscribe, contextFactory } = getEnveloped({ params: { query } } as never);
    const contextValue = await contextFactory();
    return await subscribe({ schema, document: parse(query), contextValue }) as ExecutionResult;
  };
  const query = "subscription { approvalEvents { __typename } }";
  const { errors } = await subscribe(`${query} # ${"x".repeat(20_000)}`);
  assert.equal(errors?.[0]?.extensions.code, "OPERATION_TOO_COSTLY");
  // Without a log, the source fails later.
  assert.notEqual((await subscribe(query)).errors?.[0]?.extensions.code, "OPERATION_TOO_COSTLY");
});
