import { cost, count } from "../../../ui/format.ts";
import { budgetShares, type Limits, type Share, type Used } from "./budget.ts";
import css from "./composer.module.css";

/** What is used of the conversation's budget. Nothing without limits, or for who may not read the usage. */
export function BudgetBar({ budget, usage }: { budget: Limits; usage: Used | null }) {
  const shares = usage ? budgetShares(budget, usage) : [];
  if (shares.length === 0) return null;
  return (
    <ul className={css["budget"]} aria-label="Budget of the conversation">
      {shares.map((share) => (
        <li key={share.name} className={css["share"]}>
          <progress
            value={Math.min(share.used, share.limit)}
            max={share.limit}
            aria-label={`Used ${share.name}`}
          />
          <span>{words(share)}</span>
        </li>
      ))}
    </ul>
  );
}

function words({ name, used, limit }: Share): string {
  if (name === "cost") return `${cost(used)} of ${cost(limit)} used`;
  return `${count(used)} of ${count(limit)} ${name} used`;
}
