import { useMemo } from "react";
import { useSearchParams } from "wouter";
import { changeParameters } from "../../../app/address.ts";
import { historyFilter } from "./history-filter.ts";

const names = ["verdict", "tool", "agent", "from", "to"] as const;

/** Names of the filters in the address. */
export type HistoryFilterName = (typeof names)[number];

/** The filters of the history from the address, and how to change one: that leads back to the first page. */
export function useHistoryFilter() {
  const [parameters] = useSearchParams();
  const values = names.map((name) => parameters.get(name));
  const filter = useMemo(() => {
    const [verdict = null, tool = null, agent = null, from = null, to = null] = values;
    return historyFilter({ verdict, tool, agent, from, to });
  }, values);
  const set = (name: HistoryFilterName, value: string) =>
    changeParameters({ [name]: value, after: null });
  return { filter, valueOf: (name: HistoryFilterName) => parameters.get(name) ?? "", set };
}
