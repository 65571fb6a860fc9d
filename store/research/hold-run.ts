import { append, lockStream } from "../append.ts";
import { cancelOneTurn, type Ending } from "../cancel-work.ts";
import type { Sql, Tx } from "../connect.ts";
import { readRun, type ResearchRun } from "./read-run.ts";

/** A run whose stream this transaction holds, with the conversations in which turns are open. */
export interface HeldRun {
  run: ResearchRun;
  openTurns: OpenTurn[];
}

interface OpenTurn {
  id: string;
  conversationId: string;
}

class PhasesMoved extends Error {}

/** How often is begun again when other phases have been opened meanwhile. */
const mostLooks = 10;

/** Runs `work`, which calls `holdRun`, again as long as the run's phases move on under it. */
export async function whilePhasesMove<T>(work: () => Promise<T>): Promise<T> {
  for (let look = 1;; look++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PhasesMoved) || look === mostLooks) throw error;
    }
  }
}

/** Begins a transaction of its own for `work`, as long as phases move. */
export function inTransaction<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  return whilePhasesMove(() => sql.begin(work) as Promise<T>);
}

/** Takes the locks of a run: the conversations of its open turns in order, then its own, as everywhere. Null: no such. */
export async function holdRun(tx: Tx, tenant: string, researchId: string): Promise<HeldRun | null> {
  const seen = await openTurnsOf(tx, researchId);
  for (const { conversationId } of seen) await lockStream(tx, tenant, conversationId);
  const run = await lockStream(tx, tenant, researchId) && await readRun(tx, researchId);
  if (!run) return null;
  const openTurns = await openTurnsOf(tx, researchId);
  if (openTurns.some((t) => !seen.some((s) => s.id === t.id))) throw new PhasesMoved();
  return { run, openTurns };
}

/** Cancels the turns of a held run. */
export async function stopTurns(tx: Tx, { openTurns }: HeldRun, ending: Ending): Promise<void> {
  for (const { id, conversationId } of openTurns) {
    await append(tx, conversationId, await cancelOneTurn(tx, conversationId, id, ending));
  }
}

async function openTurnsOf(tx: Tx, researchId: string): Promise<OpenTurn[]> {
  return await tx<OpenTurn[]>`select t.id, t.conversation_id from turns t
    join conversations c on c.id = t.conversation_id where c.research_id = ${researchId}
    and t.status in ('QUEUED', 'RUNNING', 'WAITING') order by t.conversation_id`;
}
