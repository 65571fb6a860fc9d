import { useEffect } from "react";

/** How long before its end a link is read again, ms. */
const beforeEndMs = 60_000;

/** Reads the links of a page again before the first one expires, so that none leads to a refusal. */
export function useFreshLinks(
  links: readonly { readonly expiresAt: string }[],
  refetch: () => void,
): void {
  const ends = Math.min(...links.map(({ expiresAt }) => Date.parse(expiresAt)));
  useEffect(() => {
    if (!Number.isFinite(ends)) return;
    const timer = setTimeout(refetch, Math.max(1_000, ends - beforeEndMs - Date.now()));
    return () => clearTimeout(timer);
  }, [ends, refetch]);
}
