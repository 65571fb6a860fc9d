// The console in a real browser. Each screen has a file of its own; kit.ts says how they are written.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { registerConversationsTests } from "./conversations.ts";
import { registerFrameTests } from "./frame.ts";
import { registerAgentsTests } from "./agents.ts";
import { registerApprovalsTests } from "./approvals.ts";
import { registerConversationTests } from "./conversation.ts";
import { registerInterruptedTests } from "./interrupted.ts";
import { registerKeyboardTests } from "./keyboard.ts";
import { registerLongConversationTests } from "./long-conversation.ts";
import { ConsoleTests } from "./kit.ts";
import { registerResearchTests } from "./research.ts";
import { registerSchedulesTests } from "./schedules.ts";
import { registerTimeTravelTests } from "./time-travel.ts";
import { registerSearchTests } from "./search.ts";
import { registerOverviewTests } from "./usage-tools-system.ts";
import { registerWebhookTests } from "./webhooks.ts";

const t = new ConsoleTests();
before(() => t.start());
after(() => t[Symbol.asyncDispose]());

registerFrameTests(t);
registerConversationsTests(t);
registerSearchTests(t);
registerOverviewTests(t);
registerConversationTests(t);
registerInterruptedTests(t);
registerKeyboardTests(t);
registerLongConversationTests(t);
registerTimeTravelTests(t);
registerApprovalsTests(t);
registerAgentsTests(t);
registerResearchTests(t);
registerWebhookTests(t);
registerSchedulesTests(t);

// The last one: what the pages of the others did until they were closed.
test("no page broke its policy, asked for anything but the API and its own files, or had two sockets", () => {
  assert.deepEqual(t.problems, []);
});
