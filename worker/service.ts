import { randomUUID } from "node:crypto";
import manifest from "../package.json" with { type: "json" };

/** Resource attributes of this process: two of the same name are told apart by their instance. */
export function serviceOf(name: string): Record<string, string> {
  return {
    "service.name": name,
    "service.version": manifest.version,
    "service.instance.id": randomUUID(),
  };
}
