import type { ServerResponse } from "node:http";
import { watchClient } from "./client-watch.ts";
import { badRequest, serverError } from "./errors.ts";
import { checkGuardrails } from "./guardrails.ts";
import { answerFrames } from "./frames.ts";
import { oddStreamOf } from "./odd-stream.ts";
import { jsonAnswer } from "./json-answer.ts";
import { paced, waited } from "./pace.ts";
import { planAnswer } from "./plan.ts";
import { commit, refuse } from "./run.ts";
import { streamAnswer } from "./stream-answer.ts";
import { RoleFailure } from "../model/roles/play.ts";
import type { FaultRule } from "../control/faults.ts";
import type { LedgerRecord } from "../control/ledger.ts";
import type { Emulator } from "./emulator.ts";
import type { Plan } from "./plan.ts";
import type { Run, Turn } from "./run.ts";

/** Runs a turn whose client gets no answer: it is cut before any byte, or gets an error for a stored answer. */
async function serveWithoutAnswer(run: Run): Promise<void> {
  const { emulator, fault, plan, stop } = run;
  if (fault?.kind === "cut_before_headers") run.cut();
  const whole = await paced(answerFrames(plan).length, emulator.pace(fault), stop, () => {});
  if (whole) commit(run);
  run.unlock();
  if (!run.isCut()) refuse(run, fault?.status ?? 500);
}

function planned(emulator: Emulator, turn: Turn): Plan {
  checkGuardrails(emulator.store, turn);
  const plan = planOrFault(emulator, turn);
  if (plan.outputs.length === 0) throw badRequest("max_tokens must leave room for an answer");
  if (plan.handoffWithWebSearch && emulator.settings.modes.handoffSearchFails) {
    throw serverError(500);
  }
  return plan;
}

function planOrFault(
  { store }: Emulator,
  { conversation, priorEntries, inputs, args }: Turn,
): Plan {
  try {
    return planAnswer(store, conversation, [...priorEntries, ...inputs], args);
  } catch (error) {
    throw error instanceof RoleFailure ? badRequest(error.message) : error;
  }
}

/** Runs the model for a turn and answers, with the request's fault. Releases the lock. */
export async function serveTurn(
  emulator: Emulator,
  turn: Turn,
  res: ServerResponse,
  record: LedgerRecord,
  fault: FaultRule | undefined,
): Promise<void> {
  const watch = watchClient(emulator, turn.conversation.id, res);
  try {
    const odd = oddStreamOf(turn.inputs);
    const whole = planned(emulator, turn);
    const plan = odd.silent ? { ...whole, outputs: [] } : whole;
    const run: Run = { emulator, turn, res, record, plan, fault, odd, ...watch };
    emulator.ledger.update(record, { ran: "running" });
    const unanswered = fault?.kind === "cut_before_headers" || fault?.kind === "commit_then_500";
    const late = fault?.kind !== "slow_answer" || await waited(fault.delayMs, watch.stop);
    if (unanswered || !late) await serveWithoutAnswer(run);
    else await (turn.stream ? streamAnswer(run) : jsonAnswer(run));
  } finally {
    if (record.ran === "running") emulator.ledger.update(record, { ran: "partial" });
    if (watch.isCut()) emulator.ledger.update(record, { cut: true });
    watch.unlock();
    watch.end();
  }
}
