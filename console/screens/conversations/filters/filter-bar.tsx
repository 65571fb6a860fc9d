import { Select } from "../../../ui/field.tsx";
import { Chips } from "./chips.tsx";
import { FilterField } from "./filter-field.tsx";
import { states } from "./filters.ts";
import type { Filters } from "./use-filters.ts";
import css from "./filter-bar.module.css";

/** What filters the list: each filter is in the address, named below, and can be removed there. */
export function FilterBar(
  { filters, agents, canSeeCost }: {
    filters: Filters;
    agents: readonly string[];
    canSeeCost: boolean;
  },
) {
  const { value, set } = filters;
  return (
    <section aria-label="Filters" className={css["filters"]}>
      <div className={css["main"]}>
        <FilterField
          {...{ label: "Text", type: "search", maxLength: 200, placeholder: "words" }}
          value={value("text")}
          onCommit={(text) => set("text", text)}
        />
        <Select
          label="State"
          value={value("state")}
          onChange={(event) => set("state", event.currentTarget.value)}
        >
          <option value="">any</option>
          {Object.entries(states).map(([name, { word }]) => (
            <option key={name} value={name}>{word}</option>
          ))}
        </Select>
        <AgentSelect
          value={value("agent")}
          agents={agents}
          onSelect={(name) => set("agent", name)}
        />
      </div>
      <details className={css["more"]}>
        <summary>More filters</summary>
        <MoreFilters filters={filters} canSeeCost={canSeeCost} />
      </details>
      <Chips filters={filters} />
    </section>
  );
}

function AgentSelect(
  { value, agents, onSelect }: {
    value: string;
    agents: readonly string[];
    onSelect: (name: string) => void;
  },
) {
  // An agent of an old link stays a choice, also when it is not in the list.
  const names = value === "" || agents.includes(value) ? agents : [value, ...agents];
  return (
    <Select
      label="Agent"
      value={value}
      onChange={(event) => onSelect(event.currentTarget.value)}
    >
      <option value="">any</option>
      {names.map((name) => <option key={name} value={name}>{name}</option>)}
    </Select>
  );
}

function MoreFilters({ filters, canSeeCost }: { filters: Filters; canSeeCost: boolean }) {
  const { value, set, add } = filters;
  const hasAgent = value("agent") !== "";
  const commit = (name: Parameters<typeof set>[0]) => ({
    value: value(name),
    onCommit: (text: string) => set(name, text),
  });
  return (
    <div className={css["main"]}>
      <FilterField
        {...{ label: "Version", inputMode: "numeric", pattern: "[0-9]*", disabled: !hasAgent }}
        hint={hasAgent ? undefined : "choose an agent first"}
        {...commit("version")}
      />
      <FilterField
        {...{ label: "Label", maxLength: 200, isCollecting: true, value: "" }}
        onCommit={(label) => add("label", label)}
      />
      <FilterField {...{ label: "Active since", type: "date" }} {...commit("since")} />
      <FilterField {...{ label: "Active until", type: "date" }} {...commit("until")} />
      {canSeeCost && (
        <FilterField
          {...{ label: "Cost at least, $", inputMode: "decimal" }}
          {...commit("cost")}
        />
      )}
    </div>
  );
}
