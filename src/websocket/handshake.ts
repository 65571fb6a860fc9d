import type { IncomingMessage } from "node:http";
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from "graphql-ws";
import { limits } from "../../protocol/limits.ts";
import { requestIdHeader } from "../auth/requester.ts";
import { problem } from "../http/problem.ts";
import { serverLimits } from "../server/server-limits.ts";

/** A peer has this time to answer a close frame, ms. */
const closeMs = 10_000;

/** What is known of a peer before it signs in. */
export interface Peer {
  headers: Headers;
  /** Null if unknown. */
  address: string | null;
  onSignIn: () => void;
}

/** Any subprotocol is accepted in the handshake, so that the socket can be closed with 4406. */
const agreed = (offered: Set<string>) =>
  offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL)
    ? GRAPHQL_TRANSPORT_WS_PROTOCOL
    : [...offered][0] ?? false;

/** The headers of the handshake that operations read; others would be kept as long as the socket. */
export function neededOf({ headers }: IncomingMessage): Headers {
  const needed = ["traceparent", requestIdHeader].flatMap((name) => {
    const value = headers[name];
    return typeof value === "string" ? [[name, value] as [string, string]] : [];
  });
  return new Headers(needed);
}

/** Whether a peer offers the protocol that is served. */
export const offersOurs = ({ headers }: IncomingMessage): boolean =>
  (headers["sec-websocket-protocol"] ?? "").split(",").map((one) => one.trim())
    .includes(GRAPHQL_TRANSPORT_WS_PROTOCOL);

/** Limits of a socket. */
export const handshakeOptions = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  handleProtocols: agreed,
  maxPayload: limits.bodyBytes,
  maxFragments: serverLimits.fragments,
  maxBufferedChunks: serverLimits.chunks,
  maxPendingAutoPongs: serverLimits.pendingPongs,
  closeTimeout: closeMs,
};

/** The answer to a handshake of an address with too many sockets that have not signed in. */
export const tooManyPending = () =>
  problem(429, "RATE_LIMITED", "Too many sockets of this address have not signed in.", {
    "retry-after": "3",
  });
