import type { ReactNode } from "react";
import css from "./values.module.css";

/** Names with their values; one without a value is left out. */
export function Values({ values }: { values: Readonly<Record<string, ReactNode>> }) {
  const shown = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return (
    <dl className={css["values"]}>
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
