/** What the server of a tool says of its effects, in words. */
export function hintWords(
  { readOnly, destructive, idempotent }: {
    readOnly: boolean;
    destructive: boolean;
    idempotent: boolean;
  },
): string {
  if (readOnly) return "Changes nothing (read-only).";
  const effect = destructive
    ? "May delete or overwrite something."
    : "Adds something, and deletes or overwrites nothing.";
  return idempotent ? `${effect} Repeating it has no further effect.` : effect;
}
