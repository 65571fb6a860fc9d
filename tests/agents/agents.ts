import assert from "node:assert/strict";
import { test } from "node:test";
import { readUntil, turnEnds } from "../support/api.ts";
import { runAgents } from "../../cli/agents/run.ts";
import * as documents from "../support/agent-documents.generated.ts";
import { catalog, killed, t } from "../engine/limits-stack.ts";
import { remoteAgent, remoteAgents } from "../support/remote.ts";
import { eventually, unique, workerDied } from "../support/test-stack.ts";

const prompt = { server: "catalog", name: "greeting", arguments: { tone: "warm" } };
const input = (name: string, over: object = {}) => ({
  name,
  model: "mistral-medium-latest",
  instructions: { prompt },
  ...over,
});
interface Payload {
  __typename: string;
  created: boolean;
  replayed: boolean;
  version: { id: string; number: number; hash: string; instructions: string };
  issues: { path: string[] }[];
  dependency: string;
}
const register = async (name: string, over: object = {}) =>
  await t.api.attempt(documents.register, input(name, over)) as unknown as Payload;
// deno-lint-ignore no-explicit-any
const read = async (name: string, variables: object = {}): Promise<any> =>
  (await t.api.run<{ agent: unknown }>(documents.read, { name, since: 1, ...variables })).agent;
const agentCalls = async () =>
  (await t.sandbox.ledger()).filter((r) => r.operation.startsWith("agents.")).length;
const reconcile = async (over: object = {}) =>
  await t.api.attempt(documents.reconcile, over) as unknown as {
    __typename: string;
    orphans: string[];
    deleted: string[];
    drifted: { id: string }[];
    replayed: boolean;
  };

test("an agent is registered with a prompt that is fetched now; an equal one creates no version and calls Mistral not at all", async () => {
  const name = unique("prompted");
  const before = await agentCalls();
  const first = await register(name, { alias: "stable", note: "first" });
  assert.equal(first.__typename, "RegisterAgentPayload", JSON.stringify(first));
  assert.equal(first.version.instructions, "Greet in this tone: warm");
  const again = await register(name, { note: "another note" });
  assert.deepEqual([again.created, again.version.number], [false, 1]);
  const asText = await register(name, { instructions: { text: first.version.instructions } });
  assert.deepEqual([asText.created, asText.version.hash], [false, first.version.hash]);
  assert.equal(await agentCalls(), before);
  const key = crypto.randomUUID();
  const other = {
    idempotencyKey: key,
    instructions: { prompt: { ...prompt, arguments: { tone: "cool" } } },
  };
  const [one, two] = await Promise.all([register(name, other), register(name, other)]);
  assert.deepEqual([one.version.number, two.version.number], [2, 2]);
  assert.equal((await register(name, other)).replayed, true);
});

test("every fault is reported at once, each with its path", async () => {
  const refused = await register(unique("wrong"), {
    model: "gpt-9",
    alias: "Not A Name",
    instructions: { prompt: { ...prompt, arguments: {} } },
    tools: [{ server: "nowhere" }, { server: "catalog", name: "missing" }],
    settings: { temperature: 7 },
    outputSchema: { $ref: "https://example.org/schema" },
    handoffs: ["missing"],
  });
  assert.deepEqual([...new Set(refused.issues?.map((i) => i.path.join(".")))].sort(), [
    "alias",
    "handoffs.0",
    "instructions.prompt.arguments",
    "model",
    "outputSchema",
    "settings.temperature",
    "tools.0.server",
    "tools.1.name",
  ]);
  const alone = await register(unique("wrong"), {
    instructions: { prompt: { ...prompt, name: "x" } },
  });
  assert.deepEqual(alone.issues?.map((i) => i.path.join(".")), ["instructions.prompt.name"]);
});

test("aliases move, roll back and are removed; a stale change is refused; conversations keep their version", async () => {
  const name = unique("aliased");
  await register(name, { alias: "stable", instructions: { text: "One.\nTwo.\nThree." } });
  const id = await t.api.start(name, "hello");
  await register(name, { alias: "stable", instructions: { text: "One.\n2.\nThree." } });
  const set = (over: object) =>
    t.api.attempt(documents.setAlias, { agent: name, alias: "stable", ...over });
  const stale = await set({ version: 1, expectedVersion: 1 });
  assert.deepEqual([stale.__typename, stale.reason], ["ConflictError", "STALE"]);
  assert.equal((await set({ version: 1, expectedVersion: 2 })).__typename, "SetAgentAliasPayload");
  const agent = await read(name, { at: { alias: "stable" }, first: 1 });
  assert.equal(agent.version.number, 1);
  assert.deepEqual(agent.versions.nodes, [{ number: 2 }]);
  const next = await read(name, { at: { number: 2 }, after: agent.versions.pageInfo.endCursor });
  assert.deepEqual(next.versions.nodes, [{ number: 1 }]);
  const [change] = next.version.changes;
  assert.equal(change.path, "instructions");
  assert.match(change.diff, /^-Two\.$/m);
  assert.deepEqual((await set({ version: 9 })).path, ["version"]);
  await set({ version: null });
  assert.deepEqual((await read(name)).aliases, []);
  assert.deepEqual((await set({ version: null })).path, ["alias"]);
  await readUntil(t.api.follow(id), turnEnds());
  const pinned = await t.api.run<{ conversation: { agentVersion: { number: number } } }>(
    "query($id: ID!) { conversation(id: $id) { agentVersion { number } } }",
    { id },
  );
  assert.equal(pinned.conversation.agentVersion.number, 1);
});

