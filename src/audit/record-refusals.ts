import { runEvery } from "../../protocol/async/run-every.ts";
import type { Act } from "../../protocol/audit/act.ts";
import { recordOfDeployment, type Sql } from "../../store/mod.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { type Authenticator, Unauthenticated } from "../auth/authenticator.ts";
import { credentialForm, RefusalCounts, type RefusedSignIns } from "./refused-sign-ins.ts";

/** Between two recordings, ms. */
const usualIntervalMs = 60_000;

/** Records the refused sign-ins of an authenticator. */
export interface RecordedAuthenticator extends Authenticator {
  /** Records what was counted until now. Rejects if the database does not answer; the next call records it then. */
  flush(): Promise<void>;
}

/**
 * An authenticator whose refusals are counted, and recorded in the deployment's chain once a minute: one event for each
 * kind, address and reason.
 */
export function recordRefusals(
  authenticator: Authenticator,
  { sql, log, signal }: { sql: Sql; log: Logger; signal: AbortSignal },
  intervalMs = usualIntervalMs,
): RecordedAuthenticator {
  const counts = new RefusalCounts();
  const flush = () => record(sql, counts);
  void runEvery({ name: "recordRefusals", intervalMs, run: flush }, {
    failed: (_, error) => log.warn("audit.refusals_failed", errorFields(error)),
    succeeded: () => undefined,
  }, signal);
  return {
    mode: authenticator.mode,
    flush,
    async authenticate(credentials) {
      try {
        return await authenticator.authenticate(credentials);
      } catch (error) {
        if (error instanceof Unauthenticated) {
          const { token, address } = credentials;
          counts.add({ kind: credentialForm(token), address, reason: error.reason });
        }
        throw error;
      }
    },
  };
}

async function record(sql: Sql, counts: RefusalCounts): Promise<void> {
  const rows = counts.take();
  if (rows.length === 0) return;
  try {
    await recordOfDeployment(sql, rows.map((row) => ({ address: row.address, act: actOf(row) })));
  } catch (error) {
    for (const { count, ...one } of rows) counts.add(one, count);
    throw error;
  }
}

const actOf = ({ kind, reason, count }: RefusedSignIns): Act => ({
  action: "signin.refused",
  resource: null,
  outcome: "REFUSED",
  details: { kind, cause: reason, count },
});
