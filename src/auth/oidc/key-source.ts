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
 * Discovery (OpenID Connect Discovery 1.0). Its answer may only name an address at the host of the issuer: this process
 * is permitted to reach no other.
 */
async function discover({ issuer }: Issuer): Promise<string> {
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const { issuer: named, jwks_uri: uri } = await fetchJson(address);
  if (named !== issuer) throw new Error(`${address} is of another issuer: ${named}`);
  const url = typeof uri === "string" ? URL.parse(uri) : null;
  const own = new URL(issuer);
  if (url?.host === own.host && url.protocol === own.protocol) return url.href;
  throw new Error(
    `the keys of ${issuer} are at another host: ${uri}; set jwksUri if that is right`,
  );
}
