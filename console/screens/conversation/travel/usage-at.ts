import type { ConsoleEvent } from "../events/event-log.ts";

/** What the calls that had ended by an event used. */
export interface UsageAt {
  readonly modelCalls: number;
  readonly toolCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; null: the price of a model is not known. */
  readonly cost: number | null;
}

const ended: readonly string[] = ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"];

/** The usage after these events. A call counts once it has ended: its tokens are known only then. */
export function usageAt(events: readonly ConsoleEvent[]): UsageAt {
  const calls = new Map<string, Extract<ConsoleEvent, { __typename: "StepChanged" }>>();
  for (const event of events) {
    if (event.__typename === "StepChanged" && ended.includes(event.status)) {
      calls.set(event.stepId, event);
    }
  }
  return [...calls.values()].reduce<UsageAt>((sum, { step }) => {
    if (step?.__typename === "ToolCall") return { ...sum, toolCalls: sum.toolCalls + 1 };
    const usage = step?.__typename === "ModelCall" ? step.usage : null;
    const price = usage?.cost?.amount;
    return {
      ...sum,
      modelCalls: sum.modelCalls + 1,
      inputTokens: sum.inputTokens + Number(usage?.inputTokens ?? 0),
      outputTokens: sum.outputTokens + Number(usage?.outputTokens ?? 0),
      cost: sum.cost === null || price === undefined ? null : sum.cost + Number(price),
    };
  }, { modelCalls: 0, toolCalls: 0, inputTokens: 0, outputTokens: 0, cost: 0 });
}
