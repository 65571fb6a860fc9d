import { BridgeError } from "../failure.ts";

/** The agent of a request, and its version if the address names one. */
export interface Address {
  agent: string;
  /** As `startConversation` takes it; null: the deployment's choice. */
  version: { number: number } | { alias: string } | null;
}

/** The agent in `/bridges/ag-ui/<agent>[@<version or alias>]`. Throws a BridgeError for another path. */
export function addressOf(url: string): Address {
  const [named = "", ...more] = decoded(new URL(url).pathname.slice("/bridges/ag-ui/".length));
  const [agent = "", selector, ...others] = named.split("@");
  if (agent === "" || selector === "" || others.length > 0 || more.length > 0) throw noSuchPath();
  if (selector === undefined) return { agent, version: null };
  const isNumber = /^[1-9]\d{0,8}$/.test(selector);
  return { agent, version: isNumber ? { number: Number(selector) } : { alias: selector } };
}

function decoded(path: string): string[] {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch {
    throw noSuchPath();
  }
}

const noSuchPath = () =>
  new BridgeError({
    status: 404,
    code: "NOT_FOUND",
    message: "POST to /bridges/ag-ui/<agent>, <agent>@<version> or <agent>@<alias>.",
  });
