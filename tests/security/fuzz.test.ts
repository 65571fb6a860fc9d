import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { schema } from "../../schema/mod.ts";
import { type LogStack, startLogStack } from "../support/log-stack.ts";
import { lists, listsOf, madeUp, pageQuery } from "./lists.ts";
import { fill } from "./fuzz/fill.ts";
import { type Found, fuzz } from "./fuzz/fuzz.ts";
import type { Known } from "./fuzz/known.ts";
import { isFullRun } from "../support/full-run.ts";

const seed = Number(Deno.env.get("FUZZ_SEED") ?? 1);
const operations = Number(Deno.env.get("FUZZ_OPERATIONS") ?? (isFullRun() ? 10_000 : 1_000));
/** The API's heap in this test, MB: what it keeps of thousands of operations ends the process. */
const heap = 256;
/** Most growth of its resident memory over all operations but the first fifth, KiB: a heap that fills up. */
const maxGrowth = 100_000;

let t: LogStack;
let known: Known;
let found: Found;
let api: { pid?: number | undefined };
const memory = { warm: 0, end: 0 };
const apiProcess = () => t.stack.processes().find((p) => p.name === "api");

before(async () => {
  t = await startLogStack({ DENO_V8_FLAGS: `--max-old-space-size=${heap}` });
  known = await fill(t.api, t.sql);
  api = { pid: apiProcess()?.pid };
});
after(() => t?.[Symbol.asyncDispose]());

test("every list refuses cursors of other lists", async () => {
  assert.deepEqual(listsOf(schema).toSorted(), Object.keys(lists).toSorted());
  const ids = {
    conversation: known.ids.findLast((id) => id.startsWith("conversation_")),
    research: known.ids.find((id) => id.startsWith("research_")),
    schedule: known.ids.find((id) => id.startsWith("schedule_")),
    webhook: known.ids.find((id) => id.startsWith("webhook_")),
  };
  type Page = { edges: { cursor: string }[] };
  type Data = Record<string, Page | Record<string, Page>>;
  const page = async (list: string, arg: "after" | "before", cursor: string | null) => {
    const body = JSON.stringify({ query: pageQuery(list, arg), variables: { cursor, ...ids } });
    const headers = { "content-type": "application/json" };
    const response = await fetch(t.api.url, { method: "POST", headers, body });
    return await response.json() as { data: Data | null; errors?: { extensions: object }[] };
  };
  const own = new Map<string, string>();
  for (const list of Object.keys(lists)) {
    const { data } = await page(list, "after", null);
    const found = Object.values(data ?? {}).flatMap((v) => [v, ...Object.values(v ?? {})])
      .flatMap((v) => (v as Page)?.edges ?? []);
    assert.ok(found[0], `${list} is empty`);
    own.set(list, found[0].cursor);
  }
  for (const list of Object.keys(lists)) {
    const foreign = [...own].filter(([name]) => name !== list).map(([, cursor]) => cursor)
      .filter((cursor) => cursor !== own.get(list));
    const edited = `${own.get(list)?.slice(0, -3)}AAA`;
    const both = /entries|\.turns|events|feed/i.test(list);
    for (const cursor of [...madeUp, ...foreign, edited]) {
      for (const arg of both ? ["after", "before"] as const : ["after"] as const) {
        const { errors = [] } = await page(list, arg, cursor);
        const codes = errors.map(({ extensions }) => (extensions as { code: string }).code);
        assert.deepEqual(codes, ["BAD_CURSOR"], `${list} ${arg}: ${cursor.slice(0, 60)}`);
      }
    }
  }
});

test("an unknown id gives null or NotFoundError, without an error", async () => {
  const ids = ["", "x", "agent_", "agent_1", `turn_${"0".repeat(32)}`, "server_nope", "__proto__"];
  const { nodes } = await t.api.run<{ nodes: unknown[] }>(
    "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
    { ids },
  );
  assert.deepEqual(nodes, ids.map(() => null));
});

async function sendAll(): Promise<Found> {
  const warm = Math.ceil(operations / 500) * 100;
  const onProgress = async (sent: number) => {
    if (sent === warm) memory.warm = await t.memory();
  };
  const found = await fuzz({ url: t.api.url, schema, known, seed, operations, onProgress });
  memory.end = await t.memory();
  console.log(`FUZZ_SEED=${seed} FUZZ_OPERATIONS=${operations}`, found.ends, memory);
  for (const { ms, what } of found.slowest) console.log(`${ms} ms ${what.slice(0, 400)}`);
  return found;
}

test("no operation causes an internal error, an error without a code, or a hang", async () => {
  found = await sendAll();
  const { wrong } = found;
  const shown = wrong.slice(0, 10).join("\n\n");
  assert.equal(wrong.length, 0, `seed ${seed}, ${wrong.length}:\n${shown}`);
});

test("many operations were executed and many refused", () => {
  const { answered = 0, BAD_USER_INPUT = 0, BAD_CURSOR = 0 } = found.ends;
  assert.ok(answered > operations / 10, `${answered} were answered`);
  assert.ok(BAD_USER_INPUT > operations / 100, `${BAD_USER_INPUT} were refused`);
  assert.ok(BAD_CURSOR > 0, "no cursor was refused");
});

test("the API process did not restart, and answers", async () => {
  assert.ok(api.pid !== undefined);
  const { pid, log = "" } = apiProcess() ?? {};
  assert.equal(pid, api.pid, (await Deno.readTextFile(log)).slice(-4_000));
  assert.deepEqual(await t.api.run("{ __typename }"), { __typename: "Query" });
});

test("the heap stayed within its limit, and memory grew by no more than a full heap", () => {
  const grown = memory.end - memory.warm;
  assert.ok(memory.warm > 0 && grown < maxGrowth, `${grown} KiB more`);
});

test("refused mutations changed nothing", async () => {
  // Hostile keys come more than once, in operations of which one may be good.
  const keys = Object.keys(found.refused).filter((key) => key.startsWith("fuzz-"));
  assert.ok(keys.length > operations / 20, `${keys.length} were refused`);
  const kept = await t.sql<{ key: string }[]>`
    select key from idempotency_keys where key = any(${keys})`;
  assert.deepEqual(kept.map(({ key }) => found.refused[key]), []);
});