test("an archived agent takes no new conversation or version; its conversations go on; it can be restored", async () => {
  const name = unique("archived");
  await register(name);
  const id = await t.api.start(name, "hello");
  await readUntil(t.api.follow(id), turnEnds());
  await t.api.mutate(documents.archive, { agent: name });
  assert.equal((await register(name, { note: "x" })).__typename, "ConflictError");
  const { eventCursor } = await t.api.send(id, "still there?");
  await readUntil(t.api.follow(id, eventCursor), turnEnds());
  await t.api.mutate(documents.archive, { agent: name, archived: false });
  assert.equal((await register(name)).created, false);
});

test("drift shows what changed at the servers; a server that is away is named in the error", async () => {
  const name = unique("drifting");
  await register(name, { tools: [{ server: "catalog", name: "look" }] });
  const fresh = (await read(name)).version;
  assert.deepEqual([fresh.drift, fresh.prompt.drifted, fresh.tools[0].drifted], [[], false, false]);
  catalog.greeting = "Shout in this tone:";
  catalog.description = "Looks twice.";
  // A tool that is not known makes the worker list its server again.
  await register(unique("look"), { tools: [{ server: "catalog", name: "other" }] });
  await eventually("the prompt drifts", async () => (await read(name)).version.prompt.drifted);
  const { drift, tools } = (await read(name)).version;
  assert.deepEqual(drift.map((c: { path: string }) => c.path), [
    "instructions",
    "tools.catalog.look.description",
  ]);
  assert.equal(tools[0].drifted, true);
  catalog.away = true;
  const refused = await register(unique("away"));
  assert.deepEqual([refused.__typename, refused.dependency], ["UnavailableError", "catalog"]);
  catalog.away = false;
});

test("a worker killed during a registration, and one killed right after it created an agent, lose and leak nothing", async () => {
  const registering = register(killed.found);
  await workerDied(t);
  await t.stack.startPart("worker");
  const { version, __typename } = await registering;
  if (__typename === "RegisterAgentPayload") assert.equal(version.number, 1);
  else assert.equal((await register(killed.found)).version.number, 1);
  await register(killed.made);
  const id = await t.api.start(killed.made, "hello");
  await workerDied(t);
  await t.stack.startPart("worker");
  await readUntil(t.api.follow(id), turnEnds());
  const [turn] = (await t.api.read(id)).turns.nodes;
  assert.equal(turn?.status, "COMPLETED", JSON.stringify(turn));
  const { mistralAgentId } = (await read(killed.made)).version;
  assert.ok(mistralAgentId);
  const made = (await remoteAgents(t)).filter((a) => a.name.startsWith(`${killed.made}-v1-`));
  assert.deepEqual(made.map((a) => a.id), [mistralAgentId]);
  const { orphans, deleted, drifted } = await reconcile();
  assert.deepEqual({ orphans, deleted, drifted }, { orphans: [], deleted: [], drifted: [] });
});

test("reconciling reports orphans and deletes only this deployment's; outside changes are drift; a missing agent is created again", async () => {
  const name = unique("reconciled");
  const { version } = await register(name);
  const id = await t.api.start(name, "hello, my name is Ada");
  await readUntil(t.api.follow(id), turnEnds());
  const { mistralAgentId: own } = (await read(name)).version;
  const seen = await remoteAgent(t, "GET", own);
  const { tramontane_deployment, tramontane_epoch } = seen.metadata;
  const make = async (metadata: object) =>
    (await remoteAgent(t, "POST", "", { name: "x", model: seen.model, metadata })).id;
  const orphan = await make({
    tramontane_deployment,
    tramontane_epoch,
    tramontane_version: "version_gone",
  });
  const older = await make({ tramontane_deployment, tramontane_epoch: "earlier" });
  const foreign = await make({ tramontane_deployment: "another" });
  const dry = await reconcile();
  assert.deepEqual([dry.orphans.toSorted(), dry.deleted], [[orphan, older].toSorted(), []]);
  await remoteAgent(t, "PATCH", own, { instructions: "Be rude." });
  const key = crypto.randomUUID();
  const wet = await reconcile({ dryRun: false, idempotencyKey: key });
  assert.deepEqual([wet.deleted, wet.drifted], [[orphan], [{ id: version.id }]]);
  assert.equal((await reconcile({ dryRun: false, idempotencyKey: key })).replayed, true);
  assert.ok((await remoteAgent(t, "GET", foreign)).id);
  await remoteAgent(t, "DELETE", own);
  assert.deepEqual((await reconcile()).drifted, [{ id: version.id }]);
  const { eventCursor } = await t.api.send(id, "go on");
  await readUntil(t.api.follow(id, eventCursor), turnEnds());
  const { turns } = await t.api.read(id);
  assert.deepEqual(turns.nodes.map((n) => n.status), ["COMPLETED", "COMPLETED"]);
  const later = await t.api.start(name, "hello again");
  await readUntil(t.api.follow(later), turnEnds());
  assert.deepEqual((await t.api.read(later)).turns.nodes.map((n) => n.status), ["COMPLETED"]);
  const again = (await read(name)).version.mistralAgentId;
  assert.notEqual(again, own);
});

