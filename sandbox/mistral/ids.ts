import { createHash, randomBytes } from "node:crypto";

/** An id in Mistral's form: the prefix and 32 hex digits of a UUIDv7. */
export function newId(
  prefix: "ag" | "conv" | "msg" | "fc" | "fr" | "handoff" | "tool_exec",
): string {
  const time = Date.now().toString(16).padStart(12, "0");
  const hex = randomBytes(10).toString("hex");
  const variant = (8 + (Number.parseInt(hex[3] ?? "0", 16) & 3)).toString(16);
  return `${prefix}_${time}7${hex.slice(0, 3)}${variant}${hex.slice(4, 19)}`;
}

const alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Nine alphanumeric characters. */
export function newToolCallId(): string {
  return Array.from(randomBytes(9), (byte) => alphanumerics[byte % 62]).join("");
}

/** Now, ISO 8601 with `Z`. */
export function timestamp(): string {
  return new Date().toISOString();
}

/** A short hash of a JSON value; the order of keys does not matter. */
export function hashOf(value: unknown): string {
  const sorted = (v: unknown): unknown =>
    Array.isArray(v)
      ? v.map(sorted)
      : typeof v === "object" && v !== null
      ? Object.fromEntries(Object.entries(v).sort().map(([k, inner]) => [k, sorted(inner)]))
      : v;
  return createHash("sha256").update(JSON.stringify(sorted(value)) ?? "").digest("hex").slice(
    0,
    24,
  );
}
