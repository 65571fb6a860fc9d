import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { endOf, readUntil, type SeenEvent, turnEnds } from "../support/api.ts";
import { modelRequests, repeatedFinished } from "../support/remote.ts";
import { startTestStack, startWithAnalyst, type TestStack, unique } from "../support/test-stack.ts";

let t: TestStack;
let analyst: string;
let folder: string;
before(async () => {
  const begun = await startWithAnalyst({}, { ownServers: true });
  [t, analyst] = [begun, begun.analyst];
  await t.sandbox.post("mode", { cut: "store", lockMs: 300, freshEntryIds: true });
  folder = `${await Deno.makeTempDir({ prefix: "tramontane-backup-" })}/backup`;
});
after(async () => {
  await t[Symbol.asyncDispose]();
  await Deno.remove(folder.slice(0, folder.lastIndexOf("/")), { recursive: true });
});

/** As an operator runs it. */
const command = (script: string, ...args: string[]) =>
  runCommand(Deno.execPath(), ["run", "-A", "--no-check", "cli/main.ts", script, ...args], {
    cwd: repositoryRoot,
    env: { TRAMONTANE_HOME: t.stack.home.path, DATABASE_URL: "", TEMPORAL_ADDRESS: "" },
  });

/** All is stopped, the backup is put back by these commands, and all is started again. */
async function restored(...stores: string[][]) {
  await t.stack.stop();
  const said: string[] = [];
  for (const store of stores) said.push(await command("restore", folder, ...store, "--yes"));
  t = await startTestStack({ home: t.stack.home.path });
  return said.join("\n");
}

const isText = (e: SeenEvent) => e.__typename === "TextDelta";
/** A conversation whose first turn is over, and its newest cursor. */
async function begun() {
  const id = await t.api.start(analyst, `hello ${unique("said")}`);
  const events = await readUntil(t.api.follow(id), turnEnds());
  return { id, cursor: events.at(-1)?.cursor ?? "" };
}
/** Sends, and answers once text of the answer is seen. */
async function opened(id: string) {
  const { turn, eventCursor } = await t.api.send(id, `Explain ${unique("it")} in about 90 words`);
  await readUntil(t.api.follow(id, eventCursor), isText);
  return turn.id;
}
/** Sends, and waits until the turn has ended; the cursor behind it. */
async function answered(id: string) {
  const { turn, eventCursor } = await t.api.send(id, `and then ${unique("said")}`);
  const events = await readUntil(t.api.follow(id, eventCursor), endOf(turn.id), 60_000);
  return events.at(-1)?.cursor ?? "";
}

/**
 * Every turn ended well, and no finished answer was asked for again; but one behind which the conversation had gone on
 * may be, and then it is counted.
 */
async function assertWhole(id: string, turns: number, wentOn = false) {
  const { turns: all, usage } = await t.api.read(id);
  assert.deepEqual(all.nodes.map((n) => n.status), Array(turns).fill("COMPLETED"));
  const repeated = repeatedFinished(await modelRequests(t, id)).length;
  assert.ok(repeated <= (wentOn ? 1 : 0));
  assert.equal(usage?.possiblyPaidTwice, repeated);
}

test("a backup under load is restored, one store or both: its turns go on, newer cursors are refused", async () => {
  const rested = await begun();
  const ids = await Promise.all([1, 2, 3].map(async () => (await begun()).id));
  const open = await Promise.all(ids.map(opened));
  assert.match(await command("backup", folder), /PostgreSQL: \d+ tables.*\nTemporal: copied/);
  const newer = await answered(rested.id);
  await Promise.all(ids.map((id, i) => readUntil(t.api.follow(id), endOf(open[i] ?? ""), 60_000)));
  const unknown = (await begun()).id;
  await assert.rejects(command("restore", folder, "--yes"), /Tramontane is running/);

  const check = async (later: string, wentOn = false) => {
    const expired = readUntil(t.api.follow(rested.id, later), () => true);
    await assert.rejects(expired, { code: "CURSOR_EXPIRED" });
    await assert.rejects(readUntil(t.api.follow(unknown), () => true), { code: "NOT_FOUND" });
    await Promise.all(
      ids.map((id, i) => readUntil(t.api.follow(id), endOf(open[i] ?? ""), 60_000)),
    );
    const cursors = await Promise.all([rested.id, ...ids].map(answered));
    await assertWhole(rested.id, 2);
    for (const id of ids) await assertWhole(id, 3, wentOn);
    const resumed = await readUntil(t.api.follow(rested.id, rested.cursor), turnEnds());
    assert.equal(resumed[0]?.fromSeq, resumed[0]?.seq, "a cursor that the copy knows goes on");
    return cursors[0] ?? "";
  };
  assert.match(await restored(["postgres"]), /with a new epoch/);
  const after = await check(newer);
  assert.match(await restored(["temporal"], ["postgres"]), /Temporal: restored.*\n.*new epoch/);
  await check(after, true);
});
