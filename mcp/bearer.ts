import { timingSafeEqual } from "node:crypto";

/**
 * Whether an Authorization header carries `token`. Takes as long for a near miss as for a wild guess:
 * digests of equal length are compared, and all of them.
 */
export async function hasBearer(header: string | null, token: string): Promise<boolean> {
  const given = /^Bearer +(\S+)$/i.exec(header ?? "")?.[1] ?? "";
  const [a, b] = await Promise.all([digest(given), digest(token)]);
  return timingSafeEqual(a, b);
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
