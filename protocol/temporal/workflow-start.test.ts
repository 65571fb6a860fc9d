import assert from "node:assert/strict";
import { test } from "node:test";
import { commandStart, conversationStart, researchStart, startOptions } from "./workflow-start.ts";
import { defaultTimes } from "./workflow-times.ts";

const how = { taskQueue: "q", times: defaultTimes, searchable: true };
const conversation = { tenant: "acme", conversationId: "conversation_1" };

test("the start of a conversation contains its agent, version and ids", () => {
  const start = conversationStart(conversation, { agent: "analyst", version: 3, researchId: null });
  const options = startOptions(start, how);
  assert.equal(options.staticSummary, "analyst, version 3");
  assert.match(
    options.staticDetails,
    /`analyst`, version 3\n\nConversation: `conversation_1`, tenant `acme`/,
  );
  assert.deepEqual(options.typedSearchAttributes, [
    { key: { name: "TramontaneTenant", type: "KEYWORD" }, value: "acme" },
    { key: { name: "TramontaneAgent", type: "KEYWORD" }, value: "analyst" },
    { key: { name: "TramontaneStatus", type: "KEYWORD" }, value: "ACTIVE" },
  ]);
  assert.deepEqual(options.args, [{ ...conversation, times: defaultTimes }]);
});

test("the conversation of a research phase is driven by the workflow of its run", () => {
  const label = { agent: "research-planner", version: 1, researchId: "research_1" };
  const run = researchStart({ tenant: "acme", researchId: "research_1" });
  assert.deepEqual(conversationStart(conversation, label), run);
});

test("a start omits an unknown label, and unknown attributes", () => {
  const options = startOptions(conversationStart(conversation, null), {
    ...how,
    searchable: false,
  });
  assert.equal(options.staticSummary, "conversation");
  assert.equal("typedSearchAttributes" in options, false);
});

test("research runs and agent commands have a start of the same form", () => {
  const run = startOptions(researchStart({ tenant: "acme", researchId: "research_1" }), how);
  assert.match(run.staticDetails, /`research_1`/);
  const all = startOptions(commandStart({ tenant: "acme", queue: "" }), how);
  assert.equal(all.staticSummary, "all agents");
  assert.deepEqual(all.typedSearchAttributes?.map((pair) => pair.key.name), [
    "TramontaneTenant",
    "TramontaneStatus",
  ]);
});

test("workflows of a tenant share its fairness key", () => {
  const how = { taskQueue: "q", times: defaultTimes, searchable: false };
  const research = startOptions(researchStart({ tenant: "acme", researchId: "research_1" }), how);
  assert.deepEqual(research.priority, { fairnessKey: "acme" });
});
