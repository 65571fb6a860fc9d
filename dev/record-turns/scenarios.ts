import type { TurnEvent } from "../../clients/client/turn/parts.ts";
import { type TestStack, unique } from "../../tests/support/test-stack.ts";

type Stack = TestStack & { analyst: string };

/** A turn to record: `seen` acts on what its first reader receives. */
export interface Recorder {
  id: string;
  turnId: string;
  seen?: (event: TurnEvent) => void;
}

/** Whether a second reader joins at this event: text is being written. */
export const asksFor = (event: TurnEvent) =>
  event.__typename === "TextDelta" && event.offset > 20 && event.kind !== "ARGUMENTS";

const price = { server: "prices", name: "get_current_stock_price" };

async function ask({ api }: Stack, agent: string, text: string): Promise<Recorder> {
  const id = await api.start(agent);
  const { turn } = await api.send(id, text);
  return { id, turnId: turn.id };
}

const once = (act: () => Promise<unknown>) => {
  let acted: Promise<unknown> | undefined;
  return () => void (acted ??= act());
};

/** An agent that asks before it calls its tool, and what decides about its first approval. */
async function decided(t: Stack, text: string, verdict: object): Promise<Recorder> {
  const name = unique("careful");
  await t.api.register(name, { tools: [{ ...price, policy: "ASK" }] });
  const turn = await ask(t, name, text);
  const decide = once(async () => {
    const [approval] = await t.api.pending(turn.turnId);
    if (approval) await t.api.decide(approval, verdict);
  });
  const waits = (e: TurnEvent) => e.__typename === "TurnChanged" && e.status === "WAITING";
  return { ...turn, seen: (event) => waits(event) && decide() };
}

const killWorker = ({ stack }: Stack) =>
  once(async () => {
    await stack.kill("worker", "SIGKILL");
    await stack.startPart("worker");
  });

/** What is recorded, by name. */
export const scenarios: Record<string, (t: Stack) => Promise<Recorder>> = {
  "tools": (t) => ask(t, t.analyst, "What do NVDA and AMD cost?"),
  "thinking": (t) => ask(t, t.analyst, "[[think]] Say something in about 20 words"),
  async "killed"(t) {
    const turn = await ask(t, t.analyst, "Explain markets in about 60 words");
    const kill = killWorker(t);
    return { ...turn, seen: (e) => e.__typename === "TextDelta" && e.offset > 60 && kill() };
  },
  "edited": (t) =>
    decided(t, "What does TSLA cost?", { approve: { arguments: { symbol: "MSFT" } } }),
  "rejected": (t) => decided(t, "What does AMD cost?", { reject: { reason: "not that one" } }),
  async "queued"(t) {
    const first = await ask(t, t.analyst, "Say something in about 40 words");
    const { turn } = await t.api.send(first.id, "What does AAPL cost?");
    return { id: first.id, turnId: turn.id };
  },
  async "cancelled"(t) {
    const turn = await ask(t, t.analyst, "Explain bonds in about 200 words");
    const cancel = once(() => t.api.cancel(turn.turnId, "enough"));
    return { ...turn, seen: (e) => e.__typename === "TextDelta" && e.offset > 60 && cancel() };
  },
  "failed-tool": (t) => ask(t, t.analyst, "Please [[unknown-tool]]"),
  async "sources"(t) {
    const name = unique("searcher");
    await t.api.register(name, { tools: [{ server: "mistral", name: "web_search" }] });
    return await ask(t, name, "[[run:web_search]] What is new about NVDA?");
  },
};
