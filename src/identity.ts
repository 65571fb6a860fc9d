import type { Sql } from "../store/mod.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import { endUnsharedStreams, type MayStillRead } from "./access/unshared-streams.ts";
import type { Authenticator } from "./auth/authenticator.ts";
import { Attempts, limitAttempts } from "./auth/limited-attempts.ts";
import { openAuthentication } from "./auth/open-authentication.ts";
import { OpenStreams } from "./auth/open-streams.ts";
import type { Revocations } from "./auth/revocations.ts";
import type { SessionTokens } from "./auth/session/session-tokens.ts";
import type { ApiConfig } from "./config.ts";
import { clientAddress } from "./http/client-address.ts";
import { trustedIn } from "./http/trusted-proxies.ts";
import { type OpenQuotas, openQuotas } from "./quota/open-quotas.ts";

/** How this process knows its callers, and what they may use. */
export interface Identity {
  authenticator: Authenticator;
  revocations: Revocations;
  /** Null: session tokens are neither made nor accepted. */
  sessions: SessionTokens | null;
  /** The open streams, which end when the right to them ends. */
  streams: OpenStreams;
  /** Null where no limit applies to callers. */
  quotas: OpenQuotas | null;
  /** The address of a client: of the peer, or the one that a trusted proxy names in `X-Forwarded-For`. */
  addressOf: (peer: string | null | undefined, forwardedFor: unknown) => string | null;
  /** Records what was counted for the audit, and gives back reserved points. */
  flush(): Promise<void>;
}

/** What it works with. `signal` ends its tasks. */
export interface IdentityDeps {
  sql: Sql;
  log: Logger;
  mayStill: MayStillRead;
  signal: AbortSignal;
}

/** Opens what the configuration asks for; without `AUTH` nothing. */
export async function openIdentity(config: ApiConfig, deps: IdentityDeps): Promise<Identity> {
  const { sql, log, mayStill, signal } = deps;
  const { authenticator: accepting, revocations, sessions, flush } = await openAuthentication(
    config,
    { sql, log, signal },
  );
  const authenticator = limitAttempts(accepting, new Attempts(config.attemptsPerMinute));
  const streams = new OpenStreams(revocations);
  revocations.onRevoked(() => streams.check());
  const isLocal = authenticator.mode === "LOCAL";
  if (!isLocal) void endUnsharedStreams({ streams, mayStill, log }, signal);
  const quotas = isLocal ? null : openQuotas(sql, config.tenantDefaults, { log, signal });
  const isTrusted = trustedIn(config.trustedProxies);
  return {
    ...{ authenticator, revocations, sessions, streams, quotas },
    addressOf: (peer, forwardedFor) => clientAddress(peer, String(forwardedFor ?? ""), isTrusted),
    flush: async () => {
      await flush().catch((error) => log.warn("audit.refusals_failed", errorFields(error)));
      await quotas?.flush().catch((error) =>
        log.warn("quota.settlement_failed", errorFields(error))
      );
    },
  };
}
