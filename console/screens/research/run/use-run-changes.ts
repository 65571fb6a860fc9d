import { useEffect, useRef } from "react";
import type { ResearchState } from "@tramontane/client/store";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { changesToSay, hasEnded } from "./stages.ts";

/**
 * Reads the report and the rest again when a phase or the run has ended, and reads the ends out: not what had ended when the
 * page was opened, and never a text.
 */
export function useRunChanges({ phases, status }: ResearchState, refetch: () => void): void {
  const announce = useAnnounce();
  const known = useRef<ReadonlyMap<string, string> | null>(null);
  useEffect(() => {
    if (status === "LOADING" || status === "MISSING") return;
    const all = [...phases, { id: "", kind: null, name: "The run", status }];
    const before = known.current;
    known.current = new Map(all.map((one) => [one.id, one.status]));
    if (!before) return;
    const said = changesToSay(before, all);
    if (said.length > 0) announce(said.join(" "));
    // A phase that was not known may have ended before its event came.
    const isNew = all.some((one) => !before.has(one.id) && hasEnded(one.status));
    if (said.length > 0 || isNew) refetch();
  }, [phases, status, announce, refetch]);
}
