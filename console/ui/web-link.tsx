import type { ReactNode } from "react";
import { webAddress } from "./web-address.ts";

/** A link to an address that a model or a tool wrote, in a new tab without a referrer; its words alone where it is not of the web. */
export function WebLink({ url, children }: { url: string | null; children: ReactNode }) {
  const address = webAddress(url);
  if (!address) return children;
  return <a href={address.href} target="_blank" rel="noopener noreferrer nofollow">{children}</a>;
}
