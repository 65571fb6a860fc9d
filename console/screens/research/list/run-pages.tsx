import { useState } from "react";
import type { Status } from "../../../document-types.generated.ts";
import { useRowKeys } from "../../../ui/row-keys.ts";
import css from "./list.module.css";
import { RunPage } from "./run-page.tsx";

/** The runs with a status, a page after the other. Only the newest page changes while it is shown. */
export function RunPages({ status }: { status: Status | null }) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const list = useRowKeys<HTMLDivElement>();
  return (
    <div ref={list} className={css["pages"]}>
      {cursors.map((after, i) => (
        <RunPage
          key={after ?? ""}
          after={after}
          status={status}
          onMore={i === cursors.length - 1
            ? (cursor) => setCursors((before) => [...before, cursor])
            : null}
        />
      ))}
    </div>
  );
}
