import { append, lockStream } from "../log/append.ts";
import { cancelOneTurn, type Ending } from "../turn/cancel-turns.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { readRun, type ResearchRun } from "./read-run.ts";

/** A run whose stream this transaction holds, with the conversations in which turns are open. */
export interface LockedRun {
  run: ResearchRun;
  openTurns: OpenTurn[];
}

interface OpenTurn {
  id: string;
  conversationId: string;
}

class PhasesChanged extends Error {}

/** How often is begun again when other phases have been opened meanwhile. */
const maxTries = 10;

/** Runs `work`, which calls `lockRun`, again as long as the run's phases move on under it. */
export async function retryWhilePhasesChange<T>(work: () => Promise<T>): Promise<T> {
  for (let look = 1;; look++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PhasesChanged) || look === maxTries) throw error;
    }
  }
}

/** Begins a transaction of its own for `work`, as long as phases move. */
export function inTransaction<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retryWhilePhasesChange(() => sql.begin(work) as Promise<T>);
}

/** Takes the locks of a run: the conversations of its open turns in order, then its own, as everywhere. Null: no such. */
export async function lockRun(
  tx: Tx,
  tenant: string,
  researchId: string,
): Promise<LockedRun | null> {
  const seen = await openTurnsOf(tx, researchId);
  for (const { conversationId } of seen) await lockStream(tx, tenant, conversationId);
  const run = await lockStream(tx, tenant, researchId) && await readRun(tx, researchId);
  if (!run) return null;
  const openTurns = await openTurnsOf(tx, researchId);
  if (openTurns.some((t) => !seen.some((s) => s.id === t.id))) throw new PhasesChanged();
  return { run, openTurns };
}

/** Cancels the turns of a locked run. */
export async function stopTurns(tx: Tx, { openTurns }: LockedRun, ending: Ending): Promise<void> {
  for (const { id, conversationId } of openTurns) {
    await append(tx, conversationId, await cancelOneTurn(tx, conversationId, id, ending));
  }
}

async function openTurnsOf(tx: Tx, researchId: string): Promise<OpenTurn[]> {
  return await tx<OpenTurn[]>`select t.id, t.conversation_id from turns t
    join conversations c on c.id = t.conversation_id where c.research_id = ${researchId}
    and t.status in ('QUEUED', 'RUNNING', 'WAITING') order by t.conversation_id`;
}
