import type { Interrupt, ResumeEntry } from "@ag-ui/core";
import { z } from "zod";
import type { Source } from "../../clients/client/source.ts";
import type { TurnApproval } from "../../clients/client/turn/mod.ts";
import { BridgeError, payloadOf } from "../failure.ts";
import { agUiApproval, agUiDecide } from "./ag-ui.generated.ts";
import { answerKey } from "./keys.ts";
import type { ThreadState } from "./state.ts";

/** The protocol has this error of an input in the stream of its run, not as a status of HTTP. */
export class RunRefusal extends BridgeError {
  override name = "RunRefusal";
}

const answered = z.object({
  approved: z.boolean(),
  editedArgs: z.record(z.string(), z.unknown()).optional(),
  reason: z.string().optional(),
});
const dismissed = "The user dismissed the request.";
const rejected = "The user rejected the call.";

/** Approvals that wait for a decision. */
export function pendingOf({ entries, decides }: ThreadState): TurnApproval[] {
  if (!decides) return [];
  return entries.flatMap((entry) => {
    const approval = entry.__typename === "ToolCall" ? entry.approval : null;
    return approval?.verdict === "PENDING" ? [approval] : [];
  });
}

/** An approval as an interrupt of a run: `editedArgs` in the schema says that the caller may change the arguments. */
export function interruptOf(approval: TurnApproval, edits: boolean): Interrupt {
  const { id, toolCall, expiresAt, argumentsHash, approveOnTimeout } = approval;
  return {
    id,
    reason: "tool_call",
    message: `Run ${toolCall?.name ?? "the tool"} of the server ${toolCall?.server ?? ""}?`,
    ...toolCall && { toolCallId: toolCall.id },
    expiresAt,
    responseSchema: {
      type: "object",
      properties: {
        approved: { type: "boolean" },
        reason: { type: "string", description: "The model reads the reason of a rejection." },
        ...edits && {
          editedArgs: {
            type: "object",
            description: "Full replacement of the arguments. Not merged.",
          },
        },
      },
      required: ["approved"],
    },
    metadata: { argumentsHash, approveOnTimeout },
  };
}

/** Decides the approvals that a run answers. Throws a RunRefusal, with nothing decided, unless it answers all of them. */
export async function answerInterrupts(
  operations: Source,
  state: ThreadState,
  resume: readonly ResumeEntry[],
): Promise<void> {
  const pending = new Map(pendingOf(state).map((approval) => [approval.id, approval]));
  const answers = resume.map((entry) => ({ entry, verdict: verdictOf(entry) }));
  const others = answers.filter(({ entry }) => !pending.has(entry.interruptId));
  for (const { entry, verdict } of others) await requireDecided(operations, state, entry, verdict);
  const ids = new Set(resume.map(({ interruptId }) => interruptId));
  const missing = [...pending.keys()].filter((id) => !ids.has(id));
  if (missing.length > 0) {
    throw refusal(409, "INTERRUPTED", `Answer all interrupts; missing: ${missing.join(", ")}.`);
  }
  for (const { entry, verdict } of answers) {
    const approval = pending.get(entry.interruptId);
    if (approval) await decide(operations, approval, entry, verdict);
  }
}

type Verdict =
  | { approve: { arguments?: Record<string, unknown>; reason?: string }; reject?: never }
  | { reject: { reason: string }; approve?: never };

function verdictOf({ interruptId, status, payload }: ResumeEntry): Verdict {
  if (status === "cancelled") return { reject: { reason: dismissed } };
  const { data, error } = answered.safeParse(payload);
  if (error) {
    const { path, message } = error.issues[0] ?? { path: [], message: "" };
    const at = ["payload", ...path].join(".");
    throw refusal(400, "BAD_USER_INPUT", `Interrupt ${interruptId}, ${at}: ${message}`);
  }
  const { approved, editedArgs, reason } = data;
  if (!approved) return { reject: { reason: reason || rejected } };
  return { approve: { ...editedArgs && { arguments: editedArgs }, ...reason && { reason } } };
}

/** An answer that repeats a decision is accepted, and so is one that only leaves an interrupt behind. */
async function requireDecided(
  operations: Source,
  { conversationId }: ThreadState,
  { interruptId, status }: ResumeEntry,
  { approve }: Verdict,
): Promise<void> {
  const { approval } = await operations.request(agUiApproval, { id: interruptId });
  const isOfThread = approval?.__typename === "Approval" &&
    approval.toolCall?.turn.conversation.id === conversationId;
  if (!isOfThread) {
    throw refusal(404, "NOT_FOUND", `This thread has no interrupt ${interruptId}.`);
  }
  const { verdict } = approval;
  if (verdict === "PENDING") {
    throw refusal(403, "FORBIDDEN", "These credentials need the scope approvals:decide.");
  }
  if (status === "cancelled" || verdict === (approve ? "APPROVED" : "REJECTED")) return;
  const message =
    `Interrupt ${interruptId} is ${verdict} already. Answer it as cancelled to go on.`;
  throw refusal(409, "DECIDED", message);
}

async function decide(
  operations: Source,
  { id: approvalId, argumentsHash }: TurnApproval,
  { metadata }: ResumeEntry,
  verdict: Verdict,
): Promise<void> {
  const seen: unknown = metadata?.argumentsHash;
  const input = {
    approvalId,
    argumentsHash: typeof seen === "string" ? seen : argumentsHash,
    idempotencyKey: answerKey(approvalId, verdict),
    verdict,
  };
  const { result } = await operations.request(agUiDecide, { input });
  try {
    payloadOf(result);
  } catch (error) {
    throw error instanceof BridgeError ? new RunRefusal(error.failure) : error;
  }
}

const refusal = (status: number, code: string, message: string) =>
  new RunRefusal({ status, code, message });
