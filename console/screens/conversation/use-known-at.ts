import type { Conversation } from "@tramontane/react";
import { useEffect, useState } from "react";

/** When the shown state was last known to be the newest, while the API cannot be reached; null: it is the newest. */
export function useKnownAt({ connection, status }: Conversation): number | null {
  const [last, setLast] = useState<number | null>(null);
  const isLive = connection.state === "open";
  useEffect(() => isLive ? () => setLast(Date.now()) : undefined, [isLive]);
  const isAway = connection.state === "waiting" && status !== "loading" && status !== "closed";
  return isAway ? last : null;
}
