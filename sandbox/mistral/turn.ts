import type { ServerResponse } from "node:http";
import { sendJson } from "../http/exchange.ts";
import { badRequest, serverError } from "./errors.ts";
import { answerFrames, encodeFrame } from "./frames.ts";
import { timestamp } from "./ids.ts";
import { paced, waited } from "./pace.ts";
import { planAnswer } from "./plan.ts";
import type { FaultOrder } from "../control/faults.ts";
import type { LedgerRecord } from "../control/ledger.ts";
import type { Json } from "../model/types.ts";
import type { Emulator } from "./emulator.ts";
import type { Plan } from "./plan.ts";
import type { Conversation, Entry } from "./wire.ts";

/** A request that makes the model speak, checked and with its conversation locked. */
export type Turn = {
  conversation: Conversation;
  /** The entries that it goes on from. */
  base: readonly Entry[];
  inputs: Entry[];
  args: Json;
  stream: boolean;
  store: boolean;
  headers: Record<string, string>;
};

type Run =
  & { emulator: Emulator; turn: Turn; res: ServerResponse; record: LedgerRecord; plan: Plan }
  & Cutter;
type Cutter = {
  fault: FaultOrder | undefined;
  /** Destroys the socket. */
  cut: () => void;
  /** Ends the answer cleanly, whatever is missing. */
  hangUp: () => void;
  isCut: () => boolean;
  stop: AbortSignal;
  /** Lets the conversation go; only the first call counts. */
  unlock: () => void;
};

/** Watches the client. In mode "abort" the signal fires when it goes; in mode "store" never. */
function cutter(
  emulator: Emulator,
  turn: Turn,
  res: ServerResponse,
  fault: FaultOrder | undefined,
): Cutter {
  const stop = new AbortController();
  let gone = false;
  let locked = true;
  const leave = () => {
    gone = true;
    if (emulator.settings.modes.cut === "abort") stop.abort();
  };
  res.once("close", () => res.writableFinished || leave());
  return {
    fault,
    cut: () => (leave(), res.destroy()),
    hangUp: () => (leave(), res.end()),
    isCut: () => gone,
    stop: stop.signal,
    unlock() {
      const until = gone ? performance.now() + emulator.settings.modes.lockMs : 0;
      if (locked) emulator.locks.release(turn.conversation.id, until);
      locked = false;
    },
  };
}

function commit({ emulator, turn, record, plan }: Run): Entry[] {
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

/** Writes a frame, and waits where the client reads slowly. */
async function write({ res, isCut }: Run, text: string): Promise<void> {
  if (isCut() || res.write(text)) return;
  await new Promise<void>((resolve) => {
    res.once("drain", resolve);
    res.once("close", resolve);
  });
}

function openStream({ res, turn, emulator, record }: Run): void {
  res.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
    ...turn.headers,
  });
  emulator.ledger.update(record, { status: 200, firstFrameAt: timestamp() });
}

/** Cuts once all that was written has left this process; or the client would see nothing of it. */
async function cutFlushed({ res, cut }: Run): Promise<void> {
  await new Promise<void>((resolve) => {
    res.once("close", resolve);
    res.write(": cut\n\n", () => resolve());
  });
  cut();
}

/** Sends the paced frames. False when the run was stopped or a fault ended it without an answer. */
async function streamFrames(run: Run): Promise<boolean> {
  const { fault, plan, stop, emulator } = run;
  const frames = answerFrames(plan);
  const ends = fault?.kind === "error_event" ? Math.min(fault.after, frames.length) : frames.length;
  let tokens = 0;
  const finished = await paced(ends, emulator.pace(fault), stop, async (i) => {
    const frame = frames[i];
    if (frame) await write(run, encodeFrame(frame.data));
    if (++tokens !== fault?.after) return;
    if (fault.kind === "cut_mid_stream") await cutFlushed(run);
    if (fault.kind === "close_without_done") run.hangUp();
  });
  if (fault?.kind === "error_event" && finished) {
    await write(
      run,
      encodeFrame({ type: "conversation.response.error", message: "Internal error", code: 3000 }),
    );
  }
  const whole = finished && fault?.kind !== "error_event";
  if (!whole) emulator.ledger.update(run.record, { completionTokens: tokens });
  return whole;
}

