import { memo } from "react";
import { Link } from "wouter";
import { links } from "../../../app/links.ts";
import { classes } from "../../../ui/classes.ts";
import { cost, count } from "../../../ui/format.ts";
import { Status } from "../../../ui/status.tsx";
import { Ago, useNow } from "../../../ui/time.tsx";
import { activityOf, stateOf } from "./activity.ts";
import type { ActivityStepFragment } from "./list.generated.ts";
import { nameOf, type Row } from "./row.ts";
import css from "./conversation-row.module.css";

/** Properties of a row. */
export interface ConversationRowProps {
  row: Row;
  /** Of its open turn; undefined: not read yet. */
  steps: readonly ActivityStepFragment[] | undefined;
  /** Undefined: rows cannot be selected. */
  isSelected: boolean | undefined;
  onSelect: (id: string, isSelected: boolean) => void;
}

/** A conversation: on a narrow page a card, else a line. */
export const ConversationRow = memo(
  ({ row, steps, isSelected, onSelect }: ConversationRowProps) => (
    <li className={classes(css["row"], isSelected && css["selected"])}>
      {isSelected !== undefined && (
        <label className={css["select"]}>
          <input
            type="checkbox"
            checked={isSelected}
            aria-label={`Select ${nameOf(row)}`}
            onChange={(event) => onSelect(row.id, event.currentTarget.checked)}
          />
        </label>
      )}
      <div className={css["main"]}>
        <Link
          className={classes(css["name"], !row.title && css["untitled"])}
          href={links.conversation(row.id)}
          data-row={row.id}
        >
          {nameOf(row)}
        </Link>
        <Doing row={row} steps={steps} />
        {row.labels.length > 0 && (
          <ul className={css["labels"]} aria-label="Labels">
            {row.labels.map((label) => <li key={label}>{label}</li>)}
          </ul>
        )}
      </div>
      <div className={css["state"]}>
        <Status {...stateOf(row)} />
      </div>
      <div className={css["agent"]}>{row.agent}@{row.version}</div>
      <div className={css["turns"]}>
        {count(row.turnCount)} {row.turnCount === 1 ? "turn" : "turns"}
      </div>
      <div className={css["cost"]} title="Cost so far">
        {row.cost === null ? "no price" : row.cost !== undefined && cost(row.cost)}
      </div>
      <div className={css["at"]}>
        <Ago at={row.activeAt} />
      </div>
    </li>
  ),
);

/** What the open turn does now, or why the last one failed. */
function Doing({ row, steps }: Pick<ConversationRowProps, "row" | "steps">) {
  if (row.currentTurn) return steps ? <Activity steps={steps} /> : null;
  const failure = row.lastTurn?.status === "FAILED" ? row.lastTurn.failure : null;
  return failure && !row.closedAt ? <p className={css["failure"]}>{failure.message}</p> : null;
}

function Activity({ steps }: { steps: readonly ActivityStepFragment[] }) {
  const text = activityOf(steps, useNow());
  return text ? <p className={css["doing"]}>{text}</p> : null;
}
