import { useEffect, useState, useSyncExternalStore } from "react";
import { useApi } from "../api/api-provider.tsx";
import { Status } from "../ui/status.tsx";
import { useNow } from "../ui/time.tsx";

/** The state of the page's socket: live, or when it tries again. Nothing before the first stream. */
export function ConnectionBadge() {
  const { client } = useApi();
  const connection = useSyncExternalStore(client.onConnection, client.connection);
  switch (connection.state) {
    case "open":
      return <Status value="UP" word="live" />;
    case "connecting":
      return <Status value="RUNNING" word={connection.resuming ? "resuming" : "connecting"} />;
    case "waiting":
      return <Waiting key={connection.failures} ms={connection.ms} />;
    case "paused":
      return <Status value="WAITING" word="paused" />;
    default:
      return null;
  }
}

/** Seconds to the next attempt. */
function Waiting({ ms }: { ms: number }) {
  const now = useNow();
  const [until, setUntil] = useState<number | null>(null);
  useEffect(() => setUntil(Date.now() + ms), [ms]);
  const left = Math.max(0, Math.ceil(((until ?? now + ms) - now) / 1_000));
  return <Status value="DOWN" word={`not connected, next try in ${left} s`} />;
}
