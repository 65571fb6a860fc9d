import assert from "node:assert/strict";
import { test } from "node:test";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { npmPackages } from "../support/installed-packages.ts";
import { type TestStack, unique } from "../support/test-stack.ts";
import { agUiUrl } from "./ag-ui-client.ts";

const withinMs = 60_000;

/** CopilotKit's client, which has an older client of AG-UI. */
export function copilotKit(stack: () => TestStack & { analyst: string }) {
  test("CopilotKit's client converses, and approves with other arguments", async () => {
    const t = stack();
    const careful = unique("careful");
    const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
    await t.api.register(careful, { tools: [tool] });
    const folder = await npmPackages({ "@copilotkit/core": "1.75.0" });
    const script = new URL("./copilotkit.mjs", import.meta.url).pathname;
    const urls = [agUiUrl(t, t.analyst), agUiUrl(t, careful)];
    const { path } = await ownNode();
    const signal = deadlineSignal(withinMs);
    const seen = JSON.parse(await runCommand(path, [script, folder, ...urls], { signal }));
    assert.deepEqual(seen.faults, []);
    const answers = (messages: { role: string; content?: string }[]) =>
      messages.filter(({ role, content }) => role === "assistant" && content).map((m) => m.content);
    assert.equal(answers(seen.plain).length, 2);
    assert.match(answers(seen.plain)[0] ?? "", /NVIDIA/);
    assert.equal(seen.interrupts.length, 1);
    assert.match(answers(seen.careful)[0] ?? "", /Microsoft/);
  });
}
