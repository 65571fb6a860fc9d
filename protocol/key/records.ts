import type { Actor } from "../status.ts";

/** An API key as its tenant sees it: without any part of the secret. */
export interface ApiKeyRecord {
  id: string;
  name: string;
  /** Subject of its principal. */
  subject: string;
  roles: string[];
  scopes: string[];
  createdBy: Actor;
  createdAt: Date;
  /** After rotation: the end of the overlap. */
  expiresAt: Date;
  /** With a precision of one minute; null: never. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  /** Id of the key that rotation made; null: it was not rotated. */
  replacedBy: string | null;
}
