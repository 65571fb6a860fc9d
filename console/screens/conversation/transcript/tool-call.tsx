import { useEntryParts } from "@tramontane/react";
import type { ToolCallEntry } from "@tramontane/client/store";
import { classes } from "../../../ui/classes.ts";
import { duration } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icon.tsx";
import { Status } from "../../../ui/status.tsx";
import { useNow } from "../../../ui/time.tsx";
import { EntryActions } from "./entry-actions.tsx";
import { useExpanded } from "./expanded.ts";
import { CallApproval } from "./call-approval.tsx";
import { RetryIn } from "./retry-in.tsx";
import type { RowActions } from "./row-actions.ts";
import type { Row } from "./rows.ts";
import { shortJson } from "./short-json.ts";
import { ToolDetails } from "./tool-details.tsx";
import css from "./row.module.css";

/** A tool call: one line, which expands to its arguments and result. */
export function ToolCall(
  { entry, row, actions }: { entry: ToolCallEntry; row: Row; actions: RowActions },
) {
  const [isOpen, toggle] = useExpanded(entry.id);
  const { approval, retryAt, failure, note, status } = entry;
  return (
    <div className={css["tool"]}>
      <div className={css["line"]}>
        <button
          type="button"
          className={classes(css["disclose"], css["grow"])}
          aria-expanded={isOpen}
          onClick={toggle}
        >
          <Icon name="wrench" />
          <span className={css["name"]}>{entry.name}</span>
          <span className={css["short"]}>
            <ShortArguments entry={entry} />
          </span>
        </button>
        <Status value={status} />
        {entry.attempts > 1 && <span className={css["muted"]}>attempt {entry.attempts}</span>}
        <Took entry={entry} isPast={actions.isPast} />
        <EntryActions entry={entry} row={row} actions={actions} />
      </div>
      {retryAt && status === "WAITING" && (
        <RetryIn at={retryAt} what={entry.name} attempts={entry.attempts} />
      )}
      {failure && (
        <p className={css["failed"]}>
          <strong>{failure.code}</strong> {failure.message}
        </p>
      )}
      {note && status === "RUNNING" && <p className={css["muted"]}>{note}</p>}
      {approval && <CallApproval approval={approval} isPast={actions.isPast} />}
      {isOpen && <ToolDetails entry={entry} />}
    </div>
  );
}

/** Arguments and result on one line; while the model writes the arguments, the text so far. */
function ShortArguments({ entry }: { entry: ToolCallEntry }) {
  const written = useEntryParts(entry.id).find(({ kind }) => kind === "ARGUMENTS")?.text ?? "";
  const given = entry.arguments === null ? written : shortJson(entry.arguments);
  const result = entry.result ?? entry.output;
  return (
    <>
      {given}
      {result !== null && <span className={css["muted"]}>{` → ${shortJson(result)}`}</span>}
    </>
  );
}

function Took(
  { entry: { startedAt, endedAt, status }, isPast }: { entry: ToolCallEntry; isPast: boolean },
) {
  if (startedAt === null) return null;
  const begun = Date.parse(startedAt);
  if (endedAt !== null) {
    return <span className={css["time"]}>{duration(Date.parse(endedAt) - begun)}</span>;
  }
  return status === "RUNNING" && !isPast ? <Runs since={begun} /> : null;
}

function Runs({ since }: { since: number }) {
  return <span className={css["time"]}>{duration(Math.max(0, useNow() - since))}</span>;
}
