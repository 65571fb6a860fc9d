import { eventFrame } from "../../protocol/net/event-stream.ts";
import { answerJson, JsonAnswer } from "../answers/answer-json.ts";

/** One result. A result without data has no position in the stream, so it gets no `id`. */
export function nextFrame(
  answer: { data?: unknown; errors?: unknown },
  cursor: string | null,
): string {
  const hasData = answer instanceof JsonAnswer || answer.data;
  const id = cursor !== null && hasData ? cursor : undefined;
  return eventFrame("next", answerJson(answer), id);
}
