import { useSearchParams } from "wouter";

/** How an address changes: `push` adds an entry to the history, otherwise the current one is replaced. */
export interface ChangeOptions {
  push?: boolean;
}

/** Changes parameters of the address, several at once; null or an empty text removes one. */
export function changeParameters(
  values: Readonly<Record<string, string | null>>,
  { push = false }: ChangeOptions = {},
): void {
  // The address itself is read: two changes in one event see each other.
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  if (url.href === location.href) return;
  // The router listens to both functions.
  if (push) history.pushState(null, "", url);
  else history.replaceState(null, "", url);
}

/**
 * A parameter of the address, and how to change it: filters and places are in the address, so that a link shows the same.
 */
export function useParameter(
  name: string,
): [string | null, (value: string | null, options?: ChangeOptions) => void] {
  const [parameters] = useSearchParams();
  return [
    parameters.get(name),
    (value, options) => changeParameters({ [name]: value }, options),
  ];
}
