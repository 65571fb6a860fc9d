import { getCACertificates } from "node:tls";
import type { TemporalConnection } from "../../protocol/temporal-connection.ts";
import { temporalPeer } from "../../protocol/temporal-options.ts";

/**
 * Where the native client connects and as whom. It would verify by the authorities of the operating system, which slim
 * images do not have: without authorities of one's own it gets those of Node, as the other clients do.
 */
export function nativePeer(temporal: TemporalConnection) {
  const peer = temporalPeer(temporal);
  if (!peer.tls || peer.tls.serverRootCACertificate) return peer;
  const serverRootCACertificate = new TextEncoder().encode(getCACertificates("default").join("\n"));
  return { ...peer, tls: { ...peer.tls, serverRootCACertificate } };
}
