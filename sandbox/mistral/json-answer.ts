import { sendJson } from "../http/exchange.ts";
import { answerFrames } from "./frames.ts";
import { paced } from "./pace.ts";
import { commit, refuse } from "./run.ts";
import type { Entry } from "./wire.ts";
import type { Run } from "./run.ts";

function bodyOf({ fault, plan, turn }: Run, outputs: Entry[]) {
  const mystery = [{ object: "entry", type: "mystery.entry", id: "x" }];
  return {
    object: "conversation.response",
    conversation_id: turn.conversation.id,
    outputs: fault?.kind === "undecodable" ? mystery : outputs,
    usage: plan.usage,
    guardrails: null,
  };
}

/** Answers with JSON after the time that a stream would take, with the request's fault. */
export async function jsonAnswer(run: Run): Promise<void> {
  const { emulator, fault, plan, res, stop, turn } = run;
  const { length } = answerFrames(plan);
  const finished = await paced(length, emulator.pace(fault), stop, () => {});
  const whole = finished && fault?.kind !== "error_event";
  const outputs = whole ? commit(run) : [];
  run.unlock();
  if (run.isCut()) return;
  if (!whole) return refuse(run, 500);
  const body = bodyOf(run, outputs);
  emulator.ledger.update(run.record, { status: 200 });
  if (fault?.kind !== "cut_mid_stream" && fault?.kind !== "close_without_done") {
    return sendJson(res, 200, body, turn.headers);
  }
  res.writeHead(200, { "content-type": "application/json", ...turn.headers });
  res.write(JSON.stringify(body).slice(0, 40), () => run.cut());
}
