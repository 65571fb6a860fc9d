import type { Sql } from "../connect.ts";

/** A running LISTEN. */
export interface Listening {
  close(): Promise<void>;
}

/** Notifications are hints: this often all streams are looked at even without one, ms. */
const safetyInterval = 5_000;

/**
 * Hears which streams changed. The driver reconnects by itself; after each reconnection, and every few seconds,
 * `onStreams(null)` says: look at all. `onReconnect` is awaited first; when it fails, the next interval tries again.
 */
export async function listen(
  sql: Sql,
  onStreams: (ids: readonly string[] | null) => void,
  onReconnect: () => Promise<void>,
): Promise<Listening> {
  let stale = false;
  const lookAtAll = async () => {
    if (stale) await onReconnect();
    stale = false;
    onStreams(null);
  };
  const tryAll = () => lookAtAll().catch(() => (stale = true));
  const timer = setInterval(tryAll, safetyInterval);
  const { unlisten } = await sql.listen("tramontane_log", (id) => onStreams([id]), () => {
    stale = true;
    void tryAll();
  });
  return {
    close: async () => {
      clearInterval(timer);
      await unlisten();
    },
  };
}
