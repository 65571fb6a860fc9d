/**
 * The roles that API and worker log in as. Neither owns anything: both read and write rows, and change no table, no
 * function and no privilege. An operator makes them, or roles of other names that are members of them.
 */
export const applicationRoles = ["tramontane_api", "tramontane_worker"] as const;

/** A role of `applicationRoles`. */
export type ApplicationRole = (typeof applicationRoles)[number];

const rows = ["SELECT", "INSERT", "UPDATE", "DELETE"] as const;
const read = ["SELECT"] as const;

/** Privileges that may be granted; never TRUNCATE, REFERENCES or TRIGGER, which change more than rows. */
export type Privilege = (typeof rows)[number] | "USAGE" | "EXECUTE";

/** Tables of which a role may do less than read and write rows. `events_*`: partitions that statements name. */
const less: Record<ApplicationRole, Record<string, readonly Privilege[]>> = {
  tramontane_api: {
    migrations: read,
    log_epoch: read,
    deployment: read,
    remote_agents: read,
    fallback_agents: read,
    drafts: ["SELECT", "DELETE"],
    // A numbered event is never changed; retention and erasure are the worker's.
    events: ["SELECT", "INSERT"],
    events_past: read,
    events_default: read,
  },
  tramontane_worker: { migrations: read, log_epoch: read },
};

/** Something in the schema that privileges are granted on. `definer`: a function that runs as the owner. */
export interface Grantable {
  kind: "table" | "view" | "sequence" | "definer";
  name: string;
}

/** What a role may do with it. A table that a later migration makes may be read and written by both. */
export function privilegesOf(role: ApplicationRole, { kind, name }: Grantable) {
  switch (kind) {
    case "table":
      return less[role][name] ?? rows;
    case "view":
      return read;
    case "sequence":
      return ["USAGE"] as const;
    case "definer":
      // Partitions of the log are the worker's to make and to drop.
      return role === "tramontane_worker" ? ["EXECUTE"] as const : [];
  }
}
