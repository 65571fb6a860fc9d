import assert from "node:assert/strict";
import { test } from "node:test";
import { registerResearchAgents } from "../../../cli/agents/research-agents.ts";
import { repositoryRoot } from "../../../cli/stack/paths.ts";
import { textIn } from "../../support/mcp-client.ts";
import { unique } from "../../support/test-stack.ts";
import type { AgentsStack, Result } from "./stack.ts";

interface Content {
  researchId: string;
  status: string;
  verified: boolean;
  summary: string;
  gaps: { kind: string; message: string }[];
  reports: { type: string; url: string }[];
  emulated: boolean;
  sampleMarketData: boolean;
}

/** Research as a tool. */
export function research(stack: () => AgentsStack) {
  test("research answers with its summary, a link to its report, what it lacks and whether it was verified", async () => {
    const { api, client, sandbox } = stack();
    await registerResearchAgents({ root: repositoryRoot, url: api.url });
    await sandbox.post("pace", { tokensPerSecond: 1_500, firstTokenMs: 5 });
    const question = `How is NVDA doing against AMD (${unique("run")})? [[search:fail 1]]`;
    const notes: string[] = [];
    const args = { question, symbols: ["NVDA", "AMD"], idempotencyKey: crypto.randomUUID() };
    const call = { name: "research", arguments: args };
    const result = await client.callTool(call, {
      onprogress: ({ message = "" }) => void notes.push(message),
      resetTimeoutOnProgress: true,
    });
    const content = (result as Result).structuredContent as unknown as Content;
    assert.deepEqual([content.status, content.verified], ["COMPLETED", false]);
    assert.ok(content.gaps.length > 0);
    assert.ok(content.emulated && content.sampleMarketData);
    const text = textIn(result);
    assert.ok(text.includes(content.summary) && text.includes("NOT verified"));
    assert.ok(content.gaps.every(({ message }) => text.includes(message)));
    assert.ok(notes.some((note) => /: running$/.test(note)), notes.join());
    const page = content.reports.find(({ type }) => type === "text/html");
    assert.ok(page && text.includes(page.url));
    const report = await fetch(page.url);
    assert.equal(report.status, 200);
    await report.body?.cancel();
    const again = await client.callTool(call);
    const found = (again as Result).structuredContent as unknown as Content;
    assert.equal(found.researchId, content.researchId);
  });
}
