import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import { FencedError } from "../../store/call/claimed-call.ts";
import type { ClaimedToolCall } from "../../store/call/claim-tool-call.ts";
import {
  claimNextAction,
  continueAfterTools,
  type NextAction,
} from "../../store/turn/claim-next-action.ts";
import { Lease } from "../lease.ts";
import { attemptToolCall, type MadeToolCall, recordToolCall } from "./attempt-tool-call.ts";
import type { ActivityDeps } from "./deps.ts";

/** A result waits this long for those of the other calls, so that they are written together, ms. */
const maxWaitMs = 200;

/** The next action, with the lease and the beginning of its claim. */
export interface Claimed {
  action: NextAction;
  lease: Lease;
  began: Date;
}

/**
 * Makes the claimed tool calls of an answer in parallel, then claims what the turn needs next. Usually their outcomes are
 * written together with that claim. An outcome that would wait too long for the others, a retry, and all outcomes after
 * an error are written by themselves. Throws the first error of an attempt, once all have ended.
 */
export async function makeQuickCalls(
  deps: ActivityDeps,
  conversation: ConversationInput,
  { calls, lease }: { calls: readonly ClaimedToolCall[]; lease: Lease },
  signal: AbortSignal,
): Promise<Claimed> {
  const pending = new PendingOutcomes((made) => recordUnlessFenced(deps, made));
  const attempts = await Promise.allSettled(
    calls.map(async (call) => pending.add(await attemptToolCall(deps, call, lease, signal))),
  );
  const together = await pending.end(calls.length);
  const failed = attempts.find((a) => a.status === "rejected" && !isFenced(a.reason));
  if (failed?.status === "rejected") {
    await pending.recordAll(together);
    throw failed.reason;
  }
  const policy = { provider: deps.provider, ...deps.engine };
  const claiming = () => ({ lease: new Lease(deps.engine.leaseMs), began: new Date() });
  const mergedClaim = claiming();
  const merged = together.length > 0
    ? await continueAfterTools(deps.sql, conversation, policy, together)
    : null;
  if (merged) {
    for (const { at } of together) await deps.failpoint("committed", at);
    return { action: merged, ...mergedClaim };
  }
  await pending.recordAll(together);
  const claim = claiming();
  return { action: await claimNextAction(deps.sql, conversation, policy), ...claim };
}

/** Outcomes that wait to be written together. */
class PendingOutcomes {
  readonly #record: (made: MadeToolCall) => Promise<void>;
  #pending: MadeToolCall[] = [];
  #added = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writes: Promise<void>[] = [];

  constructor(record: (made: MadeToolCall) => Promise<void>) {
    this.#record = record;
  }

  add(made: MadeToolCall): void {
    this.#added++;
    this.#pending.push(made);
    if (made.waitMs !== null || made.outcome.files?.length) this.#release();
    this.#timer ??= setTimeout(() => this.#release(), maxWaitMs);
  }

  /** Resolves once nothing is being written: with the outcomes of all calls if none was written by itself, else empty. */
  async end(calls: number): Promise<MadeToolCall[]> {
    clearTimeout(this.#timer);
    if (this.#writes.length > 0 || this.#added < calls) this.#release();
    await Promise.all(this.#writes);
    return this.#pending;
  }

  /** Writes outcomes, each by itself. */
  async recordAll(outcomes: readonly MadeToolCall[]): Promise<void> {
    await Promise.all(outcomes.map((made) => this.#record(made)));
  }

  #release() {
    const write = this.recordAll(this.#pending.splice(0));
    write.catch(() => {}); // `end` throws its error
    this.#writes.push(write);
  }
}

async function recordUnlessFenced(deps: ActivityDeps, made: MadeToolCall): Promise<void> {
  try {
    await recordToolCall(deps, made);
  } catch (error) {
    if (!isFenced(error)) throw error;
  }
}

const isFenced = (error: unknown) => error instanceof FencedError;
