import { shortId } from "../ids.ts";
import { type StartedTurn, unixTime } from "../turn/started-turn.ts";

/** What all objects of one completion have in common. `conversation` is our own field. */
export function completionBase({ ref, conversationId, model, createdAt }: StartedTurn) {
  return {
    id: `chatcmpl-${ref.turnId.replace("turn_", "")}`,
    created: unixTime(createdAt),
    model,
    conversation: shortId(conversationId),
  };
}

/** The usage of an ended response, as a completion has it. */
export function chatUsage(response: Record<string, unknown>) {
  const usage = response.usage as Record<string, number> | null;
  if (!usage) return null;
  const { input_tokens: prompt_tokens, output_tokens: completion_tokens, total_tokens } = usage;
  return { prompt_tokens, completion_tokens, total_tokens };
}

/** Why a completion ended, by the status of its response. */
export const finishReason = ({ status }: Record<string, unknown>): string =>
  status === "incomplete" ? "length" : "stop";

/** Between the messages of one answer. */
export const separator = "\n\n";

type Text = { type: string; content?: { text: string }[] };

/** The text of all items of this type. */
export function textOf(response: Record<string, unknown>, type: "message" | "reasoning"): string {
  const items = (response.output as Text[]).filter((item) => item.type === type);
  return items.map(({ content }) => content?.[0]?.text ?? "").join(separator);
}
