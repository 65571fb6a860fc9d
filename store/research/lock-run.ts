import { append, lockStream } from "../log/append.ts";
import { cancelOneTurn, type Ending } from "../turn/cancel-turns.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { readRun, type ResearchRun } from "./read-run.ts";

/** A run whose stream this transaction has locked, with the open turns whose conversations it has locked before. */
export interface LockedRun {
  run: ResearchRun;
  openTurns: OpenTurn[];
}

interface OpenTurn {
  id: string;
  conversationId: string;
}

class PhasesChanged extends Error {}

/** Limit of the attempts to lock a run whose phases change. */
const maxAttempts = 10;

/** Retries `work`, which calls `lockRun`, while phases are opened before it has all locks. */
export async function retryWhilePhasesChange<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1;; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PhasesChanged) || attempt === maxAttempts) throw error;
    }
  }
}

/** As `retryWhilePhasesChange`, with a transaction for each attempt. */
export function inTransaction<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retryWhilePhasesChange(() => sql.begin(work) as Promise<T>);
}

/** Locks the stream of a run alone, so that it waits for no turn. Null if there is no such run. */
export async function lockRunAlone(
  tx: Tx,
  tenant: string,
  researchId: string,
): Promise<LockedRun | null> {
  const [stream, run] = await Promise.all([
    lockStream(tx, tenant, researchId),
    readRun(tx, researchId),
  ]);
  return stream && run ? { run, openTurns: [] } : null;
}

/** Locks a run and its open turns: first the conversations of its open turns in order, then its own stream. Null if there is no such run. */
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
    and t.ended_at is null order by t.conversation_id`;
}
