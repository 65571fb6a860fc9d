import type { CallToolResult } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { McpTurnFragment } from "./mcp.generated.ts";
import { failedResult, textResult } from "./results.ts";

/** A turn as the tools read it. */
export type Turn = McpTurnFragment;

const maxLinks = 50;

/** Structured content of `ask_<agent>`. */
export const turnOutput = z.looseObject({
  conversationId: z.string().describe("Pass it to continue the conversation."),
  turnId: z.string(),
  status: z.string().describe(
    "COMPLETED, or what the turn still does: QUEUED, RUNNING or WAITING, for an approval.",
  ),
  idempotencyKey: z.string().nullable().describe(
    "The same call with this key reads the answer of this turn, instead of asking again; null if it is not known.",
  ),
  reply: z.string().nullable().describe("The reply as Markdown; null before the end."),
  output: z.unknown().optional().describe("The reply as data, if the agent has an output schema."),
  links: z.array(z.looseObject({ title: z.string(), url: z.string() })).describe(
    "Sources and files of the reply.",
  ),
  emulated: z.boolean().describe("True: the answer comes from an emulator, not from a model."),
  approvals: z.array(z.looseObject({ tool: z.string(), id: z.string().nullable() })).optional()
    .describe("What a turn that is WAITING waits for."),
});

/** True once a turn, or a run, has ended. */
export const hasEnded = (status: string): boolean =>
  ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"].includes(status);

/** A turn as data. */
export function turnContent(
  turn: Turn,
  idempotencyKey: string | null,
): Record<string, unknown> {
  const { id: turnId, status, output, reply, conversation: { id: conversationId, emulated } } =
    turn;
  return {
    ...{ conversationId, turnId, status, idempotencyKey },
    reply: hasEnded(status) ? reply?.text ?? "" : null,
    ...(output !== null && { output }),
    links: linksOf(reply),
    emulated,
  };
}

/** The result of a turn that has ended, or that still runs after the longest wait of a call. */
export function turnResult(turn: Turn, key: string | null): CallToolResult {
  const content = turnContent(turn, key);
  switch (turn.status) {
    case "COMPLETED":
      return textResult(turn.reply?.text || "The answer of the agent is empty.", content);
    case "FAILED":
      return failedResult(turn.failure ?? { code: "FAILED", message: "The turn failed." }, content);
    case "CANCELLED":
    case "DISCARDED": {
      const reason = turn.cancelReason ? `: ${turn.cancelReason}` : ".";
      return failedResult(
        { code: turn.status, message: `The turn was cancelled${reason}` },
        content,
      );
    }
    default:
      return textResult(`The agent still works. ${readOn(key)}`, content);
  }
}

/** How the answer of an open turn, or the report of an open run, is read later. */
export const readOn = (key: string | null): string =>
  `To read the answer, repeat this call with the same arguments and "idempotencyKey": "${key}".`;

function linksOf(reply: Turn["reply"]): { title: string; url: string }[] {
  const links = (reply?.content ?? []).flatMap((part) =>
    "url" in part && part.url ? [{ title: part.title, url: part.url }] : []
  );
  return links.slice(0, maxLinks);
}
