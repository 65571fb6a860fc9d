import type { Run, Verification } from "./report-types.ts";

/**
 * The verdict on the newest report: of the verifier that read it, in its round. Null: none has, it failed, or it has not
 * ended. A verdict on an earlier report says nothing of the newest one.
 */
export function verdictOfRun({ phases }: Pick<Run, "phases">): Verification | null {
  const written = phases.findLast(({ outcome }) => outcome?.__typename === "Report");
  if (!written) return null;
  const checked = phases.findLast(({ kind, round }) =>
    kind === "VERIFY" && round === written.round
  );
  return checked?.outcome?.__typename === "Verification" ? checked.outcome : null;
}
