const secretName =
  /(authorization|api[-_]?key|password|passwd|secret|token|cookie|crumb|otlp_headers)/i;
const secretText: [RegExp, string][] = [
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi, "$1 [redacted]"],
  [/\b(crumb|api_key|apikey|token|password|authorization)=[^&\s"']+/gi, "$1=[redacted]"],
  [/\btmk_[0-9A-Za-z]{8,}_[0-9A-Za-z_]+/g, "tmk_[redacted]"],
  [/:\/\/([^:@/\s]+):[^@/\s]+@/g, "://$1:[redacted]@"],
];

/** `text` without bearer tokens, API keys, passwords in URLs and Yahoo's crumb. */
export function redactText(text: string): string {
  return secretText.reduce((t, [pattern, by]) => t.replace(pattern, by), text);
}

/** A copy of `value` that is safe to log: fields named like a secret are masked, texts are redacted. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > 4) return "[deep]";
  if (Array.isArray(value)) return value.map((v) => redact(v, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map((
      [k, v],
    ) => [k, secretName.test(k) && typeof v === "string" ? "[redacted]" : redact(v, depth + 1)]),
  );
}
