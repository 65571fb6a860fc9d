// `deno run -A tests/upgrade/record.ts`: writes the state that this version leaves behind into `<version>.json.gz`. Run it
// once for each release, and name the file in `recorded-release.ts`.
import manifest from "../../package.json" with { type: "json" };
import { connect } from "../../store/database/connect.ts";
import { migrations } from "../../store/database/migrate.ts";
import { endOf, readUntil, turnEnds } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { eventually, startWithAnalyst, type TestStack, unique } from "../support/test-stack.ts";
import { type ConversationState, type RecordedRelease, writeRecorded } from "./recorded-release.ts";

const t = await startWithAnalyst();
const conversations = await startConversations(t, t.analyst);
const reads: RecordedRelease["reads"] = {};
for (const state of ["completed", "forked", "closed"] as const) {
  reads[state] = await t.api.read(conversations[state]);
}
const tables = await rowsOf(t.stack.urls.database);
await t.stack.stop();
const sandbox = await filesOf(`${t.stack.home.path}/sandbox`);
await t.stack.destroy();
const release = manifest.version;
await writeRecorded(new URL(`${release}.json.gz`, import.meta.url), {
  ...{ release, recordedAt: new Date().toISOString(), migrations: [...migrations] },
  ...{ tables, sandbox, conversations, reads },
});

/** One conversation in each state. The worker is killed at the end. */
async function startConversations(
  { api, stack, sandbox }: TestStack,
  analyst: string,
): Promise<Record<ConversationState, string>> {
  const completed = await converse(
    analyst,
    "What do NVDA and AMD cost?",
    "Which of them costs more?",
  );
  const closed = await converse(analyst, "Say hello");
  await api.close(closed);
  const forked = await fork(completed);
  const asking = unique("asking");
  const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
  await api.register(asking, { tools: [tool] });
  const waiting = await api.start(asking, "What does MSFT cost?");
  await eventually("an approval is pending", async () => (await api.pending()).length > 0);
  await sandbox.post("pace", { tokensPerSecond: 10, firstTokenMs: 5 });
  const interrupted = await api.start(analyst, "Explain bonds in about 60 words");
  await readUntil(
    api.follow(interrupted),
    (e) => e.__typename === "TextDelta" && (e.offset ?? 0) > 20,
  );
  await stack.kill("worker", "SIGKILL");
  const queued = await api.start(analyst, "Explain dividends in about 25 words");
  return { completed, forked, closed, waiting, interrupted, queued };
}

async function converse(agent: string, ...texts: string[]): Promise<string> {
  const id = await t.api.start(agent);
  for (const text of texts) {
    const { turn, eventCursor } = await t.api.send(id, text);
    await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
  }
  return id;
}

async function fork(conversationId: string): Promise<string> {
  const content = [{ text: "Say it in other words" }];
  const entryId = (await t.api.read(conversationId)).entries.nodes.at(-1)?.id;
  const { conversation } = await t.api.mutate(documents.fork, { entryId, content });
  await readUntil(t.api.follow(conversation.id), turnEnds());
  return conversation.id;
}

async function rowsOf(database: string): Promise<Record<string, string>> {
  const sql = connect(database, { name: "record", max: 1 });
  const rows: Record<string, string> = {};
  const names = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    and not relispartition and relname not in ('migrations', 'signing_keys') order by 1`;
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