test("without a worker an agent with a text is registered at once, one with a prompt waits", async () => {
  await t.stack.stopPart("worker");
  const text = { instructions: { text: "No worker is needed for this." } };
  assert.equal((await register(unique("quick"), text)).created, true);
  const [name, idempotencyKey] = [unique("waiting"), crypto.randomUUID()];
  const waiting = register(name, { idempotencyKey });
  await t.stack.startPart("worker");
  const first = await waiting;
  // If the worker starts in more than 10 s, the answer is UnavailableError; the same key continues.
  if (first.__typename !== "RegisterAgentPayload") assert.equal(first.dependency, "worker");
  const done = await register(name, { idempotencyKey });
  assert.equal(done.version.number, 1);
  assert.deepEqual((await read(name)).versions.nodes, [{ number: 1 }]);
});

test("agents as files: the plan shows the differences, applying removes them", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tramontane-agents-" });
  const run = (command: "plan" | "apply") => runAgents({ command, folder, url: t.api.url });
  const actions = (ran: { outcomes: { action: string }[] }) => ran.outcomes.map((o) => o.action);
  const [expert, host] = [unique("a-expert"), unique("a-host")];
  const write = (file: string, agent: object) =>
    Deno.writeTextFile(`${folder}/${file}.yaml`, JSON.stringify(agent));
  const text = { model: "mistral-medium-latest", instructions: { text: "Be brief." } };
  await write("a", { ...text, name: host, handoffs: [expert] });
  await write("b", { ...input(expert), tools: [{ server: "catalog" }], alias: "stable" });
  assert.equal((await run("plan")).code, 2);
  assert.deepEqual(actions(await run("apply")), ["create", "create"]);
  assert.deepEqual([(await run("plan")).code, actions(await run("apply"))], [0, ["none", "none"]]);
  await write("b", {
    ...input(expert),
    tools: [{ server: "catalog", policy: "ASK" }],
    alias: "stable",
  });
  const planned = await run("plan");
  assert.deepEqual(planned.outcomes[0]?.changes, ["tools.catalog.look"]);
  const applied = await run("apply");
  assert.deepEqual(applied.outcomes.map((o) => [o.name, o.version]), [[expert, 2], [host, 2]]);
  await write("b", { ...input(expert), model: "gpt-9" });
  const refused = await run("apply");
  assert.equal(refused.code, 1);
  assert.match(refused.outcomes[0]?.error ?? "", /model: /);
  await Deno.remove(folder, { recursive: true });
});

test("a fallback agent is kept while it is recorded, an unknown one is an orphan, a missing one is created again", async () => {
  const name = unique("fallback");
  const model = "mistral-large-latest";
  await register(name, { model, settings: { fallbackModel: "mistral-small-latest" } });
  const asked = async () => {
    const match = { model };
    await t.sandbox.post("faults", { kind: "error_500", status: 503, times: 100, match });
    const id = await t.api.start(name, `hello ${unique("h")}`);
    await readUntil(t.api.follow(id), turnEnds());
    await t.sandbox.post("reset-faults", {});
    assert.equal((await t.api.read(id)).turns.nodes[0]?.status, "COMPLETED");
    const made = await remoteAgents(t);
    return made.find((a) => a.name.startsWith(`${name}-v1-`) && a.name.endsWith("-small-latest"));
  };
  const own = await asked();
  assert.ok(own);
  const { name: remoteName, metadata } = { ...own, ...await remoteAgent(t, "GET", own.id) };
  const body = { name: remoteName, model: "mistral-small-latest", metadata };
  const stray = (await remoteAgent(t, "POST", "", body)).id;
  const { deleted } = await reconcile({ dryRun: false });
  assert.ok(deleted.includes(stray) && !deleted.includes(own.id));
  await remoteAgent(t, "DELETE", own.id);
  const again = await asked();
  assert.ok(again && again.id !== own.id);
});
