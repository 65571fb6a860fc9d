import { memo } from "react";
import { Handoff } from "./handoff.tsx";
import { Message } from "./message.tsx";
import type { RowActions } from "./row-actions.ts";
import type { Row } from "./rows.ts";
import { ToolCall } from "./tool-call.tsx";
import { TurnEnd } from "./turn-end.tsx";
import { TurnHead } from "./turn-head.tsx";

/** One row of the transcript. */
export const RowView = memo(function RowView({ row, actions }: { row: Row; actions: RowActions }) {
  if (row.kind === "head") {
    return (
      <TurnHead
        turn={row.turn}
        isShared={row.isShared}
        onInspect={() => actions.inspect(row)}
      />
    );
  }
  if (row.kind === "end") return <TurnEnd turn={row.turn} onInspect={() => actions.inspect(row)} />;
  const { entry } = row;
  const props = { row, actions };
  if (entry.type === "tool-call") return <ToolCall {...props} entry={entry} />;
  if (entry.type === "handoff") return <Handoff {...props} entry={entry} />;
  return <Message {...props} entry={entry} />;
});
