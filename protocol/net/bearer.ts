import { createHash, timingSafeEqual } from "node:crypto";

/** The token of an `Authorization: Bearer` header (RFC 6750); null where the header has another form, or is absent. */
export function bearerOf(authorization: string | null | undefined): string | null {
  return /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1] ?? null;
}

/**
 * Whether an `Authorization` header has this token. The comparison takes the same time for every wrong token, since it
 * compares digests of equal length.
 */
export function hasBearer(authorization: string | null | undefined, token: string): boolean {
  const given = bearerOf(authorization);
  return timingSafeEqual(digest(given ?? ""), digest(token)) && given !== null;
}

const digest = (text: string) => createHash("sha256").update(text).digest();
