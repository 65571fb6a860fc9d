import { type Event, EventType } from "@ag-ui/core";
import {
  eventFrame,
  eventStreamBody,
  eventStreamHeaders,
} from "../../protocol/net/event-stream.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { Bridge, BridgeCall } from "../bridge.ts";
import { BridgeError, type Failure, failureOf, headersOf } from "../failure.ts";
import { addressOf } from "./address.ts";
import { readRunRequest, type RunRequest } from "./input.ts";
import { RunRefusal } from "./interrupts.ts";
import { prepareRun } from "./prepare.ts";
import { opening, runEvents, type Sent } from "./run.ts";

/** AG-UI 1.0: `POST /bridges/ag-ui/<agent>` with a RunAgentInput, answered with the events of a run. */
export const agUi: Bridge = {
  async serve(call) {
    try {
      return await serveRun(call);
    } catch (error) {
      return refusal(reported(error, call.log));
    }
  },
  async refused(problem) {
    const { errors: [error] } = await problem.json();
    const { message, extensions: { code } } = error;
    const headers = new Headers(problem.headers);
    headers.delete("content-length");
    return Response.json({ code, message }, { status: problem.status, headers });
  },
};

async function serveRun({ request, operations, signal, log }: BridgeCall): Promise<Response> {
  if (request.method !== "POST") throw notAllowed(request.method);
  const address = addressOf(request.url);
  const run = await readRunRequest(request);
  const gone = new AbortController();
  const read = AbortSignal.any([signal, gone.signal]);
  const events = await startedRun();
  const frames = framesOf(events, log);
  return new Response(eventStreamBody(frames, () => gone.abort()), { headers: eventStreamHeaders });

  async function startedRun(): Promise<AsyncIterable<Sent>> {
    try {
      const plan = await prepareRun(operations, address, run);
      if (!plan) return asStream(nothing(run));
      return runEvents({ operations, request: run, plan, signal: read });
    } catch (error) {
      if (error instanceof RunRefusal) return asStream([...opening(run), failed(error.failure)]);
      throw error;
    }
  }
}

const nothing = (run: RunRequest): Event[] => {
  const { threadId, runId } = run.input;
  const outcome = { type: "success" as const };
  return [...opening(run), { type: EventType.RUN_FINISHED, threadId, runId, outcome }];
};

// deno-lint-ignore require-await -- a generator that has everything already
async function* asStream(events: readonly Event[]): AsyncGenerator<Sent> {
  for (const event of events) yield { event };
}

/** The frames of a run; an error ends it in the form of the protocol. */
async function* framesOf(events: AsyncIterable<Sent>, log: Logger): AsyncGenerator<string> {
  try {
    for await (const { event, cursor } of events) {
      yield eventFrame(null, JSON.stringify(event), cursor);
    }
  } catch (error) {
    yield eventFrame(null, JSON.stringify(failed(reported(error, log))));
  }
}

const failed = ({ code, message }: Failure): Event => ({
  type: EventType.RUN_ERROR,
  code,
  message,
});

function reported(error: unknown, log: Logger): Failure {
  const failure = failureOf(error);
  if (failure.status === 500) log.error("bridge.request_failed", errorFields(error));
  return failure;
}

function refusal(failure: Failure): Response {
  const { status, code, message } = failure;
  return Response.json({ code, message }, { status, headers: headersOf(failure) });
}

const notAllowed = (method: string) =>
  new BridgeError({
    status: 405,
    code: "METHOD_NOT_ALLOWED",
    message: `${method} is not allowed: POST a RunAgentInput.`,
  });
