import assert from "node:assert/strict";
import { test } from "node:test";
import type { Api } from "../../support/api.ts";
import * as documents from "../../support/documents.generated.ts";
import { unique } from "../../support/test-stack.ts";
import { remoteAgent, remoteAgents } from "../../support/remote.ts";
import type { World } from "./world.ts";

const reconcile =
  `mutation ($input: ReconcileAgentsInput!) { result: reconcileAgents(input: $input) {
  ... on ReconcileAgentsPayload { orphans deleted } ... on UserError { message } } }`;
type Reconciled = { result: { orphans: string[]; deleted: string[] } };

async function reconciled(api: Api, dryRun: boolean) {
  const input = { idempotencyKey: crypto.randomUUID(), dryRun };
  return (await api.run<Reconciled>(reconcile, { input })).result;
}

/** An agent at the provider that a worker made for a version of a tenant, and died before it recorded it. */
async function orphanOf({ t, sql }: World, tenant: string) {
  const [version] = await sql<{ id: string }[]>`
    select id from agent_versions where tenant = ${tenant} limit 1`;
  const [made] = (await remoteAgents(t)).filter(({ metadata }) => metadata.tramontane_deployment);
  assert.ok(version && made);
  const metadata = { ...made.metadata, tramontane_version: version.id };
  return (await remoteAgent(t, "POST", "", { name: "lost", model: made.model, metadata })).id;
}

/** What one tenant has at the provider, which all tenants share, is no matter of another. */
export function foreignAgents(at: () => World) {
  test("an administrator reconciles the agents of its own tenant, and learns of no others", async () => {
    const world = at();
    const { mallory, t } = world;
    await mallory.register("own");
    const [acme, globex] = t.tenants;
    const [foreign, own] = [await orphanOf(world, acme), await orphanOf(world, globex)];
    assert.deepEqual(await reconciled(mallory, true), { orphans: [own], deleted: [] });
    assert.deepEqual((await reconciled(mallory, false)).orphans, [own]);
    assert.equal((await remoteAgent(t, "GET", foreign)).id, foreign);
    assert.deepEqual(await reconciled(t.api, true), { orphans: [foreign], deleted: [] });
  });

  test("an agent cannot hand over to an agent of another tenant", async () => {
    const { mallory, analyst } = at();
    const register = (name: string) =>
      mallory.attempt(documents.register, {
        ...{ name: unique("thief"), model: "mistral-medium-latest" },
        ...{ instructions: { text: "Hand over." }, handoffs: [name] },
      });
    const refused = await register(analyst);
    assert.equal(refused.__typename, "ValidationError");
    const unknown = await register(unique("missing"));
    assert.equal(unknown.__typename, "ValidationError");
  });
}
