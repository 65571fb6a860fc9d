import { randomUUID } from "node:crypto";

/** Resource attributes of this process: two of the same name are told apart by their instance. */
export function serviceOf(name: string): Record<string, string> {
  return { "service.name": name, "service.instance.id": randomUUID() };
}
