import type { LiveApproval } from "../card/card-approval.ts";

/** Calls of one tool that wait. */
export interface CallGroup<A extends LiveApproval = LiveApproval> {
  /** `server.name`. */
  readonly tool: string;
  readonly approvals: readonly A[];
}

/** The tool of an approval as `server.name`; null where the viewer may not read the call. */
export const toolName = ({ toolCall }: LiveApproval): string | null =>
  toolCall && `${toolCall.server}.${toolCall.name}`;

/** The tools with several calls that wait: they can be decided together. In the order of the approvals. */
export function callGroups<A extends LiveApproval>(approvals: readonly A[]): CallGroup<A>[] {
  const groups = Map.groupBy(approvals, toolName);
  return [...groups].flatMap(([tool, calls]) =>
    tool !== null && calls.length > 1 ? [{ tool, approvals: calls }] : []
  );
}
