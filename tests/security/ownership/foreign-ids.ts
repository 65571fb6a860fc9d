import assert from "node:assert/strict";
import { test } from "node:test";
import { type Transport, transports } from "../../support/bearer-transports.ts";
import type { Api } from "../../support/api.ts";
import { tenantsOf } from "../../support/shared-identity.ts";
import { type AboutId, operationsAboutIds } from "./operations.ts";
import type { World } from "./world.ts";

/** Kinds of ids that another user or tenant cannot read; agents and MCP servers are not owned. */
const ownedKinds = ["conversation", "turn", "message", "tool", "call", "approval"];
const allKinds = [...ownedKinds, "research", "phase", "schedule"];

/** An id of the same kind that names nothing. */
const unknown = (id: string) => `${id.split("_")[0]}_${"0".repeat(32)}`;

/** A GET, which `EventSource` sends, executes no mutation. */
const over = (kind: AboutId["kind"]): [string, Transport][] =>
  Object.entries(transports).filter(([name]) => {
    return kind === "query" || (kind === "mutation" ? name !== "SSE" : name !== "HTTP");
  });

async function assertUnknown(
  { t, ids }: Pick<World, "t" | "ids">,
  token: string,
  operation: AboutId,
  kinds: readonly string[] = allKinds,
) {
  const { graphql } = t.stack.urls;
  for (const [transport, run] of over(operation.kind)) {
    for (const kind of kinds) {
      const id = ids.get(kind) ?? assert.fail(`there is no ${kind}`);
      const ask = (of: string) => run(graphql, token, operation.query, operation.variables(of));
      const [foreign, none] = [await ask(id), await ask(unknown(id))];
      assert.deepEqual(foreign, none, `${transport}: ${operation.name} of a ${kind}`);
    }
  }
}

/** Ids of what belongs to the tenant of an administrator, and to none of its users. */
async function idsOfTenant(admin: Api): Promise<Map<string, string>> {
  const { agents } = await admin.run<{
    agents: { nodes: { id: string; versions: { nodes: { id: string }[] } }[] };
  }>("{ agents(first: 1) { nodes { id versions(first: 1) { nodes { id } } } } }");
  const input = {
    ...{ idempotencyKey: crypto.randomUUID(), name: "named" },
    ...{ roles: [], scopes: ["agents:read"] },
  };
  const { made } = await admin.run<{ made: { apiKey: { id: string } } }>(
    `mutation ($input: CreateApiKeyInput!) { made: createApiKey(input: $input) {
      ... on CreateApiKeyPayload { apiKey { id } } } }`,
    { input },
  );
  const [agent] = agents.nodes;
  const [version] = agent?.versions.nodes ?? [];
  assert.ok(agent && version);
  return new Map([["agent", agent.id], ["version", version.id], ["key", made.apiKey.id]]);
}

/** Ids of others are answered like ids of nothing, wherever one is taken. */
export function foreignIds(at: () => World) {
  const attackers = {
    "another user of the tenant": { subject: "bob", roles: ["member"] },
    "an approver of nothing else": { subject: "carl", roles: [], scopes: ["conversations:read"] },
    "an operator without a reason": { subject: "olga", roles: ["operator"] },
    "an administrator of another tenant": {
      ...{ tenant: tenantsOf.ownership[1], subject: "mallory", roles: ["admin"] },
    },
  };
  for (const [who, request] of Object.entries(attackers)) {
    const isOperator = request.subject === "olga";
    test(`${who} gets for every kind of foreign id what an unknown one gets`, async () => {
      const world = at();
      const token = await world.t.tokenOf({ ...request, ttl: 3_600 });
      // An operator cancels and closes without reading, and sees all approvals.
      const operations = operationsAboutIds.filter(({ kind, name }) =>
        !isOperator || kind === "subscription" || name === "conversation" || name === "researchRun"
      );
      assert.ok(operations.length > 3);
      for (const operation of operations) await assertUnknown(world, token, operation);
    });
  }

  test("an administrator gets for agents, versions and keys of another tenant what unknown ids get", async () => {
    const { t } = at();
    const token = await t.tokenOf({ tenant: t.tenants[1], subject: "mallory", roles: ["admin"] });
    const ids = await idsOfTenant(t.api);
    for (const operation of operationsAboutIds) {
      await assertUnknown({ t, ids }, token, operation, [...ids.keys()]);
    }
  });

  test("the owner gets its objects by the same operations", async () => {
    const { t, ids } = at();
    const token = await t.tokenOf({ subject: "ada", roles: ["member"] });
    const node = operationsAboutIds.find(({ name }) => name === "node") ?? assert.fail();
    for (const kind of allKinds) {
      const id = ids.get(kind) ?? "";
      const { data } = await transports.HTTP(
        ...[t.stack.urls.graphql, token, node.query] as const,
        node.variables(id),
      );
      assert.ok((data as { result: unknown }).result, kind);
    }
  });

  test("lists and counts have nothing of others", async () => {
    const { t, ada, ids } = at();
    const text = `{ conversations { nodes { id } } researchRuns { nodes { id } }
      approvals(verdict: null) { totalCount nodes { id } } }`;
    type Lists = Record<string, { totalCount?: number; nodes: { id: string }[] }>;
    const seen = async (api: { run: typeof ada.run }) => {
      const lists = await api.run<Lists>(text);
      return [lists.approvals?.totalCount, Object.values(lists).flatMap(({ nodes }) => nodes)];
    };
    const own = ([, nodes]: Awaited<ReturnType<typeof seen>>) =>
      (nodes as { id: string }[]).map(({ id }) => id);
    assert.ok(own(await seen(ada)).includes(ids.get("conversation") ?? ""));
    const stranger = { subject: "nora", roles: ["member"] };
    assert.deepEqual(await seen(await t.as(stranger)), [0, []]);
    const foreign = { tenant: t.tenants[1], subject: "ada", roles: ["admin"] };
    assert.deepEqual(await seen(await t.as(foreign)), [0, []]);
  });

  test("the stream of all approvals is only for those who may read all approvals", async () => {
    const { t } = at();
    const ask = async (request: object, query: string, over: keyof typeof transports) => {
      const token = await t.tokenOf({ subject: "x", ...request });
      return (await transports[over](t.stack.urls.graphql, token, query)).code;
    };
    const page = "{ approvalEvents { nodes { seq } } }";
    assert.equal(await ask({ roles: ["member"] }, page, "HTTP"), "FORBIDDEN");
    assert.equal(await ask({ roles: ["approver"] }, page, "HTTP"), undefined);
    const live = "subscription { approvalEvents { seq } }";
    for (const transport of ["WebSocket", "SSE"] as const) {
      assert.equal(await ask({ roles: ["member"] }, live, transport), "FORBIDDEN", transport);
    }
  });

  test("an approver reads a conversation while it has something to decide, and no other", async () => {
    const { t, waiting, done } = at();
    const approver = await t.as({ subject: "paul", roles: ["approver"] });
    const text = "query ($id: ID!) { conversation(id: $id) { id } }";
    assert.deepEqual(await approver.run(text, { id: waiting }), { conversation: { id: waiting } });
    assert.deepEqual(await approver.run(text, { id: done }), { conversation: null });
  });
}
