import { getCACertificates } from "node:tls";
import type { TemporalConnection } from "../../protocol/temporal/temporal-connection.ts";
import { temporalPeer } from "../../protocol/temporal/temporal-options.ts";

/**
 * Address, TLS and API key for the native client. Its default authorities are those of the operating system, which slim
 * images lack: without configured authorities it gets those of Node, like the other clients.
 */
export function nativePeer(temporal: TemporalConnection) {
  const peer = temporalPeer(temporal);
  if (!peer.tls || peer.tls.serverRootCACertificate) return peer;
  const serverRootCACertificate = new TextEncoder().encode(getCACertificates("default").join("\n"));
  return { ...peer, tls: { ...peer.tls, serverRootCACertificate } };
}