async function serveStream(run: Run): Promise<void> {
  const { fault, plan, res, turn } = run;
  openStream(run);
  await write(
    run,
    encodeFrame({ type: "conversation.response.started", conversation_id: turn.conversation.id }),
  );
  const whole = await streamFrames(run);
  if (whole) commit(run);
  run.unlock();
  if (run.isCut()) return;
  // A short answer has fewer frames than the fault waits for: it is cut before its end all the same.
  if (fault?.kind === "cut_mid_stream") return await cutFlushed(run);
  if (fault?.kind === "undecodable") {
    await write(run, 'event: conversation.response.done\ndata: {"type": "con\n\n');
  } else if (whole && fault?.kind !== "close_without_done") {
    await write(run, encodeFrame({ type: "conversation.response.done", usage: plan.usage }));
  }
  res.end();
}

async function serveJson(run: Run): Promise<void> {
  const { emulator, fault, plan, res, stop, turn } = run;
  const { length } = answerFrames(plan);
  const whole = await paced(length, emulator.pace(fault), stop, () => {}) &&
    fault?.kind !== "error_event";
  const outputs = whole ? commit(run) : [];
  run.unlock();
  if (run.isCut()) return;
  if (!whole) return refuse(run, 500);
  const shown = fault?.kind === "undecodable"
    ? [{ object: "entry", type: "mystery.entry", id: "x" }]
    : outputs;
  const object = "conversation.response";
  const body = {
    object,
    conversation_id: turn.conversation.id,
    outputs: shown,
    usage: plan.usage,
    guardrails: null,
  };
  emulator.ledger.update(run.record, { status: 200 });
  if (fault?.kind !== "cut_mid_stream" && fault?.kind !== "close_without_done") {
    return sendJson(res, 200, body, turn.headers);
  }
  res.writeHead(200, { "content-type": "application/json", ...turn.headers });
  res.write(JSON.stringify(body).slice(0, 40), () => run.cut());
}

function refuse({ res, emulator, record }: Run, status: number): void {
  emulator.ledger.update(record, { status });
  sendJson(res, status, serverError(status).body);
}

/** The cut that happens before any byte is sent, and the answer that is stored but reported as failed. */
async function serveUnheard(run: Run): Promise<void> {
  const { emulator, fault, plan, stop } = run;
  if (fault?.kind === "cut_before_headers") run.cut();
  const whole = await paced(answerFrames(plan).length, emulator.pace(fault), stop, () => {});
  if (whole) commit(run);
  run.unlock();
  if (!run.isCut()) refuse(run, fault?.status ?? 500);
}

function planned(emulator: Emulator, turn: Turn): Plan {
  const plan = planAnswer(
    emulator.store,
    turn.conversation,
    [...turn.base, ...turn.inputs],
    turn.args,
  );
  if (plan.outputs.length === 0) throw badRequest("max_tokens must leave room for an answer");
  return plan;
}

/** Runs the model for a turn and answers, with the fault that is meant for it. Gives the lock back. */
export async function serveTurn(
  emulator: Emulator,
  turn: Turn,
  res: ServerResponse,
  record: LedgerRecord,
  fault: FaultOrder | undefined,
): Promise<void> {
  const watch = cutter(emulator, turn, res, fault);
  try {
    const plan = planned(emulator, turn);
    const run: Run = { emulator, turn, res, record, plan, ...watch };
    emulator.ledger.update(record, { ran: "running" });
    const unheard = fault?.kind === "cut_before_headers" || fault?.kind === "commit_then_500";
    const late = fault?.kind !== "slow_answer" || await waited(fault.delayMs, watch.stop);
    if (unheard || !late) await serveUnheard(run);
    else await (turn.stream ? serveStream(run) : serveJson(run));
  } finally {
    if (record.ran === "running") emulator.ledger.update(record, { ran: "partial" });
    if (watch.isCut()) emulator.ledger.update(record, { cut: true });
    watch.unlock();
  }
}
