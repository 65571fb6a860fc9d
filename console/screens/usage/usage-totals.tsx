import { cost, count } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import type { ConsoleUsageQuery } from "./usage.generated.ts";
import css from "./usage.module.css";

type Total = NonNullable<ConsoleUsageQuery["usage"]>["total"];

/** The sums of the period, and what the sum of the cost does not include. */
export function UsageTotals({ total }: { total: Total }) {
  const sums: readonly (readonly [string, string])[] = [
    ["Cost", cost(total.cost.amount)],
    ["Model calls", count(total.modelCalls)],
    ["Tool calls", count(total.toolCalls)],
    ["Tokens read", count(Number(total.inputTokens))],
    ["Tokens written", count(Number(total.outputTokens))],
    ["Possibly paid twice", count(total.possiblyPaidTwice)],
  ];
  return (
    <>
      <dl className={css["totals"]}>
        {sums.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {total.unpricedCalls > 0 && (
        <Notice>
          Model calls without a known price:{" "}
          {count(total.unpricedCalls)}. The cost does not include them.
        </Notice>
      )}
      {total.estimatedCalls > 0 && (
        <Notice>
          Calls of which the provider did not report all tokens:{" "}
          {count(total.estimatedCalls)}. A part of them is estimated.
        </Notice>
      )}
    </>
  );
}
