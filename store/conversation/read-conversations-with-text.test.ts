import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ConversationFilter } from "../../protocol/conversation/records.ts";
import { updateConversation } from "../commands/update-conversation.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
} from "../testing/database.ts";
import { indexEverything } from "../testing/indexed.ts";
import { player } from "../testing/play-turns.ts";
import { conversationPageByText } from "./read-conversations-with-text.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

/** A conversation with this message and title, which are searchable. */
async function open(message: string, title: string | null = null, labels: string[] = []) {
  const { conversationId } = await player(db.sql).start(message);
  const change = { idempotencyKey: newKey(), conversationId, title, labels };
  await updateConversation(db.sql, caller, change);
  await indexEverything(db.sql);
  return conversationId;
}

const page = (filter: ConversationFilter, args = {}) =>
  conversationPageByText(db.sql, "default", filter, args, null, 5_000);
const ids = async (filter: ConversationFilter) =>
  (await page(filter)).items.map(({ node }) => node.id);

test("conversations are found by a message and by their title, together with other filters", async () => {
  const first = await open("Wie steht der Zander?", null, ["eu"]);
  const second = await open("Hallo", "Alles über Zander");
  assert.deepEqual((await ids({ text: "zander" })).toSorted(), [first, second].toSorted());
  assert.deepEqual(await ids({ text: "zander", labels: ["eu"] }), [first]);
  assert.deepEqual(await ids({ text: "zander", open: false }), []);
  assert.deepEqual(await ids({ text: "zander -alles" }), [first]);
  assert.equal((await page({ text: "zander" })).partial, false);
});

test("parts of words are looked for where no visible conversation has the words, on every page", async () => {
  const all = [
    await open("Karpfenteich"),
    await open("Ein Karpfenteich"),
    await open("Karpfenteiche"),
  ];
  const first = await page({ text: "arpfentei" }, { first: 2 });
  const rest = await page({ text: "arpfentei" }, { after: first.items.at(-1)?.cursor });
  const found = [...first.items, ...rest.items].map(({ node }) => node.id);
  assert.deepEqual(found, all.toReversed());
  const own = { subject: "ada", names: ["ada"], ofTenant: false };
  const visible = { own, deciding: false, bound: null };
  await db.sql`update conversations set owner = 'ada' where id = ${all[2] ?? ""}`;
  const hers = await conversationPageByText(
    db.sql,
    "default",
    { text: "karpfenteich" },
    {},
    visible,
  );
  assert.deepEqual(hers.items.map(({ node }) => node.id), [all[2]], "words of others do not count");
});

test("a conversation that is to be erased is not found", async () => {
  const id = await open("Stör im Fluss");
  assert.deepEqual(await ids({ text: "stör" }), [id]);
  await db.sql`update conversations set erase_requested_at = now() where id = ${id}`;
  assert.deepEqual(await ids({ text: "stör" }), []);
});

test("where the time is up, the page is empty and says that something may be missing", async () => {
  await open("Langsamer Hecht");
  const late = await conversationPageByText(db.sql, "default", { text: "hecht" }, {}, null, 0);
  assert.deepEqual([late.items, late.partial], [[], true]);
});
