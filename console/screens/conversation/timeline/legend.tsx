import { classes } from "../../../ui/classes.ts";
import type { BarKind } from "./bars.ts";
import css from "./timeline.module.css";

/** Each kind of bar in words. */
export const words: Readonly<Record<BarKind, string>> = {
  running: "runs",
  done: "completed",
  failed: "failed",
  stopped: "stopped",
  queued: "waits for its turn",
  retry: "waits for the next attempt",
  approval: "waits for an approval",
};

/** Waits have a pattern, so that no colour is needed: hatched for the next attempt, dotted for an approval. */
export function fillOf(kind: BarKind): string | undefined {
  if (kind === "retry") return "url(#hatched)";
  return kind === "approval" ? "url(#dotted)" : undefined;
}

/** The patterns of the drawing; once in the page. */
export function Patterns() {
  return (
    <svg className={css["patterns"]} aria-hidden="true">
      <pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse">
        <path d="M0 6L6 0" className={css["hatch"]} />
      </pattern>
      <pattern id="dotted" width="6" height="6" patternUnits="userSpaceOnUse">
        <circle cx="3" cy="3" r="1.4" className={css["dot"]} />
      </pattern>
    </svg>
  );
}

const shown: readonly BarKind[] = ["running", "done", "failed", "stopped", "retry", "approval"];

/** What the bars mean. */
export function Legend() {
  return (
    <ul className={css["legend"]} aria-label="Legend">
      {shown.map((kind) => (
        <li key={kind}>
          <svg viewBox="0 0 20 12" className={css["sample"]} aria-hidden="true">
            <rect width="20" height="12" className={classes(css[kind])} fill={fillOf(kind)} />
          </svg>
          {words[kind]}
        </li>
      ))}
    </ul>
  );
}
