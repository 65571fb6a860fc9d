import { rateLimitMessage } from "../../protocol/quota/rate-limit.ts";
import type { Requester } from "../auth/requester.ts";
import { problem } from "../http/problem.ts";
import { bridgePoints } from "./operation-points.ts";
import { isLimited, type Quotas } from "./quotas.ts";

/**
 * A request to a bridge costs a point and its size, whatever its operations cost: a call of a tool with wrong arguments is
 * answered with 200, and reaches none. A refused one costs as much more as an operation that is not valid.
 */
export async function paidBridgeRequest(
  quotas: Quotas | undefined,
  requester: Requester,
  parts: {
    /** Of the body. */
    bytes: number;
    serve: () => Promise<Response>;
    refused: (problem: Response) => Promise<Response>;
  },
): Promise<Response> {
  if (!quotas || !isLimited(requester)) return await parts.serve();
  const spent = quotas.refusal(requester)?.rateLimit;
  if (spent) {
    const seconds = Math.max(1, Math.ceil((spent.retryAfterMs ?? 0) / 1_000));
    const headers = { "retry-after": `${seconds}`, "cache-control": "no-store" };
    return await parts.refused(problem(429, "RATE_LIMITED", rateLimitMessage(spent), headers));
  }
  quotas.charge(requester, bridgePoints(parts.bytes));
  const answer = await parts.serve();
  if (isRefusal(answer)) quotas.chargeInvalid(requester);
  return answer;
}

/** What the operations of a request refused, 429 for example, was paid for by them. */
const isRefusal = ({ status }: Response) => status >= 400 && status < 500 && status !== 429;
