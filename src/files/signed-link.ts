import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";

/** The shortest validity of a link, ms; the longest is twice that. */
export const minValidityMs = 60 * 60_000;

/**
 * The path of a file, valid for one to two hours from `now` (ms). Links of the same hour and grant are equal, so that a
 * browser can cache the file.
 */
export function signedLink(key: Uint8Array, id: string, now: number, grant = ""): string {
  return `/files/${id}?${query(key, id, expiryOf(now), grant)}`;
}

/** A path of this server with a signature, and the time at which it expires (s since 1970). */
export function signedPath(key: Uint8Array, path: string, now: number, grant = "") {
  const expires = expiryOf(now);
  return { url: `${path}?${query(key, path, expires, grant)}`, expires };
}

const query = (key: Uint8Array, id: string, expires: number, grant: string) =>
  `expires=${expires}${grant && `&grant=${grant}`}&signature=${signature(key, id, expires, grant)}`;

const expiryOf = (now: number) => (Math.floor(now / minValidityMs) + 2) * (minValidityMs / 1_000);

/** Signature of a link that expires at `expires`, s since 1970. No part contains a line break. */
export function signature(key: Uint8Array, id: string, expires: number, grant = ""): string {
  const signed = `${id}\n${expires}${grant && `\n${grant}`}`;
  return createHmac("sha256", key).update(signed).digest("base64url");
}

/** The outcome of a check: valid, with the id, the time of expiry (s) and the grant; expired; or not made here. */
export type LinkVerdict =
  | { state: "valid"; id: string; expires: number; grant: string }
  | { state: "expired" }
  | { state: "invalid" };

/** Verifies the URL of a file at `now`, ms. Only a link that was made here is reported as expired. */
export function verifyLink(key: Uint8Array, url: URL, now: number): LinkVerdict {
  const id = /^\/files\/(file_[0-9a-f]{1,64})$/.exec(url.pathname)?.[1];
  return id ? verify(key, id, url, now) : { state: "invalid" };
}

/** The same for a path of `signedPath`; the path is its id. */
export function verifyPath(key: Uint8Array, url: URL, now: number): LinkVerdict {
  return verify(key, url.pathname, url, now);
}

function verify(key: Uint8Array, id: string, { searchParams }: URL, now: number): LinkVerdict {
  const expires = Number(searchParams.get("expires") ?? "");
  if (!Number.isSafeInteger(expires)) return { state: "invalid" };
  const given = Buffer.from(searchParams.get("signature") ?? "", "utf8");
  const grant = searchParams.get("grant") ?? "";
  const expected = Buffer.from(signature(key, id, expires, grant), "utf8");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return { state: "invalid" };
  }
  return expires * 1_000 > now ? { state: "valid", id, expires, grant } : { state: "expired" };
}
