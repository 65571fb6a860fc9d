import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  everyScenario,
  everyToolScenario,
  ruleOf,
  type Scenario,
} from "../support/failpoint-rules.ts";
import {
  askedAlike,
  faults,
  type Ran,
  refuseSome,
  run,
  toolFaults,
} from "../support/failpoint-scenarios.ts";
import { FailpointGate } from "../support/failpoint-gate.ts";
import { type ProxiedStack, startProxiedStack } from "../support/proxied-stack.ts";
import { eventually, registerAnalyst, unique } from "../support/test-stack.ts";
import { startToolServer, type ToolServer } from "../support/tool-server.ts";
import { isFullRun } from "../support/full-run.ts";
import { untilNoOrphans } from "../support/postgres-orphans.ts";

const all = [...everyScenario, ...everyToolScenario];
const unheld = { price: unique("price"), buy: unique("buy") };
let gate: FailpointGate;
let toolServer: ToolServer;
let t: ProxiedStack;
before(async () => {
  gate = new FailpointGate();
  toolServer = await startToolServer();
  t = await startProxiedStack(1, {
    FAILPOINTS: all.map(ruleOf("pause")).join(","),
    FAILPOINT_PAUSE_URL: gate.url,
    MCP_SERVERS: toolServer.serversFile,
  });
  await registerAnalyst(t);
  await eventually("the tool server is listed", () => t.api.listsTools("orders"));
  for (const { agent, kind } of all) await register(agent, kind);
  await register(unheld.price, "price");
  await register(unheld.buy, "buy");
});
after(async () => {
  await gate[Symbol.asyncDispose]();
  await t[Symbol.asyncDispose]();
  await toolServer[Symbol.asyncDispose]();
});

const register = (agent: string, kind: string) =>
  t.api.register(
    agent,
    kind === "buy" ? { tools: [{ server: "orders", name: "buy", policy: "AUTO" }] } : {},
  );

/**
 * Which process dies, and what the provider does with what is cut by it: finishes and stores it, drops it, or stores
 * it where its history does not show it yet. The gate kills PostgreSQL and
 * Temporal; a full run, or FAILPOINT_MATRIX=full, takes all fifteen cells, and `api lag,mcp store` those two.
 */
const usual = "postgres lag,temporal abort";
const full = ["postgres", "temporal", "api", "sandbox", "mcp"].flatMap((process) =>
  ["store", "abort", "lag"].map((cut) => `${process} ${cut}`)
);
const wanted = Deno.env.get("FAILPOINT_MATRIX") || (isFullRun() ? "full" : usual);
const matrix = wanted === "full" ? full : wanted.split(",");

for (const cell of matrix) {
  const [process = "", cut = ""] = cell.split(" ");
  test(`${process} is killed while calls wait at every failpoint (cut: ${cut}): all complete, none is paid twice`, async () => {
    await provider(cut);
    await refuseSome(t, all.filter((s) => s.kind === "restart").length);
    const running = Promise.all(all.map((scenario) => run(t, scenario)));
    try {
      await Promise.race([gate.untilPaused(all.length, 120_000), running]);
      await killed(process);
      if (process === "sandbox") await provider(cut);
    } finally {
      gate.release();
    }
    const ran = await running;
    await t.sandbox.post("mode", { historyLagMs: 0 });
    const wrong = await Promise.all(ran.map((r, n) => findFaults(all[n], r, cut === "lag")));
    assert.deepEqual(wrong.flat(), []);
  });
}

for (const kind of ["price", "buy"] as const) {
  test(`PostgreSQL is killed at the COMMIT of a tool's outcome, which may or may not have been applied: ${kind}`, async () => {
    await provider("store");
    const scenario: Scenario = { kind, point: "COMMIT", agent: unheld[kind] };
    // The event of its end, and the message after it.
    const ends = /"tool_[^"]*", ?"status": ?"COMPLETED"|"stepId": ?"tool_.{0,120}"COMPLETED"/;
    const sprung = t.workerProxy.trap("unknown", ends, /./).then(() => killed("postgres"));
    const [ran] = await Promise.all([run(t, scenario), sprung]);
    assert.deepEqual(await findFaults(scenario, ran), []);
  });
}

async function killed(process: string) {
  const stack = process === "postgres" ? t.database : t.stack;
  await stack.kill(process, "SIGKILL");
  if (process === "postgres") await untilNoOrphans();
  await stack.startPart(process);
}

async function provider(mode: string) {
  const cut = mode === "lag" ? "store" : mode;
  const historyLagMs = mode === "lag" ? 60_000 : 0;
  await t.sandbox.post("mode", { cut, historyLagMs, lockMs: 500, freshEntryIds: true });
  await t.sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 5 });
}

async function findFaults(scenario: Scenario | undefined, ran: Ran, hidden = false) {
  if (!scenario) return [];
  const full = (await askedAlike(t, ran.id)).filter((r) => r.ran === "full").length;
  const { kind, point } = scenario;
  return [
    ...(full === 1 || hidden ? [] : [`${kind} at ${point}: ran ${full} times`]),
    ...toolFaults(scenario, ran, toolServer.calls.get(`buy ${ran.word}`) ?? 0),
    ...await faults(t, scenario, ran, hidden),
  ];
}
