import { randomUUID } from "node:crypto";
import manifest from "../../package.json" with { type: "json" };

/** Resource attributes of this process. Processes of the same name differ in their instance id. */
export function serviceOf(name: string): Record<string, string> {
  return {
    "service.name": name,
    "service.version": manifest.version,
    "service.instance.id": randomUUID(),
  };
}
