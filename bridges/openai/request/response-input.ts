import { decisionsPerRequest } from "../../limits.ts";
import { InvalidRequest } from "../errors.ts";
import { approvalIdOf } from "../ids.ts";
import { type ContentPart, contentParts, contentText } from "./content.ts";
import { type EarlierMessage, withContext } from "./message.ts";
import type { InputItem, ResponseBody } from "./response-body.ts";

/** A decision about an approval. */
export interface Decision {
  approvalId: string;
  approve: boolean;
  reason: string | null;
}

/** What a request asks for: decisions, or a message. */
export type ResponseInput = { decisions: Decision[] } | { content: ContentPart[] };

/** Items of an earlier output, which clients send again. The engine has them. */
const known = ["reasoning", "mcp_call", "mcp_list_tools", "mcp_approval_request"];

/** The input of a request. Throws InvalidRequest. */
export function responseInput({ input, instructions }: ResponseBody): ResponseInput {
  const items = typeof input === "string" ? [{ role: "user", content: input }] : input ?? [];
  const decisions = items.flatMap((item, i) => decisionOf(item, `input[${i}]`) ?? []);
  if (decisions.length > decisionsPerRequest) {
    throw new InvalidRequest(`Send at most ${decisionsPerRequest} decisions at once.`, "input");
  }
  const messages = items.flatMap((item, i) => messageOf(item, `input[${i}]`) ?? []);
  if (decisions.length > 0) return onlyDecisions(decisions, items.at(-1));
  const last = messages.at(-1);
  if (last?.role !== "user") {
    throw new InvalidRequest("End the input with a user's message.", "input");
  }
  const first = instructions ? [{ role: "developer", text: instructions }] : [];
  const earlier = messages.slice(0, -1).map(({ role, content, param }): EarlierMessage => ({
    role,
    text: contentText(content, param),
  }));
  return { content: withContext([...first, ...earlier], contentParts(last.content, last.param)) };
}

function messageOf(item: InputItem, param: string) {
  const { type = "message", role, content } = item;
  if (type === "mcp_approval_response" || known.includes(type)) return null;
  if (type !== "message" || !role) throw new InvalidRequest(unsupported(type), param);
  if (content === null || content === undefined) {
    throw new InvalidRequest("The message has no content.", `${param}.content`);
  }
  return { role, content, param: `${param}.content` };
}

function decisionOf(item: InputItem, param: string): Decision | null {
  if (item.type !== "mcp_approval_response") return null;
  const approvalId = approvalIdOf(item.approval_request_id ?? "");
  if (approvalId === null || item.approve === undefined) {
    throw new InvalidRequest(
      "A decision needs `approval_request_id`, the id of an mcp_approval_request, and `approve`.",
      param,
    );
  }
  return { approvalId, approve: item.approve, reason: item.reason ?? null };
}

/** Earlier messages may come before decisions. A new one may not follow: the open turn would not get it. */
function onlyDecisions(decisions: Decision[], last: InputItem | undefined): ResponseInput {
  if (last?.type === "mcp_approval_response") return { decisions };
  const message = "Send decisions without a new message; send it after the answer.";
  throw new InvalidRequest(message, "input");
}

const unsupported = (type: string) =>
  `An item of type '${type}' is not supported: send messages and mcp_approval_response.`;
