import { decide } from "../model/decide.ts";
import { estimateTokens, fragments } from "../model/fragments.ts";
import { newId, newToolCallId } from "./ids.ts";
import { saveFile } from "./files.ts";
import { contentOf, type Piece, piecesOf } from "./message-parts.ts";
import { answererOf, promptOf } from "./prompt.ts";
import type { Json, ModelOutput } from "../model/types.ts";
import type { Answerer } from "./prompt.ts";
import type { Store } from "./store.ts";
import type { Conversation, EntryBody, File, Usage } from "./wire.ts";

/** An entry of the answer with its id, and the pieces in which it is streamed. */
export type Planned = {
  id: string;
  body: EntryBody;
  pieces: string[];
  /** The pieces of a message in parts. */
  parts?: Piece[];
};

/** A complete answer, planned before the first token is sent. */
export type Plan = { outputs: Planned[]; usage: Usage; handoffWithWebSearch: boolean };

const maxHandoffs = 4;

/** Number of the newest entries that the model reads, so that a long conversation costs no more than a short one. */
const contextEntries = 400;

function entryOf(
  said: Exclude<ModelOutput, { kind: "handoff" }>,
  by: Answerer,
  store: Store,
  files: Map<string, File>,
): Planned {
  const from = { ...(by.agentId && { agent_id: by.agentId }), model: by.model };
  if (said.kind === "message") {
    const body: EntryBody = {
      type: "message.output",
      role: "assistant",
      content: said.text,
      ...from,
    };
    return { id: newId("msg"), body, pieces: fragments(said.text) };
  }
  if (said.kind === "parts") return partsOf(piecesOf(said.parts, files), from);
  if (said.kind === "execution") {
    if (said.file) files.set(said.name, saveFile(store, said.file));
    return executionOf(said, from);
  }
  const { name, arguments: args } = said;
  const call: EntryBody = {
    type: "function.call",
    tool_call_id: newToolCallId(),
    name,
    arguments: args,
    ...from,
  };
  return { id: newId("fc"), body: call, pieces: ["", ...fragments(args)] };
}

function partsOf(parts: Piece[], from: { agent_id?: string; model: string }): Planned {
  const role = "assistant" as const;
  const body: EntryBody = { type: "message.output", role, content: contentOf(parts), ...from };
  const pieces = parts.map(({ content }) => typeof content === "string" ? content : "");
  return { id: newId("msg"), body, pieces, parts };
}

function executionOf(
  { name, arguments: args, info }: Extract<ModelOutput, { kind: "execution" }>,
  from: { agent_id?: string; model: string },
): Planned {
  const body: EntryBody = { type: "tool.execution", name, arguments: args, info, ...from };
  return { id: newId("tool_exec"), body, pieces: fragments(args) };
}

function handoffOf(from: Answerer, to: Answerer): Planned {
  const body: EntryBody = {
    type: "agent.handoff",
    previous_agent_id: from.agentId ?? "",
    previous_agent_name: from.name,
    next_agent_id: to.agentId ?? "",
    next_agent_name: to.name,
  };
  return { id: newId("handoff"), body, pieces: [] };
}

/** Cuts the answer after `maxTokens`; a call that is cut keeps incomplete JSON. */
function cap(outputs: Planned[], maxTokens: number): Planned[] {
  let left = maxTokens;
  return outputs.flatMap((output, i) => {
    const pieces = output.pieces.slice(0, Math.max(left, 0));
    if (i > 0 && left <= 0) return [];
    left -= output.pieces.length;
    if (pieces.length === output.pieces.length) return [output];
    const { body } = output;
    const text = pieces.join("");
    if (output.parts && body.type === "message.output") {
      const parts = output.parts.slice(0, pieces.length);
      return [{ ...output, pieces, parts, body: { ...body, content: contentOf(parts) } }];
    }
    const key = "arguments" in body ? "arguments" : "content";
    return [{ ...output, pieces, body: { ...body, [key]: text } as EntryBody }];
  });
}

/** Tokens that are reported for a run of a built-in tool. */
const tokensOfRun = 120;

const sizes = new WeakMap<EntryBody, number>();

