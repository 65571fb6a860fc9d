import postgres from "postgres";
import { sleep } from "../../protocol/async/sleep.ts";
import type { Stack } from "../../cli/stack/stack.ts";
import { partOf } from "../../cli/stack/process-plan.ts";
import { pick, type Random } from "./random.ts";

/** What can be done to a running stack. */
export type FaultKind = "kill" | "pause" | "terminate";

/** One thing done to one process. */
export interface Fault {
  kind: FaultKind;
  process: string;
  /** How long a paused process stays so, ms. */
  ms: number;
}

const weights: Record<string, number> = { worker: 3, api: 2, postgres: 2 };

/** Processes that can be hit, each as likely as its weight. */
export type Victims = readonly (readonly [string, number])[];

/** The processes of a stack, in one order. Workers and APIs are hit more often than the rest. */
export function victimsOf(processes: readonly { name: string }[]): Victims {
  return processes.map(({ name }) => [name, weights[partOf(name)] ?? 1] as const).toSorted();
}

const kinds = [["kill", 6], ["pause", 3], ["terminate", 2]] as const;

/** What happens next. Worker pauses reach beyond the heartbeat, so that a zombie wakes up. */
export function nextFault(random: Random, victims: Victims): Fault {
  const kind = pick<FaultKind>(random, kinds);
  const process = kind === "terminate" ? "postgres" : pick<string>(random, victims);
  return { kind, process, ms: 200 + Math.floor(random() * 3_500) };
}

/** Does it, and returns when the process is as before. */
export async function make(stack: Stack, { kind, process, ms }: Fault): Promise<void> {
  if (kind === "terminate") return await terminateConnections(stack);
  if (kind === "kill") {
    await stack.kill(process, "SIGKILL");
    await stack.startPart(process);
    return;
  }
  await stack.kill(process, "SIGSTOP");
  await sleep(ms);
  await stack.kill(process, "SIGCONT");
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
