import type { Source } from "../../../clients/client/source.ts";
import { BridgeError, payloadOf } from "../../failure.ts";
import { partAfter } from "../answers/snapshot.ts";
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
  const found = await approvalsOf(operations, decisions, turnId);
  for (const one of found) await decide(operations, one, asked.key);
  const conversationId = conversation.id;
  const place = await findPlace(operations, conversationId, turnId);
  const ids = decisions.map(({ approvalId }) => approvalId);
  const next = ids.length > 1 ? await partAfter(operations, turn, place, ids) : null;
  const ref = { turnId, part: next ?? part + 1 };
  return { ref, conversationId, after: place.after, model, createdAt };
}

type Found = Decision & { argumentsHash: string };

/** The approvals of the turn that are decided, all of them before the first one is: a wrong id changes nothing. */
async function approvalsOf(
  operations: Source,
  decisions: readonly Decision[],
  turnId: string,
): Promise<Found[]> {
  if (new Set(decisions.map(({ approvalId }) => approvalId)).size < decisions.length) throw twice;
  const found: Found[] = [];
  for (const decision of decisions) {
    const { approvalId } = decision;
    const { approval } = await operations.request(openAiApproval, { id: approvalId });
    const isOfTurn = approval?.__typename === "Approval" &&
      (approval.toolCall === null || approval.toolCall.turn.id === turnId);
    if (!isOfTurn) throw notFound("approval request", shortId(approvalId), "input");
    found.push({ ...decision, argumentsHash: approval.argumentsHash });
  }
  return found;
}

const twice = new InvalidRequest("Decide each approval once.", "input");

async function decide(operations: Source, decision: Found, key: string) {
  const { approvalId, argumentsHash, approve, reason } = decision;
  const verdict = approve ? { approve: { reason } } : { reject: { reason: reason ?? noReason } };
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
