import { parse } from "yaml";
import type { AuthMode } from "../../../protocol/auth/auth-mode.ts";
import type { Values } from "../../../protocol/config/field.ts";
import type { ConfigContext, Fault } from "../../../protocol/config/read-config.ts";
import { isLoopback } from "../../../protocol/net/loopback.ts";
import { authFields, issuerFields } from "./fields.ts";
import { type Issuer, tenantsOf } from "./issuer.ts";
import type { Raw } from "./issuer-place.ts";
import { parseIssuer } from "./parse-issuer.ts";

/** Who may use the API. */
export interface AuthConfig {
  mode: AuthMode;
  /** Empty unless the mode is OIDC. */
  issuers: readonly Issuer[];
}

/** Reports an API that others could reach without credentials. */
export function checkBinding(host: string, { mode }: AuthConfig, fault: Fault): void {
  if (mode !== "LOCAL" || isLoopback(host)) return;
  fault(
    `HOST is "${host}", which others can reach without credentials; set AUTH=keys or AUTH_CONFIG, ` +
      "or use a loopback address such as 127.0.0.1",
  );
}

/** Reads `AUTH`, `AUTH_CONFIG` and the variables of an issuer, for an API at this address. */
export function readAuth(
  values: Values<typeof authFields>,
  host: string,
  { read, fault }: Pick<ConfigContext, "read" | "fault">,
): AuthConfig {
  const { auth, authConfig } = values;
  const given = variablesOf(values);
  const names = [
    ...(authConfig === null ? [] : ["AUTH_CONFIG"]),
    ...Object.keys(given).map(variableOf),
  ];
  if (auth === "keys" && names.length > 0) {
    fault(`AUTH is keys, but ${names[0]} is set; set AUTH=file, or leave ${names[0]} out`);
  }
  if (auth === "keys") return { mode: "API_KEYS", issuers: [] };
  if (auth === null && names.length === 0) return { mode: "LOCAL", issuers: [] };
  if (names.length === 0) {
    fault("AUTH is file, but AUTH_CONFIG is not set; set AUTH_CONFIG to a YAML file with issuers");
  }
  const listed = authConfig === null ? [] : readFile(authConfig, read, fault);
  if (listed.length > 1 && Object.keys(given).length > 0) {
    const [name] = Object.keys(given).map(variableOf);
    fault(`${name} is set, but ${authConfig} has several issuers; set the value in the file`);
  }
  const raws = listed.length > 1 || names.length === 0 ? listed : [{ ...listed[0], ...given }];
  const issuers = raws.map((raw, at) => {
    const place = (key: string) =>
      key in given
        ? variableOf(key)
        : authConfig === null
        ? variableOf(key)
        : `issuers[${at}].${key} of ${authConfig}`;
    return parseIssuer(raw, { place, plainHttp: isLoopback(host), fault });
  });
  checkTogether(issuers, fault);
  return { mode: "OIDC", issuers };
}

const variableOf = (key: string) =>
  issuerFields[key as keyof typeof issuerFields]?.variable ?? `AUTH_CONFIG with ${key}`;

function variablesOf(values: Values<typeof authFields>): Raw {
  const keys = Object.keys(issuerFields) as (keyof typeof issuerFields)[];
  return Object.fromEntries(
    keys.flatMap((key) => values[key] === null ? [] : [[key, values[key]]]),
  );
}

/** The issuers of a file, unchecked. */
function readFile(path: string, read: ConfigContext["read"], fault: Fault): Raw[] {
  const example = "set a list `issuers` in it: docs/authentication.md";
  try {
    const { issuers, ...others } = asRecord(parse(read(path), { prettyErrors: false }));
    for (const key of Object.keys(others)) {
      fault(`${path} has ${key}, which is unknown; ${example}`);
    }
    if (Array.isArray(issuers) && issuers.length > 0) return issuers.map(asRecord);
    fault(`${path} names no issuer; ${example}`);
  } catch (error) {
    if (error instanceof Error && /^YAML|Yaml/.test(error.name)) {
      fault(`AUTH_CONFIG names ${path}, which is not YAML; ${error.message.split("\n")[0]}`);
    } else {
      fault(`AUTH_CONFIG names ${path}, which cannot be read; let this process read it`);
    }
  }
  return [];
}

const asRecord = (value: unknown): Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value as Raw : {};

/** Two issuers with the same tenant could name the same subject, which is another person at each. */
function checkTogether(issuers: readonly Issuer[], fault: Fault): void {
  for (const [at, a] of issuers.entries()) {
    for (const b of issuers.slice(at + 1)) {
      if (a.issuer === b.issuer) fault(`the issuer ${a.issuer} is listed twice; list it once`);
      const shared = tenantsOf(a).find((tenant) => tenantsOf(b).includes(tenant));
      if (shared === undefined || a.subjectPrefix !== b.subjectPrefix) continue;
      fault(
        `${a.issuer} and ${b.issuer} may both name the tenant ${shared}; ` +
          "set a subjectPrefix of its own for one of them",
      );
    }
  }
}
