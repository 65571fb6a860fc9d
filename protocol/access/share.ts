import type { Actor } from "../status.ts";

/** What a share permits; WRITE includes READ. */
export const shareAccesses = ["READ", "WRITE"] as const;
/** One of `shareAccesses`. */
export type ShareAccess = (typeof shareAccesses)[number];

/** With whom a conversation or a research run is shared. */
export interface ShareRecord {
  /** A subject, or `group:<name>`. */
  grantee: string;
  access: ShareAccess;
  grantedBy: Actor;
  grantedAt: Date;
}

/** Shares an object, or changes what its share permits. */
export interface Share {
  idempotencyKey: string;
  id: string;
  grantee: string;
  access: ShareAccess;
}

/** Ends a share. */
export interface Unshare {
  idempotencyKey: string;
  id: string;
  grantee: string;
}

/** Result of `Share` and `Unshare`. */
export interface Shared {
  id: string;
  replayed: boolean;
}
