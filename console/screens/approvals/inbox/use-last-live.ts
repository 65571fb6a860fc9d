import { useEffect, useState } from "react";
import type { useApprovals } from "@tramontane/react";

type ConnectionState = ReturnType<typeof useApprovals>["connection"];

/** Whether the inbox may be old because the API is away, and when it was last current, ms since 1970. */
export function useLastLive({ state }: ConnectionState): { isStale: boolean; at: number | null } {
  const [at, setAt] = useState<number | null>(null);
  const isLive = state === "open";
  useEffect(() => {
    if (isLive) return () => setAt(Date.now());
    return undefined;
  }, [isLive]);
  return { isStale: !isLive && at !== null, at };
}
