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
        <TextField
          key={name}
          {...{ label, type }}
          placeholder={name === "tool" ? "server.name" : undefined}
          value={valueOf(name)}
          onChange={(event) => set(name, event.currentTarget.value)}
        />
      ))}
    </div>
  );
}
