import { memo } from "react";
import type { ConversationEntry, MessageEntry } from "@tramontane/client/store";
import { Handoff } from "./handoff.tsx";
import { Message } from "./message.tsx";
import type { Row } from "./rows.ts";
import { ToolCall } from "./tool-call.tsx";
import { TurnEnd } from "./turn-end.tsx";
import { TurnHead } from "./turn-head.tsx";

/** What rows do. The functions stay the same, so that a row is rendered only when it changes. */
export interface RowActions {
  /** Shows the row in the inspector. */
  readonly inspect: (row: Row) => void;
  /** Starts a conversation that shares the entries up to this one; null: the viewer may not. */
  readonly fork: ((entry: ConversationEntry) => void) | null;
  /** Sends a refused message again, or removes it. */
  readonly retry: (message: MessageEntry) => void;
  readonly dismiss: (message: MessageEntry) => void;
}

/** One row of the transcript. */
export const RowView = memo(function RowView({ row, actions }: { row: Row; actions: RowActions }) {
  if (row.kind === "head") {
    return (
      <TurnHead
        turn={row.turn}
        onInspect={() => actions.inspect(row)}
      />
    );
  }
  if (row.kind === "end") return <TurnEnd turn={row.turn} />;
  const { entry } = row;
  const props = { row, actions };
  if (entry.type === "tool-call") return <ToolCall {...props} entry={entry} />;
  if (entry.type === "handoff") return <Handoff {...props} entry={entry} />;
  return <Message {...props} entry={entry} />;
});
