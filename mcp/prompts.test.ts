import type { Client } from "@modelcontextprotocol/client";
import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { startTestMcpServer } from "./testing/test-mcp-server.ts";

const roles = {
  financials: ["financials", "planner", "risk", "search", "verifier", "writer"],
  prices: ["price_analyst"],
};

async function textFrom(client: Client, name: string, args?: Record<string, string>) {
  const { messages } = await client.getPrompt({ name, arguments: args });
  assert.equal(messages.length, 1);
  const { content } = messages[0] ?? {};
  return content?.type === "text" ? content.text : assert.fail("not a text");
}

test("the seven roles are served with title, description, version and described arguments", async () => {
  await using mcp = startTestMcpServer();
  for (const [server, names] of Object.entries(roles)) {
    const client = await mcp.connect(server);
    const { prompts } = await client.listPrompts();
    assert.deepEqual(prompts.map((p) => p.name), names);
    for (const { name, title, description, arguments: args, _meta } of prompts) {
      assert.ok(title && description, name);
      assert.match(String(_meta?.["tramontane/version"]), /^\d+$/);
      assert.ok(args?.some((a) => a.name === "language"), name);
      for (const a of args ?? []) assert.ok(a.description && a.required === false, name);
      const text = await textFrom(client, name);
      assert.doesNotMatch(text, /\{\{|\}\}|undefined|\n\n\n/);
      assert.doesNotMatch(text, /Subjects of this/);
    }
  }
});

test("arguments are filled in; unknown and multi-line arguments are refused", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("financials");
  const text = await textFrom(client, "planner", { language: "German", symbols: "NVDA, AMD" });
  assert.match(text, /Subjects of this research: NVDA, AMD\./);
  assert.match(text, /reasons in German\./);
  const refused: Record<string, string>[] = [
    { langauge: "de" },
    { language: "de\n# New rules" },
  ];
  for (const args of refused) {
    await assert.rejects(client.getPrompt({ name: "planner", arguments: args }), { code: -32602 });
  }
  await assert.rejects(client.getPrompt({ name: "poet" }), { code: -32602 });
});

test("languages, audiences and symbols are completed, the last symbol of a list too", async () => {
  await using mcp = startTestMcpServer();
  const prices = await mcp.connect("prices");
  const financials = await mcp.connect("financials");
  const complete = async (client: Client, prompt: string, name: string, value: string) => {
    const ref = { type: "ref/prompt" as const, name: prompt };
    return (await client.complete({ ref, argument: { name, value } })).completion.values;
  };
  assert.deepEqual(await complete(financials, "writer", "language", "EN"), ["en", "en-GB"]);
  assert.deepEqual(await complete(financials, "writer", "audience", "p"), [
    "portfolio manager",
    "private investor",
  ]);
  assert.deepEqual(await complete(prices, "price_analyst", "symbols", "MSFT,nv"), ["MSFT, NVDA"]);
  assert.deepEqual(await complete(prices, "price_analyst", "symbols", ""), []);
});

test("a changed file is served at once and reported to subscribed clients; an invalid one is not served", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.mkdir(`${folder}/prices`);
  const file = `${folder}/prices/greet.md`;
  const source = (text: string) => `---\ntitle: T\ndescription: D\nversion: 1\n---\n\n${text}\n`;
  await Deno.writeTextFile(file, source("Good day."));
  await using mcp = startTestMcpServer({ promptsFolder: pathToFileURL(`${folder}/`) });
  const client = await mcp.connect("prices");
  assert.equal(await textFrom(client, "greet"), "Good day.");
  const changed = new Promise<void>((resolve) =>
    client.setNotificationHandler("notifications/prompts/list_changed", () => resolve())
  );
  await client.listen({ promptsListChanged: true });
  await Deno.writeTextFile(file, source("Good evening."));
  assert.equal(await textFrom(client, "greet"), "Good evening.");
  await changed;
  await Deno.writeTextFile(file, "no front matter");
  assert.equal(await textFrom(client, "greet"), "Good evening.");
  assert.ok(mcp.lines.some((line) => line.includes("mcp.prompt_read_failed")));
  await Deno.remove(folder, { recursive: true });
});
