import type { UIMessage } from "ai";
import type { ContentInput } from "./document-types.generated.ts";

/** The parts of a user's message as the API takes them. Throws a TypeError for a part that it does not take. */
export function contentOf({ parts }: UIMessage): ContentInput[] {
  const content = parts.flatMap((part): ContentInput[] => {
    if (part.type === "text") return part.text ? [{ text: part.text }] : [];
    if (part.type !== "file") return [];
    if (!part.url.startsWith("https:")) {
      const name = part.filename ?? part.mediaType;
      throw new TypeError(
        `${name}: a file is sent as a public https address, which the model's provider fetches`,
      );
    }
    return [
      part.mediaType.startsWith("image") ? { imageUrl: part.url } : { documentUrl: part.url },
    ];
  });
  if (content.length === 0) throw new TypeError("the message has no text and no file");
  return content;
}

/** A decision that a message has and the API may not. */
export interface Decision {
  approvalId: string;
  approved: boolean;
  reason: string | undefined;
  /** Hash of the arguments that the user saw; undefined in a message that was not made by the transport. */
  argumentsHash: string | undefined;
}

/** What a message says about approvals: those that the user has decided, and all that the message shows as open. */
export function decisionsOf({ parts }: UIMessage): { decided: Decision[]; open: Set<string> } {
  const decided: Decision[] = [];
  const open = new Set<string>();
  for (const part of parts) {
    if (!("toolCallId" in part) || !part.approval) continue;
    const { id: approvalId, approved, reason, descriptor } = part.approval;
    if (part.state === "approval-requested") open.add(approvalId);
    if (part.state !== "approval-responded") continue;
    open.add(approvalId);
    const { argumentsHash } = (descriptor ?? {}) as { argumentsHash?: string };
    decided.push({ approvalId, approved: approved === true, reason, argumentsHash });
  }
  return { decided, open };
}

/** The key with which a message is sent: its id, so that a message that is sent twice counts once. */
export const keyOf = (message: UIMessage) => message.id;

const repetition = /#[0-9a-f-]{36}$/;

/** A further key for a message whose answer is made again, in a fork. */
export const repeatedKey = (message: UIMessage) =>
  `${message.id.replace(repetition, "")}#${crypto.randomUUID()}`;

/** The id of the message that was sent with this key. */
export const idOfKey = (key: string) => key.replace(repetition, "");
