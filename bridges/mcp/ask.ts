import type { CallToolResult, InputRequiredResult } from "@modelcontextprotocol/server";
import type { Source } from "../../clients/client/source.ts";
import { readTurn } from "../../clients/client/turn/mod.ts";
import { BridgeError, payloadOf } from "../failure.ts";
import { answerApprovals, askOrReport, type Waiting, waitingCalls } from "./approvals.ts";
import type { AgentCall } from "./call.ts";
import {
  mcpCaller,
  mcpConversation,
  mcpSendMessage,
  mcpStartConversation,
  mcpWork,
} from "./mcp.generated.ts";
import { hasEnded, type Turn, turnResult } from "./turn-result.ts";
import { TurnProgress } from "./turn-progress.ts";
import { whileOpen } from "./while-open.ts";

/** What a caller asks an agent. */
export interface Question {
  agent: string;
  message: string;
  conversationId?: string | undefined;
}

/** A turn that was opened, or found again by its key. `after`: cursor before its events; null: from the first one. */
export interface OpenedTurn {
  turn: Turn;
  after: string | null;
}

/** Sends the message, in a new conversation unless one is given. The same key finds the same turn. */
export async function openTurn(
  { operations, key }: Pick<AgentCall, "operations" | "key">,
  { agent, message, conversationId }: Question,
): Promise<OpenedTurn> {
  const input = { idempotencyKey: key.stored, content: [{ text: message }] };
  if (conversationId === undefined) {
    await requireReader(operations);
    const { result } = await operations.request(mcpStartConversation, {
      input: { ...input, agent },
    });
    const { turn } = payloadOf(result);
    if (!turn) throw new Error("a conversation that was started with a message has no turn");
    return { turn, after: null };
  }
  await checkAgent(operations, conversationId, agent);
  const { result } = await operations.request(mcpSendMessage, {
    // A message in a queue could wait for the turn whose tool call this is.
    input: { ...input, conversationId, whenBusy: "REJECT" },
  });
  const { turn, eventCursor } = payloadOf(result);
  return { turn, after: eventCursor };
}

/** A caller that may write only would pay for an answer that it does not get. */
async function requireReader(operations: Source): Promise<void> {
  const { viewer: { asks } } = await operations.request(mcpCaller, {});
  if (asks) return;
  const message = "Asking an agent needs the scopes conversations:read and conversations:write.";
  throw new BridgeError({ status: 403, code: "FORBIDDEN", message });
}

async function checkAgent(operations: Source, id: string, agent: string): Promise<void> {
  const { conversation } = await operations.request(mcpConversation, { id });
  const found = conversation?.agentVersion.agent.name;
  if (found === agent) return;
  const message = found === undefined
    ? "There is no such conversation. Leave `conversationId` out to start one."
    : `This conversation is with ${found}. Call its tool, or leave \`conversationId\` out.`;
  throw new BridgeError({ status: 404, code: "NOT_FOUND", message });
}

/** Reads a turn until it ends, or waits for an approval that the caller does not decide here. */
export async function answerOf(
  call: AgentCall,
  opened: OpenedTurn,
): Promise<CallToolResult | InputRequiredResult> {
  const refused = await answerApprovals(call);
  const end = await whileOpen(call, opened.turn.id, (signal) => untilItStops(call, opened, signal));
  const { turn, waiting } = end ?? { turn: await readWork(call.operations, opened.turn.id) };
  return waiting ? await askOrReport(call, turn, waiting, refused) : turnResult(turn, call.key.own);
}

interface Stop {
  turn: Turn;
  /** What it waits for; absent once it has ended. */
  waiting?: Waiting[];
}

/** Null: the signal was aborted before. */
async function untilItStops(
  { operations, progress }: AgentCall,
  { turn: { id: turnId, status, conversation }, after }: OpenedTurn,
  signal: AbortSignal,
): Promise<Stop | null> {
  if (hasEnded(status)) return null;
  const reports = new TurnProgress(progress);
  const place = { conversationId: conversation.id, turnId, after, signal };
  for await (const { parts } of readTurn(operations, place)) {
    for (const part of parts) reports.report(part);
    if (!parts.some((part) => part.type === "turn" && part.status === "WAITING")) continue;
    const stop = await waitingFor(operations, turnId);
    if (stop) return stop;
  }
  return null;
}

/** What a turn waits for; null if it goes on: the event may be of an approval that was decided since. */
async function waitingFor(operations: Source, turnId: string): Promise<Stop | null> {
  const waiting = await waitingCalls(operations, turnId);
  if (waiting.length === 0) return null;
  return { turn: await readWork(operations, turnId), waiting };
}

async function readWork(operations: Source, id: string): Promise<Turn> {
  const { work } = await operations.request(mcpWork, { id });
  if (work?.__typename === "Turn") return work;
  throw new BridgeError({ status: 404, code: "NOT_FOUND", message: "The turn cannot be read." });
}
