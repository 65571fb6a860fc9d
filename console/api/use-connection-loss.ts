import { useEffect, useState, useSyncExternalStore } from "react";
import { useApi } from "./api-provider.tsx";

/** Since when the page's socket is not connected, ms since 1970; null: it is, or it is not needed yet. */
export function useConnectionLoss(): number | null {
  const { client } = useApi();
  const { state } = useSyncExternalStore(client.onConnection, client.connection);
  const [lostAt, setLostAt] = useState<number | null>(null);
  useEffect(() => {
    // While it connects again, it is as lost as before.
    if (state === "connecting") return;
    setLostAt((was) => state === "waiting" ? was ?? Date.now() : null);
  }, [state]);
  return lostAt;
}
