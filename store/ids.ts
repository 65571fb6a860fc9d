import { createHash, randomBytes } from "node:crypto";
import { canonicalJson } from "../protocol/json/canonical.ts";
import type { IdKind } from "../protocol/ids.ts";

/** A new id: 48 bits of time in ms, then 80 random bits, so that ids made later sort later (as in UUID v7). */
export function newId(kind: IdKind): string {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${kind}_${time}${randomBytes(10).toString("hex")}`;
}

/**
 * An id that follows from its parts: the same parts give the same id, in every process and attempt. Files are no nodes
 * of the graph, and have ids of the same shape.
 */
export function derivedId(kind: IdKind | "file", ...parts: (string | number)[]): string {
  return `${kind}_${contentHash(parts).slice(0, 32)}`;
}

/** SHA-256 of the canonical JSON of `value`, in hex. */
export function contentHash(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
