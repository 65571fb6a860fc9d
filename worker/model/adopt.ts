import type {
  AgentHandoffEntry,
  ConversationEventsData,
  ToolExecutionEntry,
} from "@mistralai/mistralai/models/components";
import { reckonTokens, type RemoteEntry } from "./judge-history.ts";

/** A finished answer that the provider kept and we lost. */
export interface KeptAnswer {
  remoteId: string;
  /** All entries of the remote conversation up to the answer, which the model read. */
  before: readonly RemoteEntry[];
  outputs: readonly RemoteEntry[];
}

/** A kept answer as the events that would have streamed it, with reckoned usage: the provider's record tells none. */
export function* asEvents(
  { remoteId, before, outputs }: KeptAnswer,
): Generator<ConversationEventsData> {
  yield { type: "conversation.response.started", conversationId: remoteId };
  for (const [i, output] of outputs.entries()) yield* eventsOf(output, i);
  const promptTokens = reckonTokens(JSON.stringify(before).length);
  const completionTokens = reckonTokens(JSON.stringify(outputs).length);
  const totalTokens = promptTokens + completionTokens;
  yield {
    type: "conversation.response.done",
    usage: { promptTokens, completionTokens, totalTokens },
  };
}

function* eventsOf(output: RemoteEntry, outputIndex: number): Generator<ConversationEventsData> {
  const id = output.id ?? "";
  if (output.type === "function.call") {
    const { name, toolCallId } = output;
    const args = output.arguments;
    const text = typeof args === "string" ? args : JSON.stringify(args);
    yield {
      type: "function.call.delta",
      ...{ id, name, toolCallId, arguments: text, outputIndex },
      agentId: output.agentId,
    };
  }
  if (output.type === "tool.execution") yield* executionOf(output, { id, outputIndex });
  if (output.type === "agent.handoff") yield* handoffOf(output, { id, outputIndex });
  if (output.type !== "message.output") return;
  const { content, agentId } = output;
  for (
    const [contentIndex, part] of (typeof content === "string" ? [content] : content).entries()
  ) {
    yield {
      type: "message.output.delta",
      role: "assistant",
      ...{ id, outputIndex, contentIndex, content: part, agentId },
    };
  }
}

function* executionOf(
  output: ToolExecutionEntry,
  at: { id: string; outputIndex: number },
): Generator<ConversationEventsData> {
  const { name, info, agentId } = output;
  yield { type: "tool.execution.started", name, arguments: output.arguments, ...at, agentId };
  yield { type: "tool.execution.done", name, ...(info && { info }), ...at };
}

function* handoffOf(
  handoff: AgentHandoffEntry,
  at: { id: string; outputIndex: number },
): Generator<ConversationEventsData> {
  const { previousAgentId, previousAgentName, nextAgentId, nextAgentName } = handoff;
  yield { type: "agent.handoff.started", previousAgentId, previousAgentName, ...at };
  yield { type: "agent.handoff.done", nextAgentId, nextAgentName, ...at };
}
