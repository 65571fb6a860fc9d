import { isLoopback } from "../../../protocol/net/loopback.ts";
import { errorFields, type Logger } from "../../../telemetry/log.ts";
import type { Issuer, SignInClient } from "../config/issuer.ts";
import { discovered } from "./key-source.ts";

/** An issuer by which people sign in at the console, as its page needs it. Nothing of it is secret. */
export interface SignInIssuer extends Omit<SignInClient, "name"> {
  name: string;
  /** Its identifier, by which the page knows whose answer it got (RFC 9207). */
  issuer: string;
  /** Where the browser goes to sign in. */
  authorize: string;
  /** Where the page exchanges the code, by `fetch`. */
  token: string;
}

/** How long what discovery said is used, and how soon it is asked again after a failure, ms. */
const times = { usableMs: 5 * 60_000, againMs: 10_000 };

interface Cached {
  until: number;
  found: Promise<SignInIssuer | null>;
}

/**
 * The issuers by which people sign in at the console now. One whose discovery fails is left out, and the log says why;
 * it is asked again after 10 s.
 */
export function signInIssuers(
  issuers: readonly Issuer[],
  log: Logger,
): () => Promise<readonly SignInIssuer[]> {
  const cache = new Map<Issuer, Cached>();
  const known = (issuer: Issuer) => {
    const cached = cache.get(issuer);
    if (cached && performance.now() < cached.until) return cached.found;
    const found = endpointsOf(issuer).catch((error) => {
      log.warn("auth.discovery_failed", { issuer: issuer.issuer, ...errorFields(error) });
      entry.until = performance.now() + times.againMs;
      return null;
    });
    const entry: Cached = { until: performance.now() + times.usableMs, found };
    cache.set(issuer, entry);
    return found;
  };
  const offered = issuers.filter(({ signIn }) => signIn !== null);
  return async () => {
    const found = await Promise.all(offered.map(known));
    return found.filter((one) => one !== null);
  };
}

async function endpointsOf(issuer: Issuer): Promise<SignInIssuer | null> {
  const { signIn } = issuer;
  if (!signIn) return null;
  const { authorization_endpoint: authorize, token_endpoint: token } = await discovered(issuer);
  return {
    ...signIn,
    issuer: issuer.issuer,
    name: signIn.name ?? new URL(issuer.issuer).host,
    authorize: checked(authorize, "authorization_endpoint"),
    token: checked(token, "token_endpoint"),
  };
}

/** An address for a browser: https, or this machine. */
function checked(address: unknown, name: string): string {
  const url = typeof address === "string" ? URL.parse(address) : null;
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname))) {
    return url.href;
  }
  throw new Error(`its ${name} is ${JSON.stringify(address)}, which is no https address`);
}
