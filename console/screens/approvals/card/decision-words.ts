import { duration } from "../../../ui/format.ts";

/** The actor of a decision, as the API gives it. */
interface Actor {
  readonly kind: string;
  readonly name: string;
}

/** What happens to a call without a decision, in words. `now`: ms since 1970. */
export function timeoutWords(
  { expiresAt, approveOnTimeout }: { expiresAt: string; approveOnTimeout: boolean },
  now: number,
): string {
  const left = Date.parse(expiresAt) - now;
  const outcome = approveOnTimeout ? "approved and runs" : "rejected and does not run";
  if (left <= 0) return `The time to decide is over: the call is ${outcome}.`;
  return `Without a decision in ${timeLeft(left)} the call is ${outcome}.`;
}

/** Minutes with seconds below ten of them, hours with minutes below ten of them: `3 min 56 s`, `1 h 59 min`. */
function timeLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  const [small, large] = seconds < 3_600 ? [1, 60] : [60, 3_600];
  const rest = Math.floor((seconds % large) / small);
  const whole = duration(seconds * 1_000);
  const isExact = seconds >= 60 && seconds < 10 * large && rest > 0;
  return isExact ? `${whole} ${duration(rest * small * 1_000)}` : whole;
}

/** Who gave the verdict: `by you`, `by ops@example.com`, `because the time was over,`; empty where it is not known. */
export function deciderWords(decidedBy: Actor | null | undefined, subject: string | undefined) {
  if (!decidedBy) return "";
  if (decidedBy.kind === "SYSTEM") return "because the time was over,";
  return decidedBy.name === subject ? "by you" : `by ${decidedBy.name}`;
}
