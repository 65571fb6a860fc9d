import assert from "node:assert/strict";
import { test } from "node:test";
import {
  getNullableType,
  graphql,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLUnionType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from "graphql";
import { validationError, type ValidationIssue } from "../../protocol/user-error.ts";
import type { GraphQLContext } from "../context.ts";
import { schema } from "../mod.ts";

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

/** A valid value for a field of this name. */
function plausible(name: string, type: GraphQLInputType): unknown {
  const plain = getNullableType(type);
  if (isListType(plain)) return [plausible(name, plain.ofType)];
  if (isEnumType(plain)) return plain.getValues()[0]?.name;
  if (isInputObjectType(plain)) return filled(plain);
  if (name === "entryId") return "message_1";
  if (`${plain}` === "DateTime") return "2026-11-29T12:00:00Z";
  if (`${plain}` === "Int") return 1;
  return name.endsWith("Id") ? `${name.slice(0, -2)}_1` : "text";
}

function filled(type: GraphQLInputObjectType): object {
  const fields = Object.values(type.getFields());
  const wanted = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
  return Object.fromEntries(wanted.map((f) => [f.name, plausible(f.name, f.type)]));
}

/** Only the command of registerAgent is called with issues. All others must not be called. */
const commands = new Proxy({}, {
  get: (_, name) => (_command: unknown, issues: ValidationIssue[]) =>
    name === "registerAgent" ? validationError(issues) : assert.fail(`${String(name)} was called`),
});

async function answersTo(fields: readonly string[], variables: Record<string, unknown>) {
  const declared = Object.keys(variables).map((name) => {
    const field = mutations.find((m) => m.name === name);
    return `$${name}: ${field?.args[0]?.type}`;
  });
  const { data, errors } = await graphql({
    schema,
    source: `mutation (${declared.join(", ")}) { ${fields.join(" ")} }`,
    variableValues: variables,
    contextValue: { commands, can: () => true } as unknown as GraphQLContext,
  });
  assert.equal(errors, undefined, errors?.join("\n"));
  return data as Record<string, { __typename: string; issues: { path: string[] }[] }>;
}

const inputOf = ({ args }: (typeof mutations)[number]) => {
  const type = getNullableType(args[0]?.type as GraphQLInputType);
  assert.ok(type instanceof GraphQLInputObjectType);
  return filled(type);
};
const selected = (name: string) =>
  `${name}(input: $${name}) { __typename ... on ValidationError { issues { path } } }`;

test("every mutation takes one input with a required key, and its result can be a ValidationError", () => {
  assert.ok(mutations.length > 20);
  for (const { name, args, type } of mutations) {
    assert.deepEqual(args.map((a) => a.name), ["input"], name);
    const input = getNullableType(args[0]?.type as GraphQLInputType);
    assert.ok(input instanceof GraphQLInputObjectType);
    const key = input.getFields().idempotencyKey;
    assert.ok(key && isRequiredInputField(key), name);
    const union = getNullableType(type);
    assert.ok(union instanceof GraphQLUnionType);
    assert.ok(union.getTypes().some((t) => t.name === "ValidationError"), name);
  }
});

const keys = ["", " \t", "k".repeat(201), "a\nb", "\u0007", "\u007f", "k\u0085"];
for (const key of keys) {
  const shown = JSON.stringify(key.slice(0, 10));
  test(`the key ${shown} is a ValidationError of each mutation of one operation`, async () => {
    const variables = Object.fromEntries(
      mutations.map((m) => [m.name, { ...inputOf(m), idempotencyKey: key }]),
    );
    const answers = await answersTo(mutations.map((m) => selected(m.name)), variables);
    for (const { name } of mutations) {
      assert.equal(answers[name]?.__typename, "ValidationError", name);
      const paths = answers[name]?.issues.map((i) => i.path.join(".")) ?? [];
      assert.ok(paths.includes("idempotencyKey"), `${name}: ${paths}`);
    }
  });
}

const long = "x".repeat(100_001);
const budget = { tokens: 0 };

/** Input fields with a fault, and the path of its issue, for each mutation with fields besides names and flags. */
const faults: Record<string, { input: object; path: string }> = {
  registerAgent: { input: { name: "Not A Name" }, path: "name" },
  setAgentAlias: { input: { alias: "Not A Name" }, path: "alias" },
  startConversation: { input: { labels: ["a", "a"] }, path: "labels.1" },
  forkConversation: { input: { content: [] }, path: "content" },
  sendMessage: { input: { content: [{ text: " " }] }, path: "content.0.text" },
  cancelTurn: { input: { reason: long }, path: "reason" },
  decideApproval: {
    input: { verdict: { reject: { reason: " " } } },
    path: "verdict.reject.reason",
  },
  startResearch: { input: { searches: 0 }, path: "searches" },
  cancelResearch: { input: { reason: long }, path: "reason" },
  forkResearch: { input: { budget }, path: "budget.tokens" },
  createApiKey: { input: { roles: ["root"] }, path: "roles.0" },
  rotateApiKey: { input: { overlap: "P8D" }, path: "overlap" },
  revokeAccess: { input: { access: { tenant: false } }, path: "access.tenant" },
  shareConversation: { input: { grantee: { group: " " } }, path: "grantee.group" },
  unshareConversation: { input: { grantee: { subject: "group:x" } }, path: "grantee.subject" },
  updateConversation: { input: { title: " " }, path: "title" },
  shareResearch: { input: { grantee: { subject: "a\nb" } }, path: "grantee.subject" },
  setTenantQuota: { input: { turnsInFlight: 0 }, path: "turnsInFlight" },
  unshareResearch: { input: { grantee: { subject: long } }, path: "grantee.subject" },
  createSchedule: { input: { name: " " }, path: "name" },
  updateSchedule: { input: { pauseAfterFailures: 0 }, path: "pauseAfterFailures" },
  pauseSchedule: { input: { reason: " " }, path: "reason" },
  backfillSchedule: { input: { from: "2026-11-30T12:00:00Z" }, path: "to" },
  createWebhook: { input: { address: "https://10.0.0.1/hook" }, path: "address" },
  updateWebhook: { input: { kinds: [] }, path: "kinds" },
  pauseWebhook: { input: { reason: long }, path: "reason" },
  rotateWebhookSecret: { input: { overlap: "P8D" }, path: "overlap" },
  redeliver: { input: { deliveries: { seqs: { from: 2, to: 1 } } }, path: "deliveries.seqs" },
  createStreamTicket: { input: { query: "{ serverInfo { version } }" }, path: "query" },
};

for (const [name, { input, path }] of Object.entries(faults)) {
  test(`${name} answers a fault of its input with a ValidationError and calls no command`, async () => {
    const mutation = mutations.find((m) => m.name === name);
    assert.ok(mutation);
    const variables = { [name]: { ...inputOf(mutation), idempotencyKey: "k", ...input } };
    const answers = await answersTo([selected(name)], variables);
    assert.equal(answers[name]?.__typename, "ValidationError");
    assert.ok(answers[name]?.issues.some((i) => i.path.join(".") === path));
  });
}

test("only mutations whose fields are names and flags alone have no fault of their own here", () => {
  const others = mutations.map((m) => m.name).filter((name) => !(name in faults));
  assert.deepEqual(others.sort(), [
    "archiveAgent",
    "closeConversation",
    "createSessionToken",
    "deleteSchedule",
    "deleteWebhook",
    "reconcileAgents",
    "resumeSchedule",
    "resumeWebhook",
    "revokeApiKey",
    "revokeSessionToken",
    "testWebhook",
    "triggerSchedule",
  ]);
});

test("a refusal that the result does not list is an error of the service", async () => {
  const refusal = { type: "UnavailableError", message: "away", dependency: "worker" };
  const { data, errors } = await graphql({
    schema,
    source: 'mutation { archiveAgent(input: { idempotencyKey: "k", agent: "a" }) { __typename } }',
    contextValue: { can: () => true, commands: { archiveAgent: () => Promise.resolve(refusal) } },
  });
  assert.equal(data, null);
  assert.match(errors?.[0]?.message ?? "", /archiveAgent was refused with UnavailableError/);
});
