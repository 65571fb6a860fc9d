import type { ComponentProps } from "react";
import { Select, TextField } from "../../../ui/field.tsx";
import list from "../../../ui/list.module.css";
import { decidedVerdicts } from "./history-filter.ts";
import type { HistoryFilterName, useHistoryFilter } from "./use-history-filter.ts";

const texts: readonly (readonly [HistoryFilterName, string, "text" | "date"])[] = [
  ["tool", "Tool", "text"],
  ["agent", "Agent", "text"],
  ["from", "Decided from", "date"],
  ["to", "Decided to", "date"],
];

/** The filters of the history. */
export function HistoryFilters({ filters }: { filters: ReturnType<typeof useHistoryFilter> }) {
  const { valueOf, set } = filters;
  return (
    <div className={list["bar"]}>
      <Select
        label="Verdict"
        value={valueOf("verdict")}
        onChange={(event) => set("verdict", event.currentTarget.value)}
      >
        <option value="">all</option>
        {decidedVerdicts.map((verdict) => (
          <option key={verdict} value={verdict}>{verdict.toLowerCase()}</option>
        ))}
      </Select>
      {texts.map(([name, label, type]) => (
        <CommittedField
          key={`${name} ${valueOf(name)}`}
          {...{ label, type }}
          placeholder={name === "tool" ? "server.name" : undefined}
          defaultValue={valueOf(name)}
          onCommit={(value) => value !== valueOf(name) && set(name, value)}
        />
      ))}
    </div>
  );
}

/** A field that filters when it is left, or by Enter: each letter of a name would match nothing. */
function CommittedField(
  { onCommit, ...rest }: ComponentProps<typeof TextField> & { onCommit: (value: string) => void },
) {
  return (
    <TextField
      {...rest}
      onBlur={(event) => onCommit(event.currentTarget.value.trim())}
      onKeyDown={(event) => event.key === "Enter" && onCommit(event.currentTarget.value.trim())}
    />
  );
}
