import { cost, count } from "../../ui/format.ts";
import list from "../../ui/list.module.css";
import type { UsageGroup } from "./group-usage.ts";

const columns = ["Cost", "Model calls", "Tool calls", "Tokens read", "Tokens written"] as const;

/** Usage by one dimension, as a table. */
export function UsageTable({ of, groups }: { of: string; groups: readonly UsageGroup[] }) {
  return (
    <div className={list["scroll"]} role="region" aria-label={`Usage by ${of}`} tabIndex={0}>
      <table className={list["table"]}>
        <thead>
          <tr>
            <th scope="col">{of}</th>
            {columns.map((name) => <th key={name} scope="col" className={list["number"]}>{name}
            </th>)}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.name}>
              <th scope="row">{group.name}</th>
              <td className={list["number"]}>{costOf(group)}</td>
              <td className={list["number"]}>{count(group.modelCalls)}</td>
              <td className={list["number"]}>{count(group.toolCalls)}</td>
              <td className={list["number"]}>{count(group.inputTokens)}</td>
              <td className={list["number"]}>{count(group.outputTokens)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A cost to which calls without a price belong is a lower bound. */
function costOf({ cost: amount, unpricedCalls }: UsageGroup): string {
  return unpricedCalls > 0 ? `≥ ${cost(amount)}` : cost(amount);
}
