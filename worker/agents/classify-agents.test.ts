import assert from "node:assert/strict";
import { test } from "node:test";
import { noSettings } from "../../protocol/agent/agent.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import type { RecordedAgent } from "../../store/agent/reconcile-agents.ts";
import { classifyAgents, type ListedAgent } from "./classify-agents.ts";

const mark = { deployment: "d", epoch: "e" };
const hour = 60 * 60_000;
const now = new Date("2026-01-01T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const recorded: RecordedAgent = {
  ...{ versionId: "v1", tenant: "default", agentName: "a", number: 1, hash: "0123456789abcdef" },
  ...{ remoteId: "ag_1", beingMade: false, fallback: null },
  spec: {
    ...{ model: "m", instructions: "Be brief.", settings: noSettings, tools: [] },
    ...{ turnBudget: noBudget, conversationBudget: noBudget },
  },
};
const seen: ListedAgent = {
  ...{ id: "ag_1", name: "a-v1-0123456789ab", model: "m", instructions: "Be brief." },
  ...{ createdAt: ago(2 * hour), version: 0, versions: [0] },
  metadata: {
    tramontane_version: "v1",
    tramontane_deployment: mark.deployment,
    tramontane_epoch: mark.epoch,
  },
};
const stray = (over: Partial<ListedAgent>, metadata: object = {}): ListedAgent => ({
  ...seen,
  id: "ag_2",
  ...over,
  metadata: { ...seen.metadata, ...metadata },
});
const classify = (all: ListedAgent[], record = [recorded], serves = (_: string) => true) =>
  classifyAgents(all, record, { mark, now, youngMs: hour, serves });
const nothing = { orphans: [], changed: [], unseen: [], found: [] };

test("an unchanged recorded agent has no finding", () => {
  assert.deepEqual(classify([seen]), nothing);
});

test("a second agent of a version is an orphan; a young one or one of another epoch is only reported", () => {
  assert.deepEqual(classify([seen, stray({})]).orphans, [{ id: "ag_2", deletable: true }]);
  assert.equal(classify([seen, stray({ createdAt: ago(1_000) })]).orphans[0]?.deletable, false);
  assert.equal(classify([seen, stray({}, { tramontane_epoch: "f" })]).orphans[0]?.deletable, false);
});

test("agents of another deployment or of another program have no finding", () => {
  assert.deepEqual(classify([seen, stray({}, { tramontane_deployment: "x" })]), nothing);
  assert.deepEqual(classify([seen, { ...stray({}), metadata: {} }]), nothing);
});

test("a fallback agent has its own record: with it there is no finding, without it the agent is an orphan", () => {
  const fallbackAgent = stray({ name: `${seen.name}-small`, model: "small" });
  const record = { ...recorded, remoteId: "ag_2", fallback: "small" };
  assert.deepEqual(classify([seen, fallbackAgent], [recorded, record]), nothing);
  assert.deepEqual(classify([seen, fallbackAgent]).orphans, [{ id: "ag_2", deletable: true }]);
  const second = { ...fallbackAgent, id: "ag_3" };
  const { orphans } = classify([seen, fallbackAgent, second], [recorded, record]);
  assert.deepEqual(orphans, [{ id: "ag_3", deletable: true }]);
  assert.deepEqual(classify([seen, { ...fallbackAgent, model: "m" }], [recorded, record]).changed, [
    "v1",
  ]);
});

test("a fallback agent is found after its creation was interrupted, and is no orphan while it is being created", () => {
  const fallbackAgent = stray({ name: `${seen.name}-small`, model: "small" });
  const notCreated = { ...recorded, remoteId: null, fallback: "small" };
  const found = [{ tenant: "default", versionId: "v1", remoteId: "ag_2", isFallback: true }];
  assert.deepEqual(classify([seen, fallbackAgent], [recorded, notCreated]), { ...nothing, found });
  const record = [recorded, { ...notCreated, beingMade: true }];
  assert.deepEqual(classify([seen, fallbackAgent], record), nothing);
});

test("while an agent is being created no agent of its version is an orphan; after an interruption it is found", () => {
  const notCreated = { ...recorded, remoteId: null };
  assert.deepEqual(classify([stray({})], [{ ...notCreated, beingMade: true }]), nothing);
  const found = [{ tenant: "default", versionId: "v1", remoteId: "ag_2", isFallback: false }];
  assert.deepEqual(classify([stray({})], [notCreated]), { ...nothing, found });
});

test("an account neither misses, finds nor deletes agents of tenants with another one, even where both keys open the same", () => {
  const own = { ...recorded, tenant: "acme" };
  const isUsual = (tenant: string) => tenant !== "acme";
  assert.deepEqual(classify([], [own], isUsual), nothing);
  assert.deepEqual(classify([seen], [own], isUsual), nothing);
  assert.deepEqual(classify([seen], [{ ...own, remoteId: null }], isUsual), nothing);
  const left = stray({ id: "ag_left" });
  assert.deepEqual(classify([left], [own], isUsual).orphans, [{ id: "ag_left", deletable: true }]);
});
test("a patched agent is changed, a missing one must be read", () => {
  assert.deepEqual(classify([{ ...seen, version: 1, versions: [0, 1] }]).changed, ["v1"]);
  assert.deepEqual(classify([{ ...seen, instructions: "Be rude." }]).changed, ["v1"]);
  assert.deepEqual(classify([]).unseen, [{ versionId: "v1", remoteId: "ag_1" }]);
});
