import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import list from "../../ui/list.module.css";
import { type Period, usualPeriods } from "./period.ts";

/** The days to sum up: five usual periods, or any two days. */
export function PeriodFields(
  { period, fault, onChange }: {
    period: Period;
    fault: string | null;
    onChange: (period: Period) => void;
  },
) {
  const usual = Object.entries(usualPeriods(Date.now()));
  const isSelected = ({ from, to }: Period) => from === period.from && to === period.to;
  return (
    <div className={list["bar"]} role="group" aria-label="Period">
      {usual.map(([name, one]) => (
        <Button
          key={name}
          kind={isSelected(one) ? "primary" : undefined}
          aria-pressed={isSelected(one)}
          onClick={() => onChange(one)}
        >
          {name}
        </Button>
      ))}
      <div className={list["bar"]}>
        <TextField
          type="date"
          label="From (UTC)"
          value={period.from}
          onChange={(event) => onChange({ ...period, from: event.currentTarget.value })}
        />
        <TextField
          type="date"
          label="To (UTC)"
          fault={fault}
          value={period.to}
          onChange={(event) => onChange({ ...period, to: event.currentTarget.value })}
        />
      </div>
    </div>
  );
}
