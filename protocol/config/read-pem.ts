import type { ConfigContext } from "./read-config.ts";

/** The text of a PEM file; null, with a fault, where it cannot be read or is none. `source` names its variable. */
export function readPem(
  source: string,
  path: string,
  { read, fault }: Pick<ConfigContext, "read" | "fault">,
): string | null {
  try {
    const text = read(path);
    if (text.includes("-----BEGIN ")) return text;
    fault(`${source} names ${path}, which is not a PEM file`);
  } catch {
    fault(`${source} names ${path}, which cannot be read; let this process read it`);
  }
  return null;
}
