import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isFinal, type Status } from "../../protocol/status.ts";
import { seeded } from "../chaos/random.ts";
import { connect } from "../../store/database/connect.ts";
import { findBrokenReferences } from "../../store/database/references.ts";
import { runParallel } from "../../protocol/async/run-parallel.ts";
import { startWithAnalyst, unique } from "../support/test-stack.ts";
import { raceApproval, raceEndings } from "./approvals.ts";
import { moments, type Raced, type RaceStack, sleepAfterMs } from "./cell.ts";
import { forms, raceMessage } from "./double-texting.ts";
import { findFaults } from "./find-faults.ts";
import { isFullRun } from "../support/full-run.ts";

/** RACE_ROUNDS: how often each cell is raced, each time with another jitter. RACE_SEED: another set of them. */
const rounds = Number(Deno.env.get("RACE_ROUNDS") ?? (isFullRun() ? "5" : "1"));
const seed = Number(Deno.env.get("RACE_SEED") ?? "7");
/** Conversations at a time: enough to overlap, few enough to be on time. */
const lanes = 12;

let t: RaceStack;
before(async () => {
  const times = { SLEEP_AFTER_MS: String(sleepAfterMs), EVENTS_PER_RUN: "10" };
  const stack = await startWithAnalyst({}, { partEnv: { worker: times, api: times } });
  const agents: Record<string, string> = {};
  for (const [ending, { terms }] of Object.entries(raceEndings)) {
    const name = unique("asked");
    const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK", ...terms };
    await stack.api.register(name, { tools: [tool] });
    agents[ending] = name;
  }
  t = { ...stack, agents };
});
after(() => t[Symbol.asyncDispose]());

/** Races every cell of a table; the faults by cell. */
async function raced(rows: readonly string[], race: typeof raceMessage): Promise<string[]> {
  const cells = Array.from({ length: rounds }, (_, round) => round).flatMap((round) =>
    rows.flatMap((row) => moments.map((moment) => ({ row, moment, round })))
  );
  const ran = await runParallel(
    cells.map((cell, n) => async () => {
      const name = `${cell.row} at ${cell.moment} (${seed}.${n})`;
      try {
        return { name, ran: await race(t, { ...cell, random: seeded(seed * 1_000 + n) }) };
      } catch (error) {
        return { name, error: error instanceof Error ? error.message : String(error) };
      }
    }),
    lanes,
  );
  if (rounds > 1) console.log(tally(ran.flatMap((r) => (r.ran ? [[r.name, r.ran] as const] : []))));
  const ledger = await t.sandbox.ledger();
  const all = await Promise.all(ran.map(async ({ name, ran, error }) => {
    const faults = ran ? await findFaults(t, ran, ledger) : [error];
    return faults.map((fault) => `${name}: ${fault}`);
  }));
  return all.flat();
}

/** Counts status and verdict of each cell's first turn, to show that the sides met in both orders. */
function tally(all: readonly (readonly [string, Raced])[]): string {
  const counts = new Map<string, number>();
  for (const [name, { events }] of all) {
    const turns = events.filter((e) => e.__typename === "TurnChanged");
    const end = turns.find((e) => e.turnId === turns[0]?.turnId && isFinal(e.status as Status));
    const verdict = events.findLast((e) => e.approvalId)?.verdict ?? "";
    const key = `${name.replace(/ \(.*/, "")}: ${end?.status} ${verdict}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort().map(([key, n]) => `${key} x ${n}`).join("\n");
}

test("each form of sending, at the end of a turn, against its cancel, into the sleep, into a new run", async () => {
  assert.deepEqual(await raced(forms, raceMessage), []);
});

test("each ending of an approval, at the end of its turn, against its cancel, into the sleep, into a new run", async () => {
  assert.deepEqual(await raced(Object.keys(raceEndings), raceApproval), []);
});

test("the record has no broken reference after the races", async () => {
  const sql = connect(t.stack.urls.database, { name: "test", max: 1 });
  assert.deepEqual(await findBrokenReferences(sql), []);
  await sql.end();
});
