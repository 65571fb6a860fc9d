import { isId } from "../../protocol/ids.ts";

/**
 * A response is a turn, or what follows a decision about an approval in it: the request for the approval ends a response,
 * `part` counts these ends. Its id is made of the turn's, so that no table is needed.
 */
export interface ResponseRef {
  turnId: string;
  part: number;
}

const responseId = /^resp_([a-z0-9]{1,64})(?:_([1-9]\d{0,3}))?$/;

/** The id of a response. */
export function responseIdOf(ref: ResponseRef): string {
  return `resp_${ownerOf(ref)}`;
}

/** What all ids of a response have in common. */
export function ownerOf({ turnId, part }: ResponseRef): string {
  const hex = turnId.replace(/^turn_/, "");
  return part === 0 ? hex : `${hex}_${part}`;
}

/** The response of an id; null for any other text. */
export function parseResponseId(id: string): ResponseRef | null {
  const [, hex, part = "0"] = responseId.exec(id) ?? [];
  return hex === undefined ? null : { turnId: `turn_${hex}`, part: Number(part) };
}

/** Our id of a conversation, or of an approval, as clients of OpenAI expect to see it. */
export const shortId = (id: string): string =>
  id.replace(/^conversation_/, "conv_").replace(/^approval_/, "mcpr_");

/** The id of a conversation, from either form; null for any other text. */
export const conversationIdOf = (id: string): string | null => longId("conversation", "conv_", id);

/** The id of an approval, from either form; null for any other text. */
export const approvalIdOf = (id: string): string | null => longId("approval", "mcpr_", id);

function longId(kind: "conversation" | "approval", short: string, id: string): string | null {
  const long = id.startsWith(short) ? `${kind}_${id.slice(short.length)}` : id;
  return isId(kind, long) ? long : null;
}
