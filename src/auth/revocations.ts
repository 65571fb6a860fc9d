import { withDeadline } from "../../protocol/async/deadline.ts";
import { runEvery } from "../../protocol/async/run-every.ts";
import { WakeUp } from "../../protocol/async/wake-up.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import { listenTo, readRevocations, revocationChannel, type Sql } from "../../store/mod.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { RevocationList } from "./revocation-list.ts";

/** Which credentials were revoked. Every request asks it, and every open stream each time that something changed. */
export interface Revocations {
  /** True if the principal's credential is no longer accepted. */
  isRevoked(principal: Principal): boolean;
  /**
   * Calls `callback` each time that credentials were revoked, and when the list is no longer `healthy`: ask `isRevoked` of
   * each open stream then. Ends when the returned function is called.
   */
  onRevoked(callback: () => void): () => void;
  /** False if the list could not be read for a minute: a stream may be open by a revoked credential, so none may go on. */
  healthy(): boolean;
  /** Reads what was committed until now. Rejects if the database does not answer. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** Of a deployment without credentials: there is nothing to revoke. */
export const noRevocations: Revocations = {
  isRevoked: () => false,
  onRevoked: () => () => {},
  healthy: () => true,
  refresh: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** Times, ms; tests use others. */
export interface RevocationTimes {
  /** Between two reads; a notification starts one at once. */
  interval: number;
  /** A read without an answer has failed. */
  deadline: number;
  /** Without a successful read for this time the list is not healthy. */
  trusted: number;
  /** The whole list is read again after this time, without what the database has deleted. */
  renewed: number;
}

const usualTimes: RevocationTimes = {
  interval: 2_000,
  deadline: 3_000,
  trusted: 60_000,
  renewed: 3_600_000,
};

/** A transaction that commits this long after it began is still seen by the next read, ms. */
const overlapMs = 60_000;

/** Keeps the list of `sql`'s database, with LISTEN at `url`. Throws if it cannot be read at first. */
export async function openRevocations(
  { sql, url, log }: { sql: Sql; url: string; log: Logger },
  times: RevocationTimes = usualTimes,
): Promise<Revocations> {
  const callbacks = new Set<() => void>();
  const call = () => callbacks.forEach((callback) => callback());
  const closing = new AbortController();
  const wakeUp = new WakeUp();
  let list = new RevocationList();
  let since: Date | null = null;
  let [readAt, renewedAt, wasHealthy] = [-Infinity, -Infinity, true];
  const healthy = () => performance.now() - readAt <= times.trusted;

  async function read() {
    const began = performance.now();
    const renews = began - renewedAt > times.renewed;
    const found = await withDeadline(times.deadline, readRevocations(sql, renews ? null : since));
    const changed = list.add(found.revocations);
    if (renews) {
      list = new RevocationList();
      list.add(found.revocations);
      renewedAt = began;
    }
    if (found.readAt) since = new Date(found.readAt.getTime() - overlapMs);
    [readAt, wasHealthy] = [began, true];
    if (changed) call();
  }
  const noticeAge = () => {
    if (!wasHealthy || healthy()) return;
    wasHealthy = false;
    log.error("api.revocations_unknown", { trustedMs: times.trusted });
    call();
  };
  const listening = await listenTo(url, revocationChannel, {
    onPayload: () => wakeUp.wake(),
    onConnected: read,
    onLost: (error) => log.warn("api.revocations_listen_failed", errorFields(error)),
  });
  const reading = runEvery(
    { name: "readRevocations", intervalMs: times.interval, run: read, wakeUp },
    {
      failed: (_, error, failures) => {
        if (failures === 1) log.warn("api.revocations_read_failed", errorFields(error));
        noticeAge();
      },
      succeeded: (_, failures) => {
        if (failures > 0) log.info("api.revocations_read_recovered", { failures });
      },
    },
    closing.signal,
  );
  return {
    isRevoked: (principal) =>
      principal.kind !== "LOCAL" && (!healthy() || list.isRevoked(principal)),
    onRevoked: (callback) => {
      callbacks.add(callback);
      return () => void callbacks.delete(callback);
    },
    healthy,
    refresh: read,
    close: async () => {
      closing.abort();
      await Promise.all([listening.close(), reading]);
    },
  };
}
