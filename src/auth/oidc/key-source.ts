import type { JSONWebKeySet } from "jose";
import type { Issuer } from "../config/issuer.ts";
import { fetchJson } from "./fetch-json.ts";

/** The keys of an issuer, from the address that is configured or that discovery names. */
export async function fetchKeys(issuer: Issuer): Promise<JSONWebKeySet> {
  const { keys } = await fetchJson(issuer.jwksUri ?? await discover(issuer));
  if (!Array.isArray(keys)) throw new Error(`the keys of ${issuer.issuer} are not a list`);
  return { keys };
}

/**
 * The address of the keys by discovery. It may only be at the host of the issuer: this process is permitted to reach no
 * other.
 */
async function discover(issuer: Issuer): Promise<string> {
  const { jwks_uri: uri } = await discovered(issuer);
  const url = typeof uri === "string" ? URL.parse(uri) : null;
  const own = new URL(issuer.issuer);
  if (url?.host === own.host && url.protocol === own.protocol) return url.href;
  throw new Error(
    `the keys of ${issuer.issuer} are at another host: ${uri}; set jwksUri if that is right`,
  );
}

/** What an issuer says of itself (OpenID Connect Discovery 1.0). Throws where it does not answer, or as another one. */
export async function discovered({ issuer }: Issuer): Promise<Record<string, unknown>> {
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const found = await fetchJson(address);
  if (found["issuer"] !== issuer) {
    throw new Error(`${address} is of another issuer: ${found["issuer"]}`);
  }
  return found;
}
