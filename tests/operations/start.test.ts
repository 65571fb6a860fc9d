import assert from "node:assert/strict";
import { test } from "node:test";
import { poll } from "../../protocol/async/poll.ts";
import { request } from "../../clients/client/mod.ts";
import type { RunFile } from "../../cli/run-file.ts";
import { readJson } from "../../cli/stack/home.ts";
import { findFreePort } from "../../cli/stack/supervise/ports.ts";
import { commandLine, sendSignal } from "../../cli/stack/supervise/processes.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { deadProxies } from "../support/dead-proxies.ts";

interface Ended {
  code: number;
  text: string;
}

/** A person's shell: commands run with their own state folder and port. */
class Shell {
  readonly home: string;
  readonly port = findFreePort();

  constructor(home: string) {
    this.home = home;
  }

  /** Runs one of the scripts to its end. */
  async run(script: string, args: string[] = [], env: Record<string, string> = {}): Promise<Ended> {
    const command = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "cli/main.ts", script, ...args],
      cwd: repositoryRoot,
      env: { TRAMONTANE_HOME: this.home, PORT: String(this.port), NO_COLOR: "1", ...env },
    });
    const { code, stdout, stderr } = await command.output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, text: text(stdout) + text(stderr) };
  }

  /** What runs, by run.json. */
  get processes(): RunFile["processes"] {
    return readJson<RunFile>(`${this.home}/run.json`)?.processes ?? [];
  }

  /** Process id of the start. */
  get startPid(): number {
    return readJson<RunFile>(`${this.home}/run.json`)?.pid ?? 0;
  }
}

const makeShell = async () => new Shell(await Deno.makeTempDir({ prefix: "tramontane-start-" }));

async function countAlive(pids: readonly number[]): Promise<number> {
  const lines = await Promise.all(pids.map(commandLine));
  return lines.filter((line) => line !== undefined).length;
}

async function within(ms: number, what: string, holds: () => Promise<boolean>): Promise<void> {
  await poll(async () => await holds() || undefined, { withinMs: ms, everyMs: 50, what });
}

/** Every process that descends from one, PostgreSQL's own included. */
async function descendants(pid: number): Promise<number[]> {
  const ps = await new Deno.Command("ps", { args: ["-A", "-o", "pid=,ppid="] }).output();
  const pairs = new TextDecoder().decode(ps.stdout).trim().split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.filter(([, ppid]) => ppid === parent).flatMap(([child = 0]) => [child, ...below(child)]);
  return below(pid);
}

async function leashes(pid: number): Promise<number[]> {
  const all = await descendants(pid);
  const lines = await Promise.all(all.map(commandLine));
  return all.filter((_, at) => lines[at]?.includes("leash.mjs"));
}

const pidsOf = (shell: Shell) =>
  shell.processes.flatMap(({ pid }) => pid === undefined ? [] : [pid]);

test("all faults of the configuration are reported at once, with exit code 2", async () => {
  const shell = await makeShell();
  const servers = `${shell.home}/servers.json`;
  await Deno.writeTextFile(servers, '{ "servers": [\n{ "name": "crm", "url": "ftp://x" }] }');
  const { code, text } = await shell.run("start", [], {
    MARKET_DATA: "fresh",
    TEMPORAL_ADDRESS: "nowhere",
    HOST: "0.0.0.0",
    MCP_SERVERS: servers,
  });
  assert.equal(code, 2);
  assert.ok(text.includes(`MCP_SERVERS=${servers}: line 2: crm: the url must be`), text);
  assert.match(
    text,
    /HOST is "0.0.0.0", which others can reach without credentials; set AUTH=keys/,
  );
  assert.match(text, /TEMPORAL_ADDRESS is "nowhere"; set host:port/);
  assert.match(text, /MARKET_DATA is "fresh"/);
});

test("a key that the provider refuses ends a start before any process runs, with exit code 2", async () => {
  const shell = await makeShell();
  const at = { hostname: "127.0.0.1", port: 0, onListen: () => undefined };
  await using provider = Deno.serve(at, () => new Response("{}", { status: 401 }));
  const { code, text } = await shell.run("start", ["--detach"], {
    MISTRAL_API_KEY: "wrong-key",
    MISTRAL_SERVER_URL: `http://127.0.0.1:${provider.addr.port}`,
  });
  assert.equal(code, 2, text);
  assert.match(text, /refuses the key \(401\); set another MISTRAL_API_KEY/);
  assert.doesNotMatch(text, /wrong-key/);
  await assert.rejects(Deno.stat(`${shell.home}/state.json`), Deno.errors.NotFound);
});

