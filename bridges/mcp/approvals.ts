import {
  type CallToolResult,
  type ElicitRequestFormParams,
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

/** An approval that a turn waits for. `proposedArguments`: absent for a caller who may not decide. */
export type Approval = McpApprovalFragment;

/** Arguments that are longer are not shown in a form: whoever approves must see all of them. */
const maxShownLength = 4_000;
/** Approvals of one turn that are reported. */
const maxApprovals = 20;

/** The approvals that a turn waits for. */
export async function pendingApprovals(operations: Source, turnId: string): Promise<Approval[]> {
  const { viewer: { decides } } = await operations.request(mcpCaller, {});
  const { turn } = await operations.request(mcpApprovals, { turnId, decides })
    .catch((error) => {
      // The scope reaches other conversations, not this one.
      if (failureOf(error).code !== "FORBIDDEN") throw error;
      return operations.request(mcpApprovals, { turnId, decides: false });
    });
  const steps = turn?.__typename === "Turn" ? turn.steps : [];
  const all = steps.flatMap((step) => "approval" in step && step.approval ? [step.approval] : []);
  return all.filter(({ verdict }) => verdict === "PENDING").slice(0, maxApprovals);
}

/** Decides what the client's user has decided in forms. Returns why a decision was refused. */
export async function answerApprovals(call: AgentCall): Promise<string[]> {
  return call.answers ? await decideAll(call.operations, call.answers) : [];
}

/** True if the caller can decide in a form: it may decide, and sees all arguments. */
export const canAsk = ({ proposedArguments }: Approval): boolean =>
  proposedArguments !== undefined &&
  JSON.stringify(proposedArguments).length <= maxShownLength;

/** Asks the client's user, once for each approval; otherwise reports who has to decide what. */
export async function askOrReport(
  call: AgentCall,
  turn: Turn,
  approvals: readonly Approval[],
  refused: readonly string[],
): Promise<CallToolResult | InputRequiredResult> {
  const asked = call.state?.asked ?? [];
  const open = approvals.filter((one) => canAsk(one) && !asked.includes(keyOfForm(one)));
  if (!call.client.forms || open.length === 0) return report(call, turn, approvals, refused);
  const forms = open.map((one) => [keyOfForm(one), inputRequired.elicit(formOf(one, turn))]);
  const keys = [...asked, ...open.map(keyOfForm)];
  return inputRequired({
    inputRequests: Object.fromEntries(forms),
    requestState: stateOf({ key: call.key.own, isGiven: call.key.isGiven, asked: keys }),
  });
}

/** The form in which a user decides. */
export function formOf(
  { toolCall, proposedArguments, expiresAt }: Approval,
  { conversation: { agentVersion: { agent } } }: Turn,
): ElicitRequestFormParams {
  return {
    mode: "form",
    message: `The agent ${agent.name} asks to call ${nameOf(toolCall)} with ` +
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
  approvals: readonly Approval[],
  refused: readonly string[],
): CallToolResult {
  const lines = approvals.map((one) =>
    `- ${one.id}: ${nameOf(one.toolCall)}${argumentsOf(one)}, until ${one.expiresAt}`
  );
  const text = [
    "The agent waits for an approval of a person. Nothing was done yet:",
    ...lines,
    ...refused,
    "It is decided where the deployment's approvals are decided: by the mutation decideApproval " +
    `with the scope approvals:decide. ${readOn(key.own)}`,
  ].join("\n");
  const pending = approvals.map(({ id, argumentsHash, expiresAt, toolCall }) => ({
    ...{ id, argumentsHash, expiresAt },
    tool: nameOf(toolCall),
  }));
  return textResult(text, { ...turnContent(turn, key.own), approvals: pending });
}

const nameOf = (toolCall: Approval["toolCall"]) =>
  toolCall ? `${toolCall.server}.${toolCall.name}` : "a tool";

const argumentsOf = (approval: Approval) =>
  canAsk(approval) ? ` with ${JSON.stringify(approval.proposedArguments)}` : "";
