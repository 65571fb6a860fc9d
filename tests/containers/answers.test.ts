import assert from "node:assert/strict";
import { before, test } from "node:test";
import { registerResearchAgents } from "../../cli/agents/research-agents.ts";
import { Research } from "../support/research.ts";
import { composition, root } from "./composition.ts";

const { api, url } = composition;
before(() => composition.up());

test("research ends with a report, of which the API serves a page", async () => {
  await registerResearchAgents({ root, url: api.url, withinMs: 60_000 });
  const run = await new Research(api).whole("How is NVDA doing against AMD?");
  assert.equal(run.status, "COMPLETED");
  assert.ok((run.report?.sections.length ?? 0) > 0);
  assert.ok((run.report?.metrics.length ?? 0) > 0);
});

test("the console comes from the image, with every file that its page names", async () => {
  const page = await (await fetch(`${url}/console`)).text();
  const files = page.match(/\/console\/assets\/[\w.-]+/g) ?? [];
  assert.ok(files.length > 0);
  for (const path of files) {
    const answer = await fetch(`${url}${path}`);
    assert.equal(answer.status, 200, path);
    await answer.body?.cancel();
  }
});
