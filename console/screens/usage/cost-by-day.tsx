import { cost, count } from "../../ui/format.ts";
import type { UsageGroup } from "./group-usage.ts";
import { daysOf, type Period } from "./period.ts";
import { UsageTable } from "./usage-table.tsx";
import css from "./usage.module.css";

/** Size of the drawing; it is scaled to the width of the page. */
const height = 120;
const barWidth = 12;

/** A bar for each day of the period; the same as a table. Where nothing has a price, bars are model calls. */
export function CostByDay({ period, days }: { period: Period; days: readonly UsageGroup[] }) {
  const byDay = new Map(days.map((day) => [day.name, day]));
  const isPriced = days.some((day) => day.cost > 0);
  const valueOf = (name: string) => {
    const day = byDay.get(name);
    return (isPriced ? day?.cost : day?.modelCalls) ?? 0;
  };
  const all = daysOf(period);
  const highest = Math.max(...all.map(valueOf), Number.MIN_VALUE);
  const shown = (value: number) => isPriced ? cost(value) : `${count(value)} model calls`;
  return (
    <figure className={css["chart"]}>
      <figcaption>
        {isPriced ? "Cost" : "Model calls (nothing has a price)"}: at most {shown(highest)} a day
      </figcaption>
      <svg
        viewBox={`0 0 ${all.length * barWidth} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {all.map((day, at) => {
          const size = valueOf(day) / highest * (height - 4);
          return (
            <rect
              key={day}
              x={at * barWidth + 1}
              y={height - size}
              width={barWidth - 2}
              height={size}
            >
              <title>{`${day}: ${shown(valueOf(day))}`}</title>
            </rect>
          );
        })}
      </svg>
      <p className={css["axis"]}>
        <span>{period.from}</span>
        <span>{period.to}</span>
      </p>
      <details>
        <summary>The days as a table</summary>
        <UsageTable of="Day" groups={days} />
      </details>
    </figure>
  );
}
