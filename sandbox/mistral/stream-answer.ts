import { answerFrames, encodeFrame } from "./frames.ts";
import { timestamp } from "./ids.ts";
import { paced } from "./pace.ts";
import { commit } from "./run.ts";
import type { Json } from "../model/types.ts";
import type { Run } from "./run.ts";

/** Writes a frame. For a slow client it is buffered here, at most one answer. */
function send({ res, isCut, odd }: Run, data: Json & { type: string }): void {
  const { fields = (d) => d, encode = encodeFrame } = odd;
  if (!isCut()) res.write(encode(fields(data)));
}

function openStream({ res, turn, emulator, record }: Run): void {
  res.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
    ...turn.headers,
  });
  emulator.ledger.update(record, { status: 200, firstFrameAt: timestamp() });
}

/** Cuts the client after all frames have left this process; otherwise the client would not receive them. */
async function cutFlushed({ res, cut }: Run): Promise<void> {
  await new Promise<void>((resolve) => {
    res.once("close", resolve);
    res.write(": cut\n\n", () => resolve());
  });
  cut();
}

/** Sends the paced frames. False if the run was stopped or a fault ended it without an answer. */
async function streamFrames(run: Run): Promise<boolean> {
  const { fault, plan, stop, emulator } = run;
  const planned = answerFrames(plan);
  const frames = run.odd.frames?.(planned) ?? planned;
  const ends = fault?.kind === "error_event" ? Math.min(fault.after, frames.length) : frames.length;
  let tokens = 0;
  const finished = await paced(ends, emulator.pace(fault), stop, async (i) => {
    const frame = frames[i];
    if (frame) send(run, frame.data);
    if (++tokens !== fault?.after) return;
    if (fault.kind === "cut_mid_stream") await cutFlushed(run);
    if (fault.kind === "close_without_done") run.hangUp();
  });
  if (fault?.kind === "error_event" && finished) {
    send(run, { type: "conversation.response.error", message: "Internal error", code: 3000 });
  }
  const whole = finished && fault?.kind !== "error_event";
  if (!whole) emulator.ledger.update(run.record, { completionTokens: tokens });
  return whole;
}

/** Streams the answer at its pace, with the request's fault. */
export async function streamAnswer(run: Run): Promise<void> {
  const { fault, plan, res, turn } = run;
  openStream(run);
  send(run, { type: "conversation.response.started", conversation_id: turn.conversation.id });
  const whole = await streamFrames(run);
  if (whole) commit(run);
  run.unlock();
  if (run.isCut()) return;
  // A short answer has fewer frames than the fault's `after`: it is cut before its end nevertheless.
  if (fault?.kind === "cut_mid_stream") return await cutFlushed(run);
  if (fault?.kind === "undecodable") {
    res.write('event: conversation.response.done\ndata: {"type": "con\n\n');
  } else if (whole && fault?.kind !== "close_without_done") {
    send(run, { type: "conversation.response.done", usage: plan.usage });
  }
  endStream(run);
}

/** Ends the response, or does what the stream directive asks for after the last frame. */
function endStream({ res, odd, cut }: Run): void {
  if (odd.after === "hang") return;
  if (odd.after === "destroy") return void res.write(": end\n\n", () => cut());
  if (odd.after === "marker") res.write("data: [DONE]\n\n");
  res.end();
}
