// `deno run -A tests/upgrade/record.ts <release> <commit> <file>`, in a tree of the release with its packages: keeps the
// state that its code makes, for the tests of upgrades from it. Each release is recorded once, when it is made.
import { connect } from "../../store/database/connect.ts";
import { migrations } from "../../store/database/migrate.ts";
import { endOf, readUntil, turnEnds } from "../support/api.ts";
import * as documents from "../support/documents.ts";
import { eventually, startWithAnalyst, type TestStack, unique } from "../support/test-stack.ts";
import { type Matter, type Recorded, writeRecorded } from "./release.ts";

const [release, commit, file] = Deno.args;
if (!release || !commit || !file) {
  console.error("usage: deno run -A tests/upgrade/record.ts <release> <commit> <file>");
  Deno.exit(2);
}
const t = await startWithAnalyst();
const conversations = await makeConversations(t, t.analyst);
const reads: Recorded["reads"] = {};
for (const matter of ["told", "forked", "closed"] as const) {
  reads[matter] = await t.api.read(conversations[matter]);
}
const tables = await rowsOf(t.stack.urls.database);
await t.stack.stop();
const sandbox = await filesOf(`${t.stack.home.path}/sandbox`);
await t.stack.destroy();
const recordedAt = new Date().toISOString();
const state = { release, commit, recordedAt, migrations: [...migrations], tables, sandbox };
await writeRecorded(file, { ...state, conversations, reads });

/** Leaves the worker dead. */
async function makeConversations(
  { api, stack, sandbox }: TestStack,
  analyst: string,
): Promise<Record<Matter, string>> {
  const told = await talked(analyst, "What do NVDA and AMD cost?", "Which of them costs more?");
  const closed = await talked(analyst, "Say hello");
  await api.close(closed);
  const forked = await fork(told);
  const asker = unique("asker");
  const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
  await api.register(asker, { tools: [tool] });
  const asking = await api.start(asker, "What does MSFT cost?");
  await eventually("it asks", async () => (await api.pending()).length > 0);
  await sandbox.post("pace", { tokensPerSecond: 10, firstTokenMs: 5 });
  const cut = await api.start(analyst, "Explain bonds in about 60 words");
  await readUntil(api.follow(cut), (e) => e.__typename === "TextDelta" && (e.offset ?? 0) > 20);
  await stack.kill("worker", "SIGKILL");
  const queued = await api.start(analyst, "Explain dividends in about 25 words");
  return { told, forked, closed, asking, cut, queued };
}

async function talked(agent: string, ...texts: string[]): Promise<string> {
  const id = await t.api.start(agent);
  for (const text of texts) {
    const { turn, eventCursor } = await t.api.send(id, text);
    await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
  }
  return id;
}

async function fork(conversationId: string): Promise<string> {
  const content = [{ text: "Say it in other words" }];
  type Forked = { conversation: { id: string } };
  const entryId = (await t.api.read(conversationId)).entries.nodes.at(-1)?.id;
  const input = { entryId, content };
  const { conversation } = await t.api.mutate<Forked>(documents.fork, input);
  await readUntil(t.api.follow(conversation.id), turnEnds());
  return conversation.id;
}

async function rowsOf(database: string): Promise<Record<string, string>> {
  const sql = connect(database, { name: "record", max: 1 });
  const rows: Record<string, string> = {};
  const names = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace
    and relkind = 'r' and relname not in ('migrations', 'signing_keys') order by 1`;
  for (const { name } of names) {
    const [all] = await sql<{ rows: string | null }[]>`
      select jsonb_agg(to_jsonb(t))::text as rows from ${sql(name)} t`;
    if (all?.rows) rows[name] = all.rows;
  }
  await sql.end();
  return rows;
}

async function filesOf(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (isFile) files[name] = await Deno.readTextFile(`${folder}/${name}`);
  }
  return files;
}
