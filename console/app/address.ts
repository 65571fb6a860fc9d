import { useSearchParams } from "wouter";

/**
 * A parameter of the address, and how to change it: filters and places are in the address, so that a link shows the same.
 * Null removes it. A change replaces the entry of the history, with `push` it adds one.
 */
export function useParameter(
  name: string,
): [string | null, (value: string | null, options?: { push?: boolean }) => void] {
  const [parameters, change] = useSearchParams();
  return [
    parameters.get(name),
    (value, { push = false } = {}) =>
      change((before) => {
        const next = new URLSearchParams(before);
        if (value === null || value === "") next.delete(name);
        else next.set(name, value);
        return next;
      }, { replace: !push }),
  ];
}
