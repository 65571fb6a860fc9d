import { field, optional, type Values } from "../config/field.ts";
import { flag, path, pattern, text } from "../config/kinds.ts";
import type { ConfigContext } from "../config/read-config.ts";
import { readPem } from "../config/read-pem.ts";

/** How Temporal is reached. */
export interface TemporalConnection {
  /** `host:port`. */
  address: string;
  namespace: string;
  /** Null: the connection is not encrypted. */
  tls: TemporalTls | null;
  /** Sent as a bearer token with every call; null: none is sent. */
  apiKey: string | null;
}

/** How the server is verified, and how this process authenticates itself. Contents of PEM files. */
export interface TemporalTls {
  /** Authorities of the server's certificate; null: those of the runtime. */
  serverRootCACertificate: Uint8Array | null;
  /** The name in the server's certificate; null: that of the address. */
  serverNameOverride: string | null;
  /** Null: this process presents no certificate. */
  clientCertPair: { crt: Uint8Array; key: Uint8Array } | null;
}

/** The variables of the connection, named as Temporal's own tools name them. */
export const temporalFields = {
  temporalAddress: field(
    "TEMPORAL_ADDRESS",
    pattern(/^[^\s/]+:\d+$/, "host:port, such as 127.0.0.1:7233"),
    { about: "`host:port` of Temporal", example: "127.0.0.1:7233" },
  ),
  temporalNamespace: field("TEMPORAL_NAMESPACE", text("a name"), {
    default: "default",
    about: "namespace in Temporal",
  }),
  temporalTls: optional("TEMPORAL_TLS", flag, {
    about:
      "`true` encrypts the connection to Temporal; each of the next five implies it: [TLS](#tls)",
    unset: "`false`",
    example: "true",
  }),
  temporalCa: optional("TEMPORAL_TLS_SERVER_CA_CERT_PATH", path, {
    readsFile: true,
    about: "PEM file with the authorities of Temporal's certificate",
    unset: "those of the runtime",
    example: "ca.pem",
  }),
  temporalCert: optional("TEMPORAL_TLS_CLIENT_CERT_PATH", path, {
    readsFile: true,
    about: "PEM file with the client certificate for Temporal",
    example: "client.pem",
  }),
  temporalKey: optional("TEMPORAL_TLS_CLIENT_KEY_PATH", path, {
    readsFile: true,
    about: "PEM file with its key",
    example: "client.key",
  }),
  temporalServerName: optional("TEMPORAL_TLS_SERVER_NAME", text("a host name"), {
    about: "name in Temporal's certificate, where it differs from the address",
    unset: "that of the address",
    example: "temporal.example",
  }),
  temporalApiKey: optional("TEMPORAL_API_KEY", text("an API key"), {
    secret: true,
    about: "API key of Temporal Cloud",
  }),
  temporalUnverified: optional("TEMPORAL_TLS_DISABLE_HOST_VERIFICATION", text("nothing"), {
    about: "known from Temporal's tools; refused here, since the server is always verified",
  }),
};

type TemporalValues = Values<typeof temporalFields>;

/** The connection to Temporal. Each fault names variables and paths, never a secret. */
export function readTemporalConnection(
  values: TemporalValues,
  context: Pick<ConfigContext, "read" | "fault">,
): TemporalConnection {
  return {
    address: values.temporalAddress,
    namespace: values.temporalNamespace,
    tls: wantsTls(values, context) ? readTls(values, context) : null,
    apiKey: values.temporalApiKey,
  };
}

const tlsKeys = ["temporalCa", "temporalCert", "temporalKey", "temporalServerName"] as const;

/** As in Temporal's own tools, every setting of TLS and an API key turn it on. */
function wantsTls(values: TemporalValues, { fault }: Pick<ConfigContext, "fault">): boolean {
  if (/^(true|1)$/i.test(values.temporalUnverified ?? "")) {
    fault(
      "TEMPORAL_TLS_DISABLE_HOST_VERIFICATION is not supported: the server is always verified. " +
        "Set TEMPORAL_TLS_SERVER_CA_CERT_PATH to its authority, TEMPORAL_TLS_SERVER_NAME to its name",
    );
  }
  const settings = tlsKeys.filter((key) => values[key] !== null);
  const { temporalTls, temporalApiKey } = values;
  if (temporalTls !== false) {
    return temporalTls === true || temporalApiKey !== null || settings.length > 0;
  }
  if (temporalApiKey) {
    fault("TEMPORAL_TLS is false, and TEMPORAL_API_KEY would be sent unencrypted");
  }
  for (const key of settings) {
    fault(`${temporalFields[key].variable} is set, but TEMPORAL_TLS is false; leave one out`);
  }
  return false;
}

function readTls(
  values: TemporalValues,
  context: Pick<ConfigContext, "read" | "fault">,
): TemporalTls {
  const { temporalCa, temporalCert, temporalKey } = values;
  const pem = (key: "temporalCa" | "temporalCert" | "temporalKey") =>
    values[key] === null ? null : readPem(temporalFields[key].variable, values[key], context);
  const [ca, crt, key] = [pem("temporalCa"), pem("temporalCert"), pem("temporalKey")];
  if ((temporalCert === null) !== (temporalKey === null)) {
    context.fault(
      "TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH belong together; set both or none",
    );
  }
  const bytes = (pem: string | null) => pem === null ? null : new TextEncoder().encode(pem);
  const [crtBytes, keyBytes] = [bytes(crt), bytes(key)];
  return {
    serverRootCACertificate: temporalCa === null ? null : bytes(ca),
    serverNameOverride: values.temporalServerName,
    clientCertPair: crtBytes && keyBytes ? { crt: crtBytes, key: keyBytes } : null,
  };
}
