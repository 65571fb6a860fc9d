import { isId } from "../../protocol/ids.ts";
import { notFound, type UserError } from "../../protocol/user-error.ts";

/** Said of the key of every mutation. */
export const keyDescription = "New for each intent, the same for each retry of it.";
/** Said of the `replayed` of every payload. */
export const replayedDescription = "True: this key was answered before.";

/** The refusal of what cannot be a conversation's id; null when it may be one. */
export function missingConversation(id: string): UserError | null {
  return isId("conversation", id) ? null : notFound("such conversation", ["conversationId"]);
}
