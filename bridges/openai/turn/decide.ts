import type { Source } from "../../../clients/client/source.ts";
import { BridgeError, payloadOf } from "../../failure.ts";
import { InvalidRequest } from "../errors.ts";
import { openAiApproval, openAiDecide } from "../openai.generated.ts";
import { shortId } from "../ids.ts";
import type { Decision } from "../request/response-input.ts";
import { findTurn, notFound } from "./find-turn.ts";
import { checkModel, modelOf } from "./model.ts";
import type { StartedTurn } from "./started-turn.ts";
import { findPlace } from "./turn-place.ts";

/** Reason of a rejection without one. */
const noReason = "The user rejected the call.";

/** Decides approvals that a response ended with. What follows in its turn is a further response. */
export async function decideAndContinue(
  operations: Source,
  previous: string | null | undefined,
  decisions: readonly Decision[],
  asked: { model: string | null | undefined; key: string },
): Promise<StartedTurn> {
  if (!previous) {
    const message = "Name the response that asked for the approval in `previous_response_id`.";
    throw new InvalidRequest(message, "previous_response_id", "missing_required_parameter");
  }
  const { ref: { turnId, part }, turn } = await findTurn(
    operations,
    previous,
    "previous_response_id",
  );
  const { conversation, createdAt } = turn;
  const model = modelOf(conversation.agentVersion);
  checkModel(asked.model, model);
  for (const decision of decisions) await decide(operations, decision, turnId, asked.key);
  const ref = { turnId, part: part + 1 };
  const conversationId = conversation.id;
  const { after } = await findPlace(operations, conversationId, turnId);
  return { ref, conversationId, after, model, createdAt };
}

async function decide(operations: Source, decision: Decision, turnId: string, key: string) {
  const { approvalId, approve, reason } = decision;
  const { approval } = await operations.request(openAiApproval, { id: approvalId });
  const isOfTurn = approval?.__typename === "Approval" &&
    (approval.toolCall === null || approval.toolCall.turn.id === turnId);
  if (!isOfTurn) throw notFound("approval request", shortId(approvalId), "input");
  const verdict = approve ? { approve: { reason } } : { reject: { reason: reason ?? noReason } };
  const { argumentsHash } = approval;
  // One key per approval: a decision of several approvals can be repeated as a whole.
  const idempotencyKey = `${key}-${approvalId.slice(-12)}`;
  const input = { approvalId, argumentsHash, verdict, idempotencyKey };
  const { result } = await operations.request(openAiDecide, { input });
  try {
    payloadOf(result);
  } catch (error) {
    throw error instanceof BridgeError && error.failure.status === 409 ? decided(error) : error;
  }
}

const decided = ({ failure: { code, message } }: BridgeError) =>
  new InvalidRequest(message, "input", `approval_${code.toLowerCase()}`);
