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
const classify = (all: ListedAgent[], record = [recorded]) =>
  classifyAgents(all, record, { mark, now, youngMs: hour });
const nothing = { orphans: [], changed: [], unseen: [], found: [] };

test("an agent that is recorded and untouched is nothing to speak of", () => {
  assert.deepEqual(classify([seen]), nothing);
});

test("a second agent of a version is an orphan; a young one or one of another epoch is only reported", () => {
  assert.deepEqual(classify([seen, stray({})]).orphans, [{ id: "ag_2", deletable: true }]);
  assert.equal(classify([seen, stray({ createdAt: ago(1_000) })]).orphans[0]?.deletable, false);
  assert.equal(classify([seen, stray({}, { tramontane_epoch: "f" })]).orphans[0]?.deletable, false);
});

test("what another deployment or somebody else made is left alone", () => {
  assert.deepEqual(classify([seen, stray({}, { tramontane_deployment: "x" })]), nothing);
  assert.deepEqual(classify([seen, { ...stray({}), metadata: {} }]), nothing);
});

test("an agent that stands in is recorded by itself: in use it is nothing to speak of, without a record an orphan", () => {
  const stands = stray({ name: `${seen.name}-small`, model: "small" });
  const record = { ...recorded, remoteId: "ag_2", fallback: "small" };
  assert.deepEqual(classify([seen, stands], [recorded, record]), nothing);
  assert.deepEqual(classify([seen, stands]).orphans, [{ id: "ag_2", deletable: true }]);
  const second = { ...stands, id: "ag_3" };
  const { orphans } = classify([seen, stands, second], [recorded, record]);
  assert.deepEqual(orphans, [{ id: "ag_3", deletable: true }]);
  assert.deepEqual(classify([seen, { ...stands, model: "m" }], [recorded, record]).changed, ["v1"]);
});

test("an agent that stands in is found after its maker died, and is no orphan while it is being made", () => {
  const stands = stray({ name: `${seen.name}-small`, model: "small" });
  const unmade = { ...recorded, remoteId: null, fallback: "small" };
  const found = [{ versionId: "v1", remoteId: "ag_2", isFallback: true }];
  assert.deepEqual(classify([seen, stands], [recorded, unmade]), { ...nothing, found });
  const record = [recorded, { ...unmade, beingMade: true }];
  assert.deepEqual(classify([seen, stands], record), nothing);
});

test("while an agent is being made nothing of its version is an orphan; after its maker died it is found", () => {
  const unmade = { ...recorded, remoteId: null };
  assert.deepEqual(classify([stray({})], [{ ...unmade, beingMade: true }]), nothing);
  const found = [{ versionId: "v1", remoteId: "ag_2", isFallback: false }];
  assert.deepEqual(classify([stray({})], [unmade]), { ...nothing, found });
});

test("a patched agent is changed, a missing one is to be looked for", () => {
  assert.deepEqual(classify([{ ...seen, version: 1, versions: [0, 1] }]).changed, ["v1"]);
  assert.deepEqual(classify([{ ...seen, instructions: "Be rude." }]).changed, ["v1"]);
  assert.deepEqual(classify([]).unseen, [{ versionId: "v1", remoteId: "ag_1" }]);
});
