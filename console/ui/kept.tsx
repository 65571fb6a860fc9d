import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { Notice } from "./notice.tsx";
import { fullTime } from "./time.tsx";
import css from "./kept.module.css";

/** Shows data greyed with their time while they cannot be read; without data, why there are none. */
export function KeptData(
  { at, isStale, fault, children }: {
    at: number | null;
    isStale: boolean;
    fault: string | null;
    children: ReactNode;
  },
) {
  return (
    <>
      {fault !== null && (
        <Notice kind="fault">
          {isStale && at !== null
            ? `${fault} The page shows the state of ${fullTime(at)} and tries again by itself.`
            : fault}
        </Notice>
      )}
      <div className={classes(css["kept"], isStale && css["stale"])}>{children}</div>
    </>
  );
}
