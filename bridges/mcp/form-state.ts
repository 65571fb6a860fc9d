import { ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";
import { z } from "zod";

/** Units of a key that a client gives: the stored one also has the depth. */
export const maxKeyLength = 150;

/**
 * What a client sends back with its user's answers. It is not signed: with a state of its own a caller finds turns by its
 * own keys, as with any call.
 */
const state = z.object({
  key: z.string().min(1).max(maxKeyLength),
  /** Whether the client gave the key. */
  isGiven: z.boolean(),
  /** Keys of the forms that were shown: a form is shown once. */
  asked: z.array(z.string().max(300)).max(200),
});

/** Read back by `readState`. */
export type FormState = z.infer<typeof state>;

/** The state as text. */
export const stateOf = (value: FormState): string => JSON.stringify(value);

/** What an earlier round of the call was; undefined for a first one. Throws for a text that is no state. */
export function readState(text: string | undefined): FormState | undefined {
  if (text === undefined) return undefined;
  try {
    return state.parse(JSON.parse(text));
  } catch {
    const message = "The `requestState` is not one of this server. Call the tool without it.";
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, message);
  }
}
