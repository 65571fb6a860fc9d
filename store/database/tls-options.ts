import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import type { ConnectionOptions } from "node:tls";
import { type DatabaseTls, hostsOf } from "../../protocol/config/database-tls.ts";

/**
 * The driver's TLS options. The driver ignores `verify-ca` and a file of authorities, and verifies a server that is
 * addressed by IP address as `localhost`; these options implement each mode as libpq does. Throws if a file cannot be
 * read.
 */
export function tlsOptions(bare: string, tls: DatabaseTls): false | "prefer" | ConnectionOptions {
  const { mode, rootCert, client } = tls;
  if (mode === "disable") return false;
  if (mode === "allow" || mode === "prefer") return "prefer";
  return {
    ...(client && { cert: readFileSync(client.cert), key: readFileSync(client.key) }),
    ...verification(mode, rootCert, bare),
  };
}

function verification(mode: DatabaseTls["mode"], rootCert: string | null, bare: string) {
  if (mode === "require") return { rejectUnauthorized: false };
  const [host = "", ...others] = hostsOf(bare).map((h) => h.replace(/^\[|\]$/g, ""));
  return {
    rejectUnauthorized: true,
    ...(rootCert !== null && { ca: readFileSync(rootCert) }),
    ...(mode === "verify-ca" && { checkServerIdentity: () => undefined }),
    ...(others.length === 0 && isIP(host) !== 0 && { host }),
  };
}
