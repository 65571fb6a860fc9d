import { decide } from "../model/decide.ts";
import type { Json } from "../model/types.ts";
import { capped, type Planned, plannedEntry, plannedHandoff } from "./planned-entries.ts";
import { type Answerer, answererOf, promptOf } from "./prompt.ts";
import type { Store } from "./store.ts";
import { usageOf } from "./usage.ts";
import type { Conversation, EntryBody, File, Usage } from "./wire.ts";

/** A complete answer, planned before the first token is sent. */
export type Plan = { outputs: Planned[]; usage: Usage; handoffWithWebSearch: boolean };

const maxHandoffs = 4;

/** Number of the newest entries that the model reads, so that a long conversation costs no more than a short one. */
const contextEntries = 400;

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
    const decided = decide(promptOf(by, args, next, recent));
    outputs.push(
      ...decided.flatMap((one) =>
        one.kind === "handoff" ? [] : [plannedEntry(one, by, store, files)]
      ),
    );
    const passed = decided.find((one) => one.kind === "handoff");
    const agent = passed && store.agents.get(passed.to);
    if (!agent) break;
    const to = answererOf(
      { ...conversation, agent_id: agent.id, agent_version: agent.current },
      agent,
    );
    outputs.push(plannedHandoff(by, to));
    by = to;
  }
  const answer = capped(outputs, Number(args.max_tokens ?? Infinity));
  return {
    outputs: answer,
    usage: usageOf(first, entries, answer),
    handoffWithWebSearch: handoffWithWebSearch(answer, store),
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
