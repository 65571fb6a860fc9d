import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createLogger } from "../../telemetry/log.ts";
import { classifyFault } from "./classify-fault.ts";
import { listServer } from "./list-server.ts";
import { RestartBackoff } from "./restart-backoff.ts";
import type { ServerEntry } from "./servers-file.ts";
import { toOutcome } from "./tool-result.ts";
import { ToolServers } from "./tool-servers.ts";
import { callTool } from "./use-tool.ts";

const entry = (command = process.execPath): ServerEntry => ({
  name: "local",
  url: `stdio:${command}`,
  program: {
    command,
    args: [fileURLToPath(new URL("testing/program.mjs", import.meta.url))],
    env: { TOKEN: "t0p-secret" },
  },
  bearer: null,
  headers: {},
  tools: null,
  policy: null,
  allowPrivate: false,
});

const lines: string[] = [];
const log = createLogger("test", { write: (line) => lines.push(line) });
const servers = new ToolServers([entry()], { log });
after(() => servers.close());

const call = (name: string, timeout = 5_000) =>
  servers.use(
    "local",
    (client) =>
      callTool(client, { name, inputSchema: { type: "object" } }, { id: "call_1", args: {} }, {
        timeout,
      }),
  );
const meaningOf = async (name: string, timeout?: number) => {
  const error: unknown = await call(name, timeout).then(() => assert.fail(), (e: unknown) => e);
  return classifyFault(error).meaning;
};
const environment = async () =>
  JSON.parse(toOutcome("environment", await call("environment"))?.result ?? "");

test("a program is started at its first use and receives only the configured variables", async () => {
  process.env.OF_THE_WORKER = "secret";
  const limits = { timeout: 5_000, signal: AbortSignal.timeout(5_000) };
  const { tools } = await servers.use("local", (client) => listServer(client, entry(), limits));
  assert.equal(tools.length, 12);
  const { TOKEN, OF_THE_WORKER, PATH } = await environment();
  assert.deepEqual([TOKEN, OF_THE_WORKER, PATH], ["t0p-secret", undefined, process.env.PATH]);
});

test("its answers are limited and cleaned as over HTTP, and an unreadable one is an answer too", async () => {
  assert.equal(await meaningOf("notJson"), "malformed");
  assert.equal(toOutcome("nullResult", await call("nullResult")), null);
  assert.match(toOutcome("flood", await call("flood"))?.result ?? "", /answer was larger than/);
  assert.equal(await meaningOf("hang", 200), "lost");
});

test("an answer is found by its id among any other output", async () => {
  const resultOf = async (name: string) => toOutcome(name, await call(name))?.result;
  await call("environment");
  assert.equal(await resultOf("chatty"), "after all that");
  assert.equal(await resultOf("batch"), "second of two");
  assert.match(await resultOf("idWithin") ?? "", /"n":1/);
  assert.match(await resultOf("floodIdLast") ?? "", /answer was larger than/);
  assert.equal(await resultOf("notices"), "behind them");
});

test("a call is lost at once when the program ends, although a child process still has its output open", async () => {
  const begun = performance.now();
  assert.equal(await meaningOf("exitWithChild", 15_000), "lost");
  assert.ok(performance.now() - begun < 5_000);
});

test("a call is lost if the program ends meanwhile, and the next call starts it again", async () => {
  const { pid } = await environment();
  assert.equal(await meaningOf("exit"), "lost");
  assert.notEqual((await environment()).pid, pid);
});

test("stderr is logged without the values of its variables", () => {
  const logged = lines.map((line) => JSON.parse(line)).find((l) => l.event === "mcp.stderr_line");
  assert.deepEqual([logged?.server, logged?.line], ["local", "starting with [redacted]"]);
});

test("a missing program is reported as not run", async () => {
  const none = new ToolServers([entry("no-such-program-anywhere")]);
  const error: unknown = await none.use("local", () => Promise.resolve())
    .then(() => assert.fail(), (e: unknown) => e);
  const { meaning, cause } = classifyFault(error);
  assert.deepEqual([meaning, cause], ["refused", "is a program that was not found"]);
  await none.close();
});

test("a program that ends repeatedly is started at most five times within a minute", () => {
  const restarts = new RestartBackoff();
  for (let i = 0; i < 5; i++) restarts.begin("a", i * 1_000);
  assert.throws(() => restarts.begin("a", 10_000), /started again in 50 s/);
  restarts.begin("b", 10_000);
  restarts.begin("a", 60_000);
});

test("closing ends the program", async () => {
  const { pid } = await environment();
  await servers.close();
  assert.throws(() => process.kill(pid, 0), /ESRCH/);
});
