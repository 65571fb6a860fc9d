import type { Resource } from "../../protocol/auth/authorize.ts";
import type { Bound } from "../../protocol/auth/principal.ts";
import type { Ownership } from "./read-ownership.ts";

/** What `authorize` decides on. */
export function toResource(
  tenant: string,
  { id, owner, readers, writers, agent, researchId, isDeciding }: Ownership,
): Resource {
  const places: Bound[] = agent === null ? [{ kind: "research", id }] : [
    { kind: "conversation", id },
    { kind: "agent", id: agent },
    ...(researchId === null ? [] : [{ kind: "research" as const, id: researchId }]),
  ];
  return { tenant, places, owner, readers, writers, isDeciding };
}
