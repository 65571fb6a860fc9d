import assert from "node:assert/strict";
import { test } from "node:test";
import { graphql } from "graphql";
import { type Scope, scopes } from "../protocol/auth/scopes.ts";
import type { GraphQLContext } from "./context.ts";
import { schema, uncheckedSchema } from "./mod.ts";
import { printed } from "./print.ts";

/** Runs an operation as a principal with these scopes; what it would read or execute fails the test. */
async function run(source: string, granted: readonly Scope[], over: object = {}, by = schema) {
  const unread = new Proxy({}, { get: (_, name) => () => assert.fail(`${String(name)} was used`) });
  const contextValue = {
    ...{ reads: unread, commands: unread, log: unread, detailOf: () => false },
    can: (scope: Scope) => granted.includes(scope),
    ...over,
  } as unknown as GraphQLContext;
  const { data, errors = [] } = await graphql({ schema: by, source, contextValue });
  return { data: data && { ...data }, errors };
}

test("a denied query is null with FORBIDDEN, its path and its scope, and reads nothing", async () => {
  const { data, errors } = await run(`{ conversations { nodes { id } } mcpServers { name } }`, []);
  assert.deepEqual(data, { conversations: null, mcpServers: null });
  assert.deepEqual(
    errors.map(({ path, message, extensions }) => [path, message, extensions]),
    [
      ["conversations", "conversations:read"],
      ["mcpServers", "servers:read"],
    ].map(([field, scope]) => [
      [field],
      `This needs the scope \`${scope}\`.`,
      { code: "FORBIDDEN", retryable: false },
    ]),
  );
});

test("a denied mutation is a ForbiddenError with the scope, before its input is validated", async () => {
  const source = `mutation { result: closeConversation(input: {
    idempotencyKey: "", conversationId: "no id", erase: true
  }) { __typename ... on ForbiddenError { scope message } } }`;
  const refusal = async (granted: readonly Scope[]) =>
    ((await run(source, granted)).data?.result as { scope?: string }).scope;
  assert.equal(await refusal([]), "conversations:close");
  assert.equal(await refusal(["conversations:close"]), "conversations:erase");
  assert.equal(await refusal(["conversations:close", "conversations:erase"]), undefined);
});

test("a node needs the scope of its kind: without it there is none", async () => {
  const ids = ["server_prices", "version_1", "approval_1", "research_1", "tool_1"];
  const source = `{ node(id: "conversation_1") { id } nodes(ids: ${JSON.stringify(ids)}) { id } }`;
  const { data, errors } = await run(source, []);
  assert.deepEqual(data, { node: null, nodes: ids.map(() => null) });
  assert.deepEqual(errors, []);
});

test("a verdict needs a scope for changed arguments and one for further calls", async () => {
  const of = async (approve: string, granted: readonly Scope[]) => {
    const source =
      `mutation { result: decideApproval(input: { idempotencyKey: "", argumentsHash: "h",
      approvalId: "approval_1", verdict: { approve: ${approve} } }) { ... on ForbiddenError { scope } } }`;
    return ((await run(source, granted)).data?.result as { scope?: string }).scope;
  };
  assert.equal(await of("{}", ["approvals:decide"]), undefined);
  assert.equal(await of("{ arguments: {} }", ["approvals:decide"]), "approvals:edit");
  assert.equal(await of("{ always: true }", ["approvals:decide"]), "approvals:standing");
  const both = ["approvals:decide", "approvals:edit"] as const;
  assert.equal(await of("{ arguments: {}, always: true }", both), "approvals:standing");
});

test("the schema without checks is the same schema, and asks for no scope", async () => {
  assert.equal(printed(uncheckedSchema()), printed(schema));
  const over = { reads: { mcpServers: () => [] }, can: () => assert.fail("a scope was asked for") };
  const { data, errors } = await run("{ mcpServers { name } }", [], over, uncheckedSchema());
  assert.deepEqual([data, errors], [{ mcpServers: [] }, []]);
  const all = await run("{ mcpServers { name } }", scopes, { reads: over.reads });
  assert.deepEqual(all.data, data);
});