function sizeOf(entry: EntryBody): number {
  const known = sizes.get(entry);
  if (known !== undefined) return known;
  const size = JSON.stringify(entry).length;
  sizes.set(entry, size);
  return size;
}

function usageOf(
  answerer: Answerer,
  entries: readonly EntryBody[],
  outputs: readonly Planned[],
): Usage {
  const context = JSON.stringify([answerer.spec.instructions ?? "", answerer.spec.tools ?? []]);
  const size = entries.reduce((sum, entry) => sum + sizeOf(entry), context.length);
  const prompt = Math.ceil(size / 4) + estimateTokens(answerer.name);
  const completion = outputs.reduce((sum, output) => sum + output.pieces.length, 0);
  const connectors: Record<string, number> = {};
  for (const { body } of outputs) {
    if (body.type === "tool.execution") connectors[body.name] = (connectors[body.name] ?? 0) + 1;
  }
  const runs = Object.values(connectors).reduce((sum, n) => sum + n, 0);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion + runs * tokensOfRun,
    ...(runs > 0 && { connector_tokens: runs * tokensOfRun, connectors }),
  };
}

/** Results go to the agent that made the calls; other inputs to the conversation's agent. */
function firstAnswerer(
  store: Store,
  conversation: Conversation,
  entries: readonly EntryBody[],
): Answerer {
  const own = store.agents.get(conversation.agent_id ?? "");
  const results = entries.findLastIndex((e) => e.type !== "message.input");
  const last = entries.findLast((e) => e.type === "agent.handoff");
  const inTurn = entries[results]?.type === "function.result" && last &&
    entries.lastIndexOf(last) > lastQuestion(entries.slice(0, results));
  const agent = inTurn ? store.agents.get(last.next_agent_id) : undefined;
  if (!agent) return answererOf(conversation, own);
  return answererOf({ ...conversation, agent_id: agent.id, agent_version: agent.current }, agent);
}

function lastQuestion(entries: readonly EntryBody[]): number {
  return entries.findLastIndex((e, i) =>
    e.type === "message.input" && entries[i - 1]?.type !== "function.result"
  );
}

/** Whether the answer has a hand-off from or to an agent with web search. */
function handoffWithWebSearch(outputs: readonly Planned[], store: Store): boolean {
  const searches = (id: string) => {
    const agent = store.agents.get(id);
    return agent?.versions[agent.current]?.tools?.some((tool) =>
      String(tool.type).startsWith("web_search")
    ) ?? false;
  };
  return outputs.some(({ body }) =>
    body.type === "agent.handoff" &&
    (searches(body.previous_agent_id) || searches(body.next_agent_id))
  );
}

/** Plans the answer to `entries`, including hand-offs between agents. */
export function planAnswer(
  store: Store,
  conversation: Conversation,
  entries: readonly EntryBody[],
  overrides: Json,
): Plan {
  const outputs: Planned[] = [];
  const files = new Map<string, File>();
  const first = firstAnswerer(store, conversation, entries);
  let by = first;
  let args: Json = {};
  const recent = entries.slice(-contextEntries);
  for (let turns = 0; turns <= maxHandoffs; turns++) {
    args = { ...by.spec.completion_args, ...overrides };
    const next = (by.spec.handoffs ?? []).flatMap((id) => {
      const agent = store.agents.get(id);
      return agent && turns < maxHandoffs
        ? [{ id, name: agent.versions[agent.current]?.name ?? "" }]
        : [];
    });
    const said = decide(promptOf(by, args, next, recent));
    outputs.push(
      ...said.flatMap((one) => one.kind === "handoff" ? [] : [entryOf(one, by, store, files)]),
    );
    const passed = said.find((one) => one.kind === "handoff");
    const agent = passed && store.agents.get(passed.to);
    if (!agent) break;
    const to = answererOf(
      { ...conversation, agent_id: agent.id, agent_version: agent.current },
      agent,
    );
    outputs.push(handoffOf(by, to));
    by = to;
  }
  const capped = cap(outputs, Number(args.max_tokens ?? Infinity));
  return {
    outputs: capped,
    usage: usageOf(first, entries, capped),
    handoffWithWebSearch: handoffWithWebSearch(capped, store),
  };
}
