import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { buildSchema, parse, validate } from "graphql";
import { limits } from "../protocol/limits.ts";
import { operationCost } from "./cost.ts";
import { schema } from "./mod.ts";
import { clientTables, possibleTypes, printed, scalarTypes } from "./print.ts";
import { conflictingFields, undescribed } from "./check-schema.ts";

const near = (path: string) => new URL(path, import.meta.url);
const documents = near("../tests/documents/");
const names = await readdir(documents);

test("schema.graphql, possible-types.json and the client's tables are up to date (`deno task schema` writes them)", async () => {
  assert.equal(await readFile(near("schema.graphql"), "utf8"), printed(schema));
  assert.equal(
    await readFile(near("possible-types.json"), "utf8"),
    `${JSON.stringify(possibleTypes(schema), null, 2)}\n`,
  );
  for (const [name, text] of Object.entries(clientTables(schema))) {
    assert.equal(await readFile(near(`../clients/client/${name}`), "utf8"), text, name);
  }
});

test("a scalar without a JSON type cannot be generated for clients", () => {
  assert.throws(() => scalarTypes(buildSchema("scalar Odd type Query { odd: Odd }")), /Odd/);
});

test("every element has a description", () => {
  assert.deepEqual(undescribed(schema), []);
});

test("any two fragments can be selected together", () => {
  // Streams have items of the feed alone, or none: FeedItem is of the interface Event for its numbers.
  assert.deepEqual(conflictingFields(schema, ["FeedItem"]), []);
});

test("a conflict and a missing description are found", () => {
  const bad = buildSchema(
    `union U = A | B  type A { x: Int y: C }  type B { x: Int! y: D }
    type C { z: Int }  type D { z: [Int] }  type Query { u: U }`,
  );
  assert.deepEqual(conflictingFields(bad), ["U.x: Int, Int!", "U.y.z: Int, [Int]"]);
  assert.ok(undescribed(bad).includes("A.x"));
});

const id = "conversation_1";
const idempotencyKey = "k";
const content = [{ text: "Hello" }];
const instructions = { text: "Be brief." };
const variables: Record<string, Record<string, unknown>> = {
  agents: { name: "price-analyst" },
  "decide-approval": {
    input: {
      idempotencyKey,
      approvalId: "approval_1",
      argumentsHash: "h",
      verdict: { approve: {} },
    },
  },
  "create-webhook": {
    input: { idempotencyKey, name: "billing", address: "https://hooks.example.com/tramontane" },
  },
  "webhook-deliveries": { id: "webhook_1" },
  redeliver: { input: { idempotencyKey, webhookId: "webhook_1", deliveries: { state: "DEAD" } } },
  "create-schedule": {
    input: {
      ...{ idempotencyKey, name: "morning" },
      spec: { cron: { expression: "0 7 * * MON-FRI", timeZone: "America/New_York" } },
      work: { research: { question: "What moved AMD?", symbols: ["AMD"] } },
    },
  },
  "backfill-schedule": {
    input: {
      ...{ idempotencyKey, scheduleId: "schedule_1", dryRun: true },
      ...{ from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z" },
    },
  },
  "cancel-turn": { input: { idempotencyKey, turnId: "turn_1" } },
  "close-conversation": { input: { idempotencyKey, conversationId: id } },
  "create-stream-ticket": { input: { idempotencyKey, query: "subscription { x }" } },
  conversation: { id },
  "conversation-events": { id },
  "conversation-live": { id },
  "conversation-page": { id },
  "alias-moves": { agent: "price-analyst" },
  "update-conversation": { input: { idempotencyKey, conversationId: id, title: "Prices" } },
  "conversation-log": { id },
  "register-agent": { input: { idempotencyKey, name: "a", model: "m", instructions } },
  "cancel-research": { input: { idempotencyKey, researchId: "research_1" } },
  "fork-research": { input: { idempotencyKey, phaseId: "phase_1" } },
  research: { id: "research_1" },
  "research-events": { id: "research_1" },
  "start-research": { input: { idempotencyKey, question: "How is NVDA doing?" } },
  "send-message": { input: { idempotencyKey, conversationId: id, content } },
  "api-keys": { first: 10 },
  "create-api-key": { input: { idempotencyKey, name: "first", roles: ["admin"] } },
  "rotate-api-key": { input: { idempotencyKey, keyId: "key_1", overlap: "P7D" } },
  "revoke-api-key": { input: { idempotencyKey, keyId: "key_1" } },
  "revoke-access": { input: { idempotencyKey, access: { subject: "ada" } } },
  usage: { from: "2026-11-01", to: "2026-11-30" },
  "start-conversation": { input: { idempotencyKey, agent: "a" } },
  search: { query: "price" },
};

for (const name of names) {
  test(`${name}, as clients send it, is valid and within the limits`, async () => {
    const document = parse(await readFile(new URL(name, documents), "utf8"));
    assert.deepEqual(validate(schema, document), []);
    const variableValues = variables[name.replace(".graphql", "")] ?? {};
    const { cost, depth } = operationCost({ schema, document, variableValues });
    assert.ok(cost <= limits.operationCost, `costs ${cost}`);
    assert.ok(depth <= limits.operationDepth, `is ${depth} deep`);
  });
}
