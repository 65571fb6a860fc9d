/** What check and verifier say together: a key of `ReportWords`. */
export type VerdictKind =
  | "verified"
  | "notVerified"
  | "checkFailed"
  | "verifierFailed"
  | "bothFailed";

/** The kind of a verdict; null: no verifier has read the report. */
export function verdictKind(
  verdict: {
    readonly passed: boolean;
    readonly accepted: boolean;
    readonly gaps: readonly unknown[];
  } | null,
): VerdictKind {
  if (!verdict) return "notVerified";
  if (verdict.passed) return "verified";
  if (verdict.accepted) return "checkFailed";
  return verdict.gaps.length > 0 ? "bothFailed" : "verifierFailed";
}
