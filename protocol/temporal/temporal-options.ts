import type { TemporalConnection } from "./temporal-connection.ts";

/** Maximum wait before a lost connection is retried, ms; up to a fifth is added at random. */
const reconnectMs = 1_000;

/** Address, TLS and API key in the form that both of Temporal's clients take. */
export function temporalPeer({ address, tls, apiKey }: TemporalConnection) {
  return {
    address,
    ...(apiKey !== null && { apiKey }),
    ...(tls && {
      tls: {
        ...(tls.serverRootCACertificate &&
          { serverRootCACertificate: tls.serverRootCACertificate }),
        ...(tls.serverNameOverride !== null && { serverNameOverride: tls.serverNameOverride }),
        ...(tls.clientCertPair && { clientCertPair: tls.clientCertPair }),
      },
    }),
  };
}

/**
 * Options of every gRPC channel to Temporal. By default grpc-js waits up to two minutes before it retries a lost
 * connection, up to half a minute before it resolves a name again, and 45 s before it closes a silent connection: work
 * would wait that much longer than the outage. The server rejects more than one ping in 10 s.
 */
export const temporalChannel = {
  "grpc.initial_reconnect_backoff_ms": 100,
  "grpc.max_reconnect_backoff_ms": reconnectMs,
  "grpc.dns_min_time_between_resolutions_ms": reconnectMs,
  "grpc.keepalive_permit_without_calls": 1,
  "grpc.keepalive_time_ms": 11_000,
  "grpc.keepalive_timeout_ms": 4_000,
  // A channel that replaces a silent one must not share its connection.
  "grpc.use_local_subchannel_pool": 1,
} as const;

/** Wait after attempt number `attempt` of a call, within its deadline, ms; `chance`: 0 to 1. */
export function callDelayMs(attempt: number, chance: number): number {
  return Math.min(reconnectMs, 100 * 1.7 ** attempt) * (0.8 + 0.4 * chance);
}
