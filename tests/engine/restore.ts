import assert from "node:assert/strict";
import { test } from "node:test";
import { postgresPlace } from "../../cli/stack/postgres/folders.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { connect } from "../../store/database/connect.ts";
import { raiseEpoch } from "../../store/log/epoch.ts";
import { endOf, readUntil, type SeenEvent, turnEnds } from "../support/api.ts";
import { modelRequests, remoteHistory, repeatedFinished, userTexts } from "../support/remote.ts";
import { t } from "../faults/faults-stack.ts";
import { unique } from "../support/test-stack.ts";

/** The provider finishes what is cut, is soon free for a restart, and names entries differently each time. */
const setProvider = () =>
  t.sandbox.post("mode", { cut: "store", lockMs: 300, freshEntryIds: true });

/** A conversation with one finished turn; its message. */
async function begun() {
  const text = `hello ${unique("said")}`;
  const id = await t.api.start(t.analyst, text);
  const events = await readUntil(t.api.follow(id), turnEnds());
  return { id, said: [text], cursor: events.at(-1)?.cursor ?? "" };
}
type Begun = Awaited<ReturnType<typeof begun>>;

/** Sends a message and returns at the first text of the answer, while the turn is open. */
async function opened(conversation: Begun, words: number) {
  const text = `Explain ${unique("said")} in about ${words} words`;
  const { turn, eventCursor } = await t.api.send(conversation.id, text);
  await readUntil(t.api.follow(conversation.id, eventCursor), isText);
  conversation.said.push(text);
  return turn.id;
}
const isText = (e: SeenEvent) => e.__typename === "TextDelta";

/** Sends, and waits until the turn has ended. */
async function answered(conversation: Begun) {
  const text = `and then ${unique("said")}`;
  const { turn, eventCursor } = await t.api.send(conversation.id, text);
  await readUntil(t.api.follow(conversation.id, eventCursor), endOf(turn.id));
  conversation.said.push(text);
}

/** Stops a part, copies or restores its folder, and starts it again. */
async function cold(part: string, ...commands: [string, string[]][]) {
  await t.stack.stopPart(part);
  for (const [command, args] of commands) await runCommand(command, args, { cwd: "/" });
  await t.stack.startPart(part);
}
const copy = (folder: string): [string, string[]] => ["cp", ["-a", folder, `${folder}.copy`]];
const putBack = (folder: string): [string, string[]][] => [
  ["rm", ["-r", folder]],
  ["mv", [`${folder}.copy`, folder]],
];

/** All turns completed, each with one request, and the provider's history has exactly the messages. */
async function assertWhole({ id, said }: Begun) {
  const { turns } = await t.api.read(id);
  assert.deepEqual(turns.nodes.map((n) => n.status), said.map(() => "COMPLETED"));
  const requests = await modelRequests(t, id);
  assert.deepEqual(repeatedFinished(requests), []);
  const remote = requests.findLast((r) => r.ran === "full")?.conversation ?? "";
  assert.deepEqual(userTexts(await remoteHistory(t, remote)), said);
}

test("an older Temporal file is restored under open turns: all go on, also those that it does not have", async () => {
  await setProvider();
  const folder = `${t.stack.home.path}/temporal`;
  const [rested, wasOpen, isOpen] = [await begun(), await begun(), await begun()];
  const first = await opened(wasOpen, 120);
  await cold("temporal", copy(folder));
  await readUntil(t.api.follow(wasOpen.id), endOf(first), 90_000);
  const unknown = await begun();
  await answered(rested);
  const second = await opened(isOpen, 250);
  await cold("temporal", ...putBack(folder));
  await readUntil(t.api.follow(isOpen.id), endOf(second), 90_000);
  const all = [rested, wasOpen, isOpen, unknown];
  await Promise.all(all.map(answered));
  for (const conversation of all) await assertWhole(conversation);
});

test("an older PostgreSQL is restored under open turns: what it has is not asked again, what it lost is not in the history", async () => {
  await setProvider();
  const { data } = await postgresPlace(t.stack.home.path);
  const [rested, wasOpen] = [await begun(), await begun()];
  const first = await opened(wasOpen, 120);
  await cold("postgres", copy(data));
  await readUntil(t.api.follow(wasOpen.id), endOf(first), 90_000);
  const lost = await t.api.send(rested.id, `this will be lost ${unique("said")}`);
  const seen = await readUntil(t.api.follow(rested.id, lost.eventCursor), endOf(lost.turn.id));
  await t.stack.stopPart("worker");
  await t.stack.stopPart("api");
  await cold("postgres", ...putBack(data));
  const sql = connect(t.stack.urls.database, { name: "restore", max: 1 });
  await raiseEpoch(sql);
  await sql.end();
  await t.stack.startPart("api");
  await t.stack.startPart("worker");
  const older = t.api.follow(rested.id, seen.at(-1)?.cursor);
  await assert.rejects(readUntil(older, () => true), { code: "CURSOR_EXPIRED" });
  await readUntil(t.api.follow(wasOpen.id), endOf(first), 90_000);
  await Promise.all([rested, wasOpen].map(answered));
  for (const conversation of [rested, wasOpen]) await assertWhole(conversation);
});
