import type { ServerResponse } from "node:http";
import { sendJson } from "../http/exchange.ts";
import { serverError } from "./errors.ts";
import { timestamp } from "./ids.ts";
import type { FaultRule } from "../control/faults.ts";
import type { LedgerRecord } from "../control/ledger.ts";
import type { Json } from "../model/types.ts";
import type { ClientWatch } from "./client-watch.ts";
import type { Emulator } from "./emulator.ts";
import type { OddStream } from "./odd-stream.ts";
import type { Plan } from "./plan.ts";
import type { Conversation, Entry } from "./wire.ts";

/** A checked request for an answer of the model; its conversation is locked. */
export type Turn = {
  conversation: Conversation;
  /** The entries before the inputs. */
  priorEntries: readonly Entry[];
  inputs: Entry[];
  args: Json;
  stream: boolean;
  store: boolean;
  headers: Record<string, string>;
};

/** A turn with its planned answer and its client. */
export type Run = ClientWatch & {
  emulator: Emulator;
  turn: Turn;
  res: ServerResponse;
  record: LedgerRecord;
  plan: Plan;
  fault: FaultRule | undefined;
  odd: OddStream;
};

/** Stores inputs and answer, and records the run as paid. Returns the stored answer. */
export function commit({ emulator, turn, record, plan }: Run): Entry[] {
  const at = timestamp();
  const outputs = plan.outputs.map((o): Entry => ({
    object: "entry",
    id: o.id,
    created_at: at,
    completed_at: at,
    ...o.body,
  }));
  const { conversation, inputs } = turn;
  const alive = emulator.store.conversations.has(conversation.id);
  if (turn.store && alive) {
    emulator.commits.set(conversation.id, {
      at: performance.now(),
      before: emulator.store.entries(conversation.id).length,
    });
    emulator.store.append(conversation.id, [...inputs, ...outputs]);
  }
  const tokens = {
    promptTokens: plan.usage.prompt_tokens,
    completionTokens: plan.usage.completion_tokens,
  };
  emulator.ledger.update(record, {
    ran: "full",
    paid: true,
    stored: turn.store && alive,
    ...tokens,
  });
  return outputs;
}

/** Answers with an error of the server. */
export function refuse({ res, emulator, record }: Run, status: number): void {
  emulator.ledger.update(record, { status });
  sendJson(res, status, serverError(status).body);
}
