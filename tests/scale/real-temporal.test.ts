import assert from "node:assert/strict";
import { test } from "node:test";
import { findServerPrograms } from "../../cli/stack/temporal/server-programs.ts";
import { endOf, readUntil } from "../support/api.ts";
import { startWithAnalyst } from "../support/test-stack.ts";

const env = { ...Deno.env.toObject(), TEMPORAL_SERVER: "postgres" };
/** The test does not build the server, which takes minutes. */
const missing = await findServerPrograms({
  env,
  buildLog: "/dev/null",
  progress: () => {},
  signal: AbortSignal.timeout(10_000),
  offline: true,
}).then(() => false, (error: Error) => error.message);

test("Temporal's server on PostgreSQL runs turns, and waiting turns go on after it was killed", {
  skip: missing,
}, async () => {
  const home = await Deno.makeTempDir({ prefix: "tramontane-tests-" });
  await using t = await startWithAnalyst({}, {
    ownServers: true,
    home,
    env: { ...env, DATABASE_URL: "", TEMPORAL_ADDRESS: "", MISTRAL_API_KEY: "" },
  });
  const { source } = t.stack.processes().find((p) => p.name === "temporal") ?? {};
  assert.match(source ?? "", /on PostgreSQL/);
  const id = await t.api.start(t.analyst);
  const first = await t.api.send(id, "What do NVDA and AMD cost?");
  await readUntil(t.api.follow(id, first.eventCursor), (e) => e.__typename === "TextDelta");
  await t.stack.kill("temporal", "SIGKILL");
  const second = await t.api.send(id, "Say hello");
  await t.stack.startPart("temporal");
  await readUntil(t.api.follow(id, first.eventCursor), endOf(second.turn.id));
  const { turns, usage } = await t.api.read(id);
  assert.deepEqual(turns.nodes.map((n) => n.status), ["COMPLETED", "COMPLETED"]);
  assert.equal(usage?.possiblyPaidTwice, 0);
});
