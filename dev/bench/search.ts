import { searchKinds } from "../../protocol/search/records.ts";
import { inTenant } from "../../store/database/in-tenant.ts";
import { connect, migrate, searchPage, type Sql } from "../../store/mod.ts";
import { backfillSearch } from "../../store/search/backfill.ts";
import type { TestDatabase } from "../../store/testing/database.ts";
import { asRoles } from "../../store/testing/roles.ts";
import { startLogStack } from "../../tests/support/log-stack.ts";
import { fillStore } from "./fill-store.ts";
import { readStat } from "./cpu-time.ts";
import { summary, table } from "./stats.ts";

/** With four messages each: 100,000 texts. */
const conversations = 25_000;
const times = 30;

/** Time of indexing and of searches over 100,000 texts, and the size of the index. */
export async function search(): Promise<string> {
  await using t = await startLogStack();
  const admin = connect(t.stack.urls.database, { name: "bench", max: 1 });
  await admin`create database searched`;
  const url = Object.assign(new URL(t.stack.urls.database), { pathname: "/searched" }).href;
  const sql = connect(url, { name: "bench", max: 2, patient: true, keep: true });
  try {
    return await searched({ sql, url, admin, [Symbol.asyncDispose]: () => Promise.resolve() });
  } finally {
    await Promise.all([sql, admin].map((one) => one.end({ timeout: 1 })));
  }
}

/** The same on an empty database. */
export async function searched(database: TestDatabase): Promise<string> {
  const { sql } = database;
  await migrate(sql);
  await fillStore(sql, { conversations, days: 30, partitions: 0, events: 0 });
  for (const statement of texts) await sql.unsafe(statement);
  const indexed = await indexing(sql);
  await sql`vacuum analyze`;
  return `${indexed}\n\n${await asApi(database)}`;
}

/** Words of a vocabulary of 40,000, the frequent ones more often; one text in ten is Chinese. */
const texts = [
  `update entries e set content = jsonb_build_array(jsonb_build_object('type', 'text', 'text', (
      select string_agg(case when hashtext(e.id) % 10 = 0 then chr(19968 + n / 14)
        else substr(translate(md5(n::text), '0123456789', 'ghijklmnop'), 1, 3 + n % 7) || ' ' end, '')
      from (select floor(40000 * power(random(), 3))::int as n
        from generate_series(1, 20 + abs(hashtext(e.id)) % 180) where e.id is not null) w)))
    where kind = 'message'`,
  `update entries set content = jsonb_build_array(jsonb_build_object('type', 'text', 'text',
      'Der Aktienkursverlauf von 齉 ' || (content->0->>'text'))) where id = (select max(id) from entries where kind = 'message')`,
];

async function indexing(sql: Sql): Promise<string> {
  await Promise.all([sql`select pg_sleep(0.01)`, sql`select pg_sleep(0.01)`]); // opens both connections
  const before = await processorMs(sql);
  while (await backfillSearch(sql, 200));
  const usedMs = await processorMs(sql) - before;
  const turns = conversations * 2;
  const [size] = await sql<
    Record<"texts" | "letters" | "heap" | "words" | "parts" | "rest", number>[]
  >`
    select (select count(*) from search_texts) as texts, (select sum(octet_length(text)) from search_texts) as letters,
      pg_table_size('search_texts') as heap, pg_relation_size('search_texts_by_words') as words,
      pg_relation_size('search_texts_by_parts') as parts, pg_indexes_size('search_texts')
        - pg_relation_size('search_texts_by_words') - pg_relation_size('search_texts_by_parts') as rest`;
  if (!size) throw new Error("no size");
  const kib = (bytes: number) => (bytes / turns / 1024).toFixed(2);
  const { heap, words, parts, rest } = size;
  return table(["of a turn", ""], [
    ["texts", (size.texts / turns).toFixed(1)],
    ["KiB of text", kib(size.letters)],
    ["KiB of the table", kib(heap)],
    ["KiB of the index by words", kib(words)],
    ["KiB of the index by parts", kib(parts)],
    ["KiB of other indexes", kib(rest)],
    ["KiB in all", kib(heap + words + parts + rest)],
    ["ms of processor time to index", (usedMs / turns).toFixed(2)],
  ]);
}

/** Processor time of PostgreSQL's processes for this database. */
async function processorMs(sql: Sql): Promise<number> {
  const processes = await sql<{ pid: number }[]>`
    select pid from pg_stat_activity where datname = current_database()`;
  const times = await Promise.all(
    processes.map(async ({ pid }) => readStat(await Deno.readTextFile(`/proc/${pid}/stat`)).ms),
  );
  return times.reduce((sum, ms) => sum + ms, 0);
}

async function asApi(database: TestDatabase): Promise<string> {
  await using roles = await asRoles(database);
  const api = connect(roles.api, { name: "bench", max: 2 });
  const rare = await wordWith(database.sql, "ndoc between 20 and 60");
  const frequent = await wordWith(database.sql, "true");
  try {
    return await searches(inTenant(api, "default"), {
      "one Chinese character, once": "齉",
      "a frequent Chinese character": "一",
      "two Chinese characters": "一丁",
      "a word, once": "Aktienkursverlauf",
      "a rare word": rare,
      "the most frequent word": frequent,
      "a rare and a frequent word": `${rare} ${frequent}`,
      "the frequent one without the rare one": `${frequent} -${rare}`,
      "a phrase": `"Der Aktienkursverlauf von"`,
      "no such word": "gibtesnicht",
      "a part of a word": "kursverl",
      "two letters of a word: no index": "qz",
    });
  } finally {
    await api.end({ timeout: 1 });
  }
}

async function wordWith(sql: Sql, condition: string): Promise<string> {
  const [row] = await sql.unsafe<{ word: string }[]>(
    `select word from ts_stat('select words from search_texts') where word ~ '^[a-z]+$' and ${condition}
      order by ndoc desc limit 1`,
  );
  return row?.word ?? "";
}

async function searches(sql: Sql, queries: Record<string, string>): Promise<string> {
  const rows: string[][] = [];
  for (const [name, query] of Object.entries(queries)) {
    const took: number[] = [];
    let found = "";
    for (let i = 0; i < times; i++) {
      const startedAt = performance.now();
      const page = await searchPage(sql, "default", { query, kinds: searchKinds }, { first: 20 });
      took.push(performance.now() - startedAt);
      found = `${page.items.length}${page.partial ? ", partial" : ""}`;
    }
    rows.push([name, found, summary(took).p50.toFixed(1), Math.max(...took).toFixed(0)]);
  }
  return table(["query", "rows", "p50 ms", "max ms"], rows);
}
