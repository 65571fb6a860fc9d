import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";

/** The shortest validity of a link, ms; the longest is twice that. */
export const minValidityMs = 60 * 60_000;

/** For whom a link is made, as signed text, and when that principal's credential ends; null: never. */
export interface LinkOwner {
  grant: string;
  until: Date | null;
}

/** The owner of the machine. */
const local: LinkOwner = { grant: "", until: null };

/**
 * The path of a file, valid for one to two hours from `now` (ms), and no longer than the credential of its owner. Links
 * of the same hour and grant are equal, so that a browser can cache the file.
 */
export function signedLink(key: Uint8Array, id: string, now: number, owner = local): string {
  return `/files/${id}?${query(key, id, expiryOf(now, owner), owner.grant)}`;
}

/** A path of this server with a signature, and the time at which it expires (s since 1970). */
export function signedPath(key: Uint8Array, path: string, now: number, owner = local) {
  const expires = expiryOf(now, owner);
  return { url: `${path}?${query(key, path, expires, owner.grant)}`, expires };
}

const query = (key: Uint8Array, id: string, expires: number, grant: string) =>
  `expires=${expires}${grant && `&grant=${grant}`}&signature=${signature(key, id, expires, grant)}`;

function expiryOf(now: number, { until }: LinkOwner): number {
  const hours = (Math.floor(now / minValidityMs) + 2) * (minValidityMs / 1_000);
  return until === null ? hours : Math.min(hours, Math.floor(until.getTime() / 1_000));
}

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
