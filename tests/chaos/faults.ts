import postgres from "postgres";
import type { Stack } from "../../cli/stack/stack.ts";
import { partOf } from "../../cli/stack/process-plan.ts";
import { pick, type Random } from "./random.ts";

/** Faults of processes. */
export type FaultKind = "kill" | "pause" | "terminate";

/** A fault of one process. */
export interface Fault {
  kind: FaultKind;
  process: string;
  /** How long a paused process stays paused, ms. */
  ms: number;
}

const weights: Record<string, number> = { worker: 3, api: 2, postgres: 2 };

/** Processes that faults can hit, with their weights. */
export type Victims = readonly (readonly [string, number])[];

/** The processes of a stack, in a fixed order. Workers, APIs and PostgreSQL are hit more often. */
export function victimsOf(processes: readonly { name: string }[]): Victims {
  return processes.map(({ name }) => [name, weights[partOf(name)] ?? 1] as const).toSorted();
}

const kinds = [["kill", 6], ["pause", 3], ["terminate", 2]] as const;

/** The next fault. Some pauses exceed the heartbeat's timeout, so that a worker continues after it lost its calls. */
export function nextFault(random: Random, victims: Victims): Fault {
  const kind = pick<FaultKind>(random, kinds);
  const process = kind === "terminate" ? "postgres" : pick<string>(random, victims);
  return { kind, process, ms: 200 + Math.floor(random() * 3_500) };
}

/** Ends every connection of the product to the database. */
export async function terminateConnections({ urls }: Stack) {
  const sql = postgres(urls.database, { max: 1, connect_timeout: 5 });
  try {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name like 'tramontane%' and pid <> pg_backend_pid()`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