test("a port that another program uses is reported with a remedy, with exit code 3", async () => {
  const shell = await makeShell();
  using _ = Deno.listen({ hostname: "127.0.0.1", port: shell.port });
  const { code, text } = await shell.run("start");
  assert.equal(code, 3);
  assert.match(text, new RegExp(`Port ${shell.port} is taken by process ${Deno.pid} `));
  assert.match(text, new RegExp(`PORT=${shell.port + 1} .*task start`));
});

test("Ctrl-C during a start leaves no process", async () => {
  const shell = await makeShell();
  const ended = shell.run("start");
  await within(20_000, "a part runs", () => Promise.resolve(pidsOf(shell).length > 0));
  const all = [shell.startPid, ...await descendants(shell.startPid)];
  assert.ok(all.length >= 3);
  sendSignal(shell.startPid, "SIGINT");
  const { code, text } = await ended;
  assert.equal(code, 0, text);
  assert.equal(await countAlive(all), 0);
});

test("state of another format is refused with a remedy and not changed", async () => {
  const shell = await makeShell();
  const state = `{"format": 99}`;
  await Deno.writeTextFile(`${shell.home}/state.json`, state);
  const { code, text } = await shell.run("start");
  assert.equal(code, 1);
  assert.match(text, /state format 99.*deno(@2\.9\.3)? task reset/);
  assert.equal(await Deno.readTextFile(`${shell.home}/state.json`), state);
});

test("start, a refused second start, the loss of every process, a killed start without orphans, a new start, stop and reset", async () => {
  const shell = await makeShell();
  const first = await shell.run("start", ["--detach"]);
  assert.equal(first.code, 0, first.text);
  assert.match(first.text, /EMULATED[\s\S]*SAMPLES[\s\S]*curl -s http[\s\S]*Left running/);
  const console = `http://127.0.0.1:${shell.port}/console`;
  assert.ok(first.text.includes(`console    ${console}\n`), first.text);
  const page = await fetch(`http://127.0.0.1:${shell.port}/`);
  assert.equal(page.url, console);
  assert.match(await page.text(), /<script type="module" src="\/console\/assets\/main-/);
  // Each part, and the leash of all.
  const pids = [...pidsOf(shell), ...await leashes(shell.startPid)];
  assert.equal(await countAlive(pids), 7);

  await within(30_000, "the research agents are registered", async () => {
    const query = `{ agent(name: "research-verifier") { aliases { name } } }`;
    const url = `http://127.0.0.1:${shell.port}/graphql`;
    const { agent } = await request<{ agent: { aliases: { name: string }[] } | null }>(url, query);
    return agent?.aliases[0]?.name === "stable";
  });
  const second = await shell.run("start");
  assert.equal(second.code, 3);
  assert.match(second.text, /runs already: http.*\n.*deno(@2\.9\.3)? task stop/);
  const status = await shell.run("status");
  assert.equal(status.code, 0, status.text);

  for (const pid of pids) sendSignal(pid, "SIGKILL");
  await within(
    60_000,
    "all is started again",
    async () => (await shell.run("status")).code === 0 && await countAlive(pids) === 0,
  );
  const all = await descendants(shell.startPid);
  assert.equal(pidsOf(shell).length, 6);
  assert.equal((await leashes(shell.startPid)).length, 1);

  sendSignal(shell.startPid, "SIGKILL");
  await within(20_000, "no orphan", async () => await countAlive(all) === 0);
  assert.equal((await shell.run("status")).code, 3);

  const ports = await Deno.readTextFile(`${shell.home}/ports.json`);
  const again = await shell.run("start", ["--detach", "--offline"], deadProxies);
  assert.equal(again.code, 0, again.text);
  assert.equal(await Deno.readTextFile(`${shell.home}/ports.json`), ports);

  const stop = await shell.run("stop");
  assert.equal(stop.code, 0, stop.text);
  assert.equal(await countAlive(pidsOf(shell)), 0);
  const logs = await shell.run("logs", ["api", "-n", "5"]);
  assert.ok(logs.text.trim().split("\n").every((line) => JSON.parse(line)));

  assert.equal((await shell.run("reset", ["--yes"])).code, 0);
  await assert.rejects(Deno.stat(shell.home), Deno.errors.NotFound);
});
