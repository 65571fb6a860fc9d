import { problem } from "../http/problem.ts";
import type { LinkVerdict } from "./signed-link.ts";

const uncached = { "cache-control": "no-store" };

/** An answer that must not be cached, since a later request may succeed. */
export const uncachedProblem = (status: number, code: string, message: string) =>
  problem(status, code, message, status === 503 ? { ...uncached, "retry-after": "2" } : uncached);

/** The answer to a link that is not valid; `field` is the field of the schema that has valid ones. */
export function linkProblem(
  state: Exclude<LinkVerdict["state"], "valid">,
  field: string,
): Response {
  if (state === "expired") {
    return uncachedProblem(410, "LINK_EXPIRED", `This link has expired. Read ${field} again.`);
  }
  const message = `The signature of this link is invalid. Read ${field} again.`;
  return uncachedProblem(403, "FORBIDDEN", message);
}
