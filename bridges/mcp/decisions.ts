import { inputResponse, type InputResponses } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Source } from "../../clients/client/source.ts";
import { isId } from "../../protocol/ids.ts";
import { failureOf, payloadOf } from "../failure.ts";
import { type McpApprovalFragment, mcpDecide } from "./mcp.generated.ts";

/** Answers of one request that are read. */
const maxAnswers = 20;
const content = z.object({
  decision: z.enum(["approve", "reject"]),
  reason: z.string().max(500).optional(),
});

/** The key of a form. It has the hash of the arguments that it shows, so that exactly these are decided. */
export const keyOfForm = (
  { id, argumentsHash }: Pick<McpApprovalFragment, "id" | "argumentsHash">,
): string => `${id}.${argumentsHash}`;

/** Decides what forms were answered with. Other answers are ignored. Returns why decisions were refused. */
export async function decideAll(source: Source, answers: InputResponses): Promise<string[]> {
  const refused: string[] = [];
  for (const key of Object.keys(answers).slice(0, maxAnswers)) {
    const verdict = verdictIn(answers, key);
    const [approvalId = "", argumentsHash = ""] = splitAtDot(key);
    if (!verdict || !isId("approval", approvalId)) continue;
    try {
      const input = { idempotencyKey: crypto.randomUUID(), approvalId, argumentsHash, verdict };
      payloadOf((await source.request(mcpDecide, { input })).result);
    } catch (error) {
      const { code, message } = failureOf(error);
      refused.push(`The decision on ${approvalId} was refused: ${message} (${code})`);
    }
  }
  return refused;
}

/** A user who declines the form rejects the call; one who closes it has not decided. */
function verdictIn(answers: InputResponses, key: string) {
  const answer = inputResponse(answers, key);
  if (answer.kind !== "elicit" || answer.action === "cancel") return null;
  if (answer.action === "decline") return { reject: { reason: "The user declined." } };
  const { success, data } = content.safeParse(answer.content);
  if (!success) return null;
  return data.decision === "approve"
    ? { approve: {} }
    : { reject: { reason: data.reason ?? "The user rejected it." } };
}

function splitAtDot(key: string): [string, string] {
  const at = key.indexOf(".");
  return [key.slice(0, at), key.slice(at + 1)];
}
