import {
  type CallToolResult,
  type ElicitRequestFormParams,
  type InputRequests,
  inputRequired,
  type InputRequiredResult,
} from "@modelcontextprotocol/server";
import type { Source } from "../../clients/client/source.ts";
import { failureOf } from "../failure.ts";
import type { AgentCall } from "./call.ts";
import { decideAll, keyOfForm } from "./decisions.ts";
import { stateOf } from "./form-state.ts";
import { type McpApprovalFragment, mcpApprovals, mcpCaller } from "./mcp.generated.ts";
import { textResult } from "./results.ts";
import { readOn, type Turn, turnContent } from "./turn-result.ts";

/** A tool call that waits for a decision. `approval`: null for a caller who may not read it. */
export interface Waiting {
  /** `server.name` */
  tool: string;
  approval: Approval | null;
}

/** `proposedArguments`: absent for a caller who may not decide. */
type Approval = McpApprovalFragment;

/** Arguments that are longer are not shown in a form: an approver must see all of them. */
const maxShownLength = 4_000;
/** Calls of one turn that are reported. */
const maxWaiting = 20;

/** The tool calls of a turn that wait for decisions. */
export async function waitingCalls(operations: Source, turnId: string): Promise<Waiting[]> {
  const { viewer: { decides, readsApprovals: reads } } = await operations.request(mcpCaller, {});
  const { turn } = await operations.request(mcpApprovals, { turnId, reads, decides })
    .catch((error) => {
      // The scopes reach other conversations, not this one.
      if (failureOf(error).code !== "FORBIDDEN") throw error;
      return operations.request(mcpApprovals, { turnId, reads: false, decides: false });
    });
  const steps = turn?.__typename === "Turn" ? turn.steps : [];
  const waiting = steps.flatMap((step): Waiting[] => {
    if (step.__typename !== "ToolCall" || step.status !== "WAITING" || step.retryAt !== null) {
      return [];
    }
    return [{ tool: `${step.server}.${step.name}`, approval: step.approval ?? null }];
  });
  return waiting.slice(0, maxWaiting);
}

/** Decides what the client's user has decided in forms. Returns why a decision was refused. */
export async function answerApprovals(call: AgentCall): Promise<string[]> {
  return call.answers ? await decideAll(call.operations, call.answers) : [];
}

/** A call about which the caller can decide in a form: it may decide, and sees all arguments. */
type Decidable = Waiting & { approval: Approval };

/** True if the caller can decide about it in a form. */
export const canAsk = (waiting: Waiting): waiting is Decidable =>
  waiting.approval?.proposedArguments !== undefined &&
  JSON.stringify(waiting.approval.proposedArguments).length <= maxShownLength;

/** Asks the client's user, once for each approval; otherwise reports who has to decide what. */
export async function askOrReport(
  call: AgentCall,
  turn: Turn,
  waiting: readonly Waiting[],
  refused: readonly string[],
): Promise<CallToolResult | InputRequiredResult> {
  const asked = call.state?.asked ?? [];
  const open = waiting.filter(canAsk).filter((one) => !asked.includes(keyOfForm(one.approval)));
  if (!call.client.forms || open.length === 0) return report(call, turn, waiting, refused);
  const keys = [...asked, ...open.map(({ approval }) => keyOfForm(approval))];
  return inputRequired({
    inputRequests: formsOf(open, turn),
    requestState: stateOf({ key: call.key.own, isGiven: call.key.isGiven, asked: keys }),
  });
}

/** The forms in which a user decides, by their keys. */
export function formsOf(waiting: readonly Decidable[], turn: Turn) {
  const forms = waiting.map((one) => [
    keyOfForm(one.approval),
    inputRequired.elicit(formOf(one, turn)),
  ]);
  return Object.fromEntries(forms) as InputRequests;
}

function formOf(
  { tool, approval: { proposedArguments, expiresAt } }: Decidable,
  { conversation: { agentVersion: { agent } } }: Turn,
): ElicitRequestFormParams {
  return {
    mode: "form",
    message: `The agent ${agent.name} asks to call ${tool} with ` +
      `${JSON.stringify(proposedArguments)}. It waits until ${expiresAt}.`,
    requestedSchema: {
      type: "object",
      properties: {
        decision: { type: "string", title: "Decision", enum: ["approve", "reject"] },
        reason: { type: "string", title: "Reason, for the agent", maxLength: 500 },
      },
      required: ["decision"],
    },
  };
}

function report(
  { key }: AgentCall,
  turn: Turn,
  waiting: readonly Waiting[],
  refused: readonly string[],
): CallToolResult {
  const text = [
    "The agent waits for an approval of a person:",
    ...waiting.map(lineOf),
    ...refused,
    "It is decided where the deployment's approvals are decided: by the mutation decideApproval " +
    `with the scope approvals:decide. ${readOn(key.own)}`,
  ].join("\n");
  const approvals = waiting.map(({ tool, approval }) => ({
    tool,
    id: approval?.id ?? null,
    argumentsHash: approval?.argumentsHash ?? null,
    expiresAt: approval?.expiresAt ?? null,
  }));
  return textResult(text, { ...turnContent(turn, key.own), approvals });
}

function lineOf(waiting: Waiting): string {
  const { tool, approval } = waiting;
  if (!approval) return `- ${tool}`;
  const shown = canAsk(waiting) ? ` with ${JSON.stringify(approval.proposedArguments)}` : "";
  return `- ${tool}${shown}: ${approval.id}, until ${approval.expiresAt}`;
}
