import { Select } from "../../../ui/field.tsx";
import list from "../../../ui/list.module.css";
import { toolName } from "./call-groups.ts";
import type { InboxItem } from "./inbox-items.ts";
import type { Filters } from "./use-filters.ts";

const choices = (values: readonly (string | null)[], selected: string | null) =>
  [...new Set([...values, selected])].filter((value) => value !== null).toSorted();

/** Shows calls of one tool or one agent only. */
export function InboxFilters(
  { filters, items }: { filters: Filters; items: readonly InboxItem[] },
) {
  const approvals = items.map(({ approval }) => approval);
  const tools = choices(approvals.map(toolName), filters.tool);
  const agents = choices(approvals.map(filters.agentOf), filters.agent);
  // Calls of one tool and one agent leave nothing to choose.
  if (!filters.isActive && tools.length < 2 && agents.length < 2) return null;
  return (
    <div className={list["bar"]}>
      <Choice
        label="Tool"
        values={tools}
        selected={filters.tool}
        onSelect={filters.setTool}
      />
      <Choice
        label="Agent"
        values={agents}
        selected={filters.agent}
        onSelect={filters.setAgent}
      />
    </div>
  );
}

function Choice(
  { label, values, selected, onSelect }: {
    label: string;
    values: readonly string[];
    selected: string | null;
    onSelect: (value: string | null) => void;
  },
) {
  return (
    <Select
      label={label}
      value={selected ?? ""}
      onChange={(event) => onSelect(event.currentTarget.value || null)}
    >
      <option value="">all</option>
      {values.map((value) => <option key={value}>{value}</option>)}
    </Select>
  );
}
