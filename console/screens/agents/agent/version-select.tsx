import { Select } from "../../../ui/field.tsx";
import type { PageAgent } from "./use-agent.ts";

/** Chooses one of the listed versions of an agent, with what helps to recognise it. */
export function VersionSelect(
  { label, agent, value, onChange }: {
    label: string;
    agent: PageAgent;
    value: number | null;
    onChange: (number: number) => void;
  },
) {
  const versions = agent.versions?.nodes ?? [];
  const isListed = versions.some(({ number }) => number === value);
  const names = (number: number) =>
    (agent.aliases ?? []).filter(({ version }) => version.number === number)
      .map(({ name }) => name);
  return (
    <Select
      label={label}
      value={value ?? ""}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    >
      {value !== null && !isListed && <option value={value}>{value}</option>}
      {versions.map(({ number, model, note }) => (
        <option key={number} value={number}>
          {[`${number}`, ...names(number), model, note?.slice(0, 60)].filter(Boolean).join(" · ")}
        </option>
      ))}
    </Select>
  );
}
