import { SpanKind } from "@opentelemetry/api";
import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import { readTraceparent, spanIdOf, spanUnder } from "../../protocol/telemetry/trace-context.ts";
import type { Sql } from "../../store/database/sql.ts";
import { claimUnexportedRun } from "../../store/outcomes/unexported-run.ts";
import {
  claimUnexportedTurns,
  type EndedApproval,
  type EndedTurn,
} from "../../store/outcomes/unexported-turns.ts";
import { attributes, linkKinds, mistralProvider } from "../../telemetry/attributes.ts";
import { linkTo, type SpanRef } from "../../telemetry/span.ts";
import type { ExportedSpan, ExportSpan } from "../telemetry/tracing.ts";

/** Exports the spans of turns of a conversation that have ended, each once. */
export async function exportEndedTurns(
  sql: Sql,
  conversation: ConversationInput,
  exportSpan: ExportSpan,
): Promise<void> {
  for (const turn of await claimUnexportedTurns(sql, conversation)) {
    for (const span of spansOfTurn(turn)) exportSpan(span);
  }
}

/** Exports the span of a research run that has ended, once. */
export async function exportEndedRun(
  sql: Sql,
  researchId: string,
  exportSpan: ExportSpan,
): Promise<void> {
  const run = await claimUnexportedRun(sql, researchId);
  const above = readTraceparent(run?.traceparent);
  const span = spanUnder(run?.traceparent, researchId);
  if (!run || !above || !span) return;
  exportSpan({
    ...span,
    parentId: above.spanId,
    name: "invoke_workflow research",
    startMs: run.createdAt.getTime(),
    endMs: run.endedAt.getTime(),
    attributes: {
      [attributes.operation]: "invoke_workflow",
      [attributes.workflowName]: "research",
      [attributes.researchId]: researchId,
      ...errorOf(run.failure),
    },
    error: run.failure,
  });
}

/** The spans of a turn and of the approvals that it waited for. */
export function spansOfTurn(turn: EndedTurn): ExportedSpan[] {
  const above = readTraceparent(turn.traceparent);
  const span = spanUnder(turn.traceparent, turn.id);
  if (!above || !span) return [];
  const before = spanUnder(turn.previous?.traceparent, turn.previous?.id ?? "");
  const own: ExportedSpan = {
    ...span,
    parentId: above.spanId,
    name: `invoke_agent ${turn.agentName}`,
    startMs: turn.startedAt.getTime(),
    endMs: turn.endedAt.getTime(),
    attributes: turnAttributes(turn),
    links: before ? [linkTo(before, linkKinds.previousTurn)] : [],
    error: turn.failure,
  };
  return [own, ...turn.approvals.map((approval) => approvalSpan(approval, turn, span))];
}

function turnAttributes(turn: EndedTurn) {
  return {
    [attributes.operation]: "invoke_agent",
    [attributes.provider]: mistralProvider,
    [attributes.agentId]: turn.agentId,
    [attributes.agentName]: turn.agentName,
    [attributes.agentVersion]: String(turn.agentVersion),
    [attributes.conversation]: turn.conversationId,
    [attributes.turnInputTokens]: turn.inputTokens,
    [attributes.turnOutputTokens]: turn.outputTokens,
    [attributes.turnId]: turn.id,
    [attributes.turnNumber]: turn.number,
    [attributes.turnStatus]: turn.status,
    ...(turn.researchId && { [attributes.researchId]: turn.researchId }),
    ...errorOf(turn.failure),
  };
}

/** From the request for an approval to its decision. */
function approvalSpan(approval: EndedApproval, turn: EndedTurn, above: SpanRef): ExportedSpan {
  const decision = readTraceparent(approval.decisionTraceparent);
  return {
    ...above,
    spanId: spanIdOf(approval.id),
    parentId: above.spanId,
    name: `approval ${approval.tool}`,
    kind: SpanKind.INTERNAL,
    startMs: approval.createdAt.getTime(),
    endMs: approval.decidedAt.getTime(),
    attributes: {
      [attributes.conversation]: turn.conversationId,
      [attributes.turnId]: turn.id,
      [attributes.approvalTool]: approval.tool,
      [attributes.verdict]: approval.verdict,
      [attributes.edited]: approval.edited,
    },
    links: decision?.sampled ? [linkTo(decision, linkKinds.decision)] : [],
  };
}

const errorOf = (failure: string | null) => failure ? { [attributes.errorType]: failure } : {};
