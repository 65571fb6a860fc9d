import type { Conversation } from "@tramontane/react";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { consoleTurnNumbers } from "./inspector.generated.ts";

/**
 * The id of the turn with this number. One that was rolled back has no entries, so the transcript does not know it: it is
 * looked for among the newest 100. Null: it is not known, or none is asked for.
 */
export function useTurnId({ id, turns }: Conversation, number: number | null): string | null {
  const shown = turns.findLast((turn) => number !== null && turn.number === number)?.id ?? null;
  const pause = number === null || shown !== null;
  const { data } = useApiQuery(consoleTurnNumbers, { id }, { pause });
  const found = data?.conversation?.turns.nodes.find((turn) => turn.number === number);
  return shown ?? found?.id ?? null;
}
