import { useLocation, useSearchParams } from "wouter";
import { changedSearch } from "./changed-search.ts";

/** The address of this page with other parameters, for a link: null removes one. */
export function useSelfLink(change: Readonly<Record<string, string | null>>): string {
  const [path] = useLocation();
  const [parameters] = useSearchParams();
  return path + changedSearch(parameters, change);
}
