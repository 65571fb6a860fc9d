/** How Temporal is reached. */
export interface TemporalConnection {
  /** `host:port`. */
  address: string;
  namespace: string;
  /** Null: the connection is not encrypted. */
  tls: TemporalTls | null;
  /** Sent as a bearer token with every call; null where none is needed. */
  apiKey: string | null;
}

/** How the server is verified, and how this process proves who it is. Contents of PEM files. */
export interface TemporalTls {
  /** Authorities that the server's certificate must come from; null: those of the runtime. */
  serverRootCACertificate: Uint8Array | null;
  /** The name that the server's certificate must have, if it differs from the address; null: that of the address. */
  serverNameOverride: string | null;
  /** Null: this process shows no certificate. */
  clientCertPair: { crt: Uint8Array; key: Uint8Array } | null;
}

/** The variable of a secret: it may also come from the file that `TEMPORAL_API_KEY_FILE` names. */
export const temporalSecrets = ["TEMPORAL_API_KEY"] as const;

/** The variables that name files which a process reads, so that it may be allowed to. */
export const temporalFiles = [
  "TEMPORAL_TLS_SERVER_CA_CERT_PATH",
  "TEMPORAL_TLS_CLIENT_CERT_PATH",
  "TEMPORAL_TLS_CLIENT_KEY_PATH",
] as const;

/** The variables of a protected connection, named as Temporal's own tools name them. */
export const temporalTlsVariables = [
  "TEMPORAL_TLS",
  ...temporalFiles,
  "TEMPORAL_TLS_SERVER_NAME",
  "TEMPORAL_TLS_DISABLE_HOST_VERIFICATION",
  ...temporalSecrets,
] as const;

type Env = Readonly<Record<string, string | undefined>>;
type Fault = (text: string) => void;

/** Reads address, namespace and protection; `read` reads a text file. A fault names variables and paths, never a value. */
export function readTemporalConnection(
  env: Env,
  read: (path: string) => string,
  fault: Fault,
): TemporalConnection {
  const apiKey = env.TEMPORAL_API_KEY || null;
  return {
    address: address(env.TEMPORAL_ADDRESS ?? "", fault),
    namespace: env.TEMPORAL_NAMESPACE || "default",
    tls: wantsTls(env, apiKey, fault) ? tls(env, read, fault) : null,
    apiKey,
  };
}

function address(text: string, fault: Fault): string {
  if (/^[^\s/]+:\d+$/.test(text)) return text;
  const is = text === "" ? "is not set" : `is "${text}"`;
  fault(`TEMPORAL_ADDRESS ${is}; write host:port, such as 127.0.0.1:7233`);
  return text;
}

/** As in Temporal's own tools, any setting of TLS and an API key turn it on. */
function wantsTls(env: Env, apiKey: string | null, fault: Fault): boolean {
  const wanted = env.TEMPORAL_TLS ?? "";
  if (!["", "true", "false"].includes(wanted)) {
    fault(`TEMPORAL_TLS is "${wanted}"; set it to true or false`);
  }
  if (/^(true|1)$/i.test(env.TEMPORAL_TLS_DISABLE_HOST_VERIFICATION ?? "")) {
    fault(
      "TEMPORAL_TLS_DISABLE_HOST_VERIFICATION is not supported: a server is always verified. " +
        "Name its authority by TEMPORAL_TLS_SERVER_CA_CERT_PATH, its name by TEMPORAL_TLS_SERVER_NAME",
    );
  }
  const settings = [...temporalFiles, "TEMPORAL_TLS_SERVER_NAME"].filter((name) => env[name]);
  if (wanted !== "false") return wanted === "true" || apiKey !== null || settings.length > 0;
  if (apiKey) fault("TEMPORAL_TLS is false, and TEMPORAL_API_KEY would be sent unencrypted");
  for (const name of settings) fault(`${name} is set, but TEMPORAL_TLS is false; leave one out`);
  return false;
}

function tls(env: Env, read: (path: string) => string, fault: Fault): TemporalTls {
  const [ca, crt, key] = temporalFiles.map((name) => pem(env, name, read, fault));
  const [, crtName, keyName] = temporalFiles;
  if (Boolean(env[crtName]) !== Boolean(env[keyName])) {
    fault(`${crtName} and ${keyName} belong together; set both or none`);
  }
  return {
    serverRootCACertificate: ca ?? null,
    serverNameOverride: env.TEMPORAL_TLS_SERVER_NAME || null,
    clientCertPair: crt && key ? { crt, key } : null,
  };
}

function pem(
  env: Env,
  name: string,
  read: (path: string) => string,
  fault: Fault,
): Uint8Array | null {
  const path = env[name];
  if (!path) return null;
  try {
    const text = read(path);
    if (text.includes("-----BEGIN ")) return new TextEncoder().encode(text);
    fault(`${name} names ${path}, which is no PEM file`);
  } catch {
    fault(`${name} names ${path}, which cannot be read; let this process read it`);
  }
  return null;
}

/** The files that an environment names for Temporal, without secrets' files. */
export function temporalFilePaths(env: Env): string[] {
  return temporalFiles.map((name) => env[name] ?? "").filter((path) => path !== "");
}
