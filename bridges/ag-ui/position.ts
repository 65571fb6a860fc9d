import { RequestError } from "../../clients/client/errors.ts";
import type { Source } from "../../clients/client/source.ts";
import { agUiMissed } from "./ag-ui.generated.ts";

/**
 * Whether a client that resumes after this position has all events. If not, or if the position has expired, it gets a
 * snapshot. Throws for a position that is not one of this conversation.
 */
export async function hasAllUntil(
  operations: Source,
  id: string,
  position: string | null,
): Promise<boolean> {
  if (!position) return false;
  try {
    const { conversation } = await operations.request(agUiMissed, { id, after: position });
    return conversation?.events.nodes.length === 0;
  } catch (error) {
    if (error instanceof RequestError && error.code === "CURSOR_EXPIRED") return false;
    throw error;
  }
}
