import {
  type BaseEvent,
  EventType,
  HttpAgent,
  type Message,
  type RunAgentParameters,
} from "@ag-ui/client";
import { type TestStack, unique } from "../support/test-stack.ts";

/** A client of the AG-UI bridge: the protocol's own, which verifies every event of every stream. */
export interface AgUiClient {
  agent: HttpAgent;
  /** All events of all runs so far. */
  events: BaseEvent[];
  /** Sends a message and runs; the events of the run. */
  say(text: string): Promise<BaseEvent[]>;
  run(parameters?: RunAgentParameters): Promise<BaseEvent[]>;
}

/** Address of the bridge for an agent. */
export const agUiUrl = ({ api }: Pick<TestStack, "api">, name: string): string =>
  new URL(`/bridges/ag-ui/${name}`, api.url).href;

/** A client of an agent's thread. `messages`: what it has already. */
export function agUiClient(
  t: Pick<TestStack, "api">,
  name: string,
  { threadId = unique("thread"), messages = [] as Message[], headers = {} } = {},
): AgUiClient {
  const url = agUiUrl(t, name);
  const given = { url, threadId, initialMessages: messages, headers };
  const agent = new HttpAgent({ ...given, fetch: fetchUntilCut });
  const events: BaseEvent[] = [];
  agent.subscribe({ onEvent: ({ event }) => void events.push(event) });
  const run = async (parameters: RunAgentParameters = {}) => {
    const from = events.length;
    await agent.runAgent(parameters);
    return events.slice(from);
  };
  return {
    agent,
    events,
    run,
    say: (text) => {
      agent.messages.push({ id: crypto.randomUUID(), role: "user", content: text });
      return run();
    },
  };
}

/** The client rejects without a handler when its connection is cut: here the stream ends there. */
const fetchUntilCut: typeof fetch = async (...args) => {
  const { body, status, headers } = await fetch(...args);
  return new Response(body && untilCut(body), { status, headers });
};

function untilCut(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done || !value) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** The types of events, with repetitions of a type in a row left out. */
export const typesOf = (events: readonly BaseEvent[]): string[] =>
  events.map(({ type }) => `${type}`).filter((type, i, all) => type !== all[i - 1]);

/** The event that ended a run. */
export const lastOf = (events: readonly BaseEvent[]): BaseEvent => {
  const last = events.at(-1);
  if (!last) throw new Error("a run without events");
  return last;
};

/** The outcome of a run; the code of its error if it has one. */
export function outcomeOf(events: readonly BaseEvent[]): string | undefined {
  const { type, outcome, code } = lastOf(events) as BaseEvent & {
    outcome?: { type: string };
    code?: string;
  };
  return type === EventType.RUN_ERROR ? code : outcome?.type;
}
