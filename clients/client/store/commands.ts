import { readable } from "../readable.ts";
import type { ContentInput, VerdictInput } from "../document-types.generated.ts";
import type { Source } from "../source.ts";
import { faultOfError, ownFault, type Result } from "./fault.ts";
import { mutate } from "./mutate.ts";
import {
  storeCancel,
  storeClose,
  storeDecide,
  storeFork,
  storeNode,
  storeStart,
} from "./store.generated.ts";

/** A message: Markdown, or parts. */
export type Content = string | readonly ContentInput[];

/** The parts of a message. */
export const partsOf = (content: Content): ContentInput[] =>
  typeof content === "string" ? [{ text: content }] : [...content];

const firstParts = (content: Content | undefined) =>
  content === undefined ? null : partsOf(content);

/** A conversation that was started. */
export interface Started {
  readonly conversationId: string;
  /** Null: it has no message yet. */
  readonly turnId: string | null;
}

/** An approval to decide on: its id, or what was shown of it. */
export type ToDecide = string | {
  readonly id: string;
  readonly argumentsHash: string;
};

/** Cancels a turn; its id. */
export async function cancelTurn(
  source: Source,
  turnId: string,
  reason?: string,
): Promise<Result<string>> {
  const result = await mutate(source, storeCancel, { turnId, reason });
  return result.ok ? { ok: true, value: turnId } : result;
}

/** Decides on an approval; the verdict that now holds. */
export async function decideApproval(
  source: Source,
  approval: ToDecide,
  verdict: VerdictInput,
): Promise<Result<string>> {
  const known = typeof approval === "string" ? await queried(source, approval) : approval;
  if ("ok" in known) return known;
  const { id: approvalId, argumentsHash } = known;
  const result = await mutate(source, storeDecide, {
    approvalId,
    argumentsHash,
    verdict,
  });
  return result.ok ? { ok: true, value: result.value.approval.verdict } : result;
}

/** Starts a conversation that shares another one's entries up to `entryId`. */
export async function forkConversation(
  source: Source,
  entryId: string,
  content?: Content,
): Promise<Result<Started>> {
  return started(
    await mutate(source, storeFork, { entryId, content: firstParts(content) }),
  );
}

/** A conversation to start. */
export interface NewConversation {
  agent: string;
  content?: Content | undefined;
  title?: string | undefined;
  labels?: readonly string[] | undefined;
}

/** Starts a conversation. */
export async function startConversation(
  source: Source,
  { agent, content, title, labels = [] }: NewConversation,
): Promise<Result<Started>> {
  const input = {
    agent,
    title,
    labels: [...labels],
    content: firstParts(content),
  };
  return started(await mutate(source, storeStart, input));
}

/** Closes a conversation for good; its id. */
export async function closeConversation(
  source: Source,
  conversationId: string,
): Promise<Result<string>> {
  const result = await mutate(source, storeClose, { conversationId });
  return result.ok ? { ok: true, value: conversationId } : result;
}

function started(
  result: Result<{ conversation: { id: string }; turn: { id: string } | null }>,
): Result<Started> {
  if (!result.ok) return result;
  const { conversation, turn } = result.value;
  return {
    ok: true,
    value: { conversationId: conversation.id, turnId: turn?.id ?? null },
  };
}

async function queried(source: Source, id: string) {
  try {
    const { node } = await readable(source.request(storeNode, { id }));
    if (node?.__typename === "Approval") return node;
  } catch (error) {
    return { ok: false, fault: faultOfError(error) } as const;
  }
  return {
    ok: false,
    fault: ownFault("NOT_FOUND", `there is no approval ${id}`),
  } as const;
}
