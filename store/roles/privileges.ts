/**
 * The roles of API and worker. They own nothing: they read and write rows, and cannot change tables, functions or
 * privileges. An operator creates them, or roles of other names that are members of them.
 */
export const applicationRoles = ["tramontane_api", "tramontane_worker"] as const;

/** A role of `applicationRoles`. */
export type ApplicationRole = (typeof applicationRoles)[number];

const rows = ["SELECT", "INSERT", "UPDATE", "DELETE"] as const;
const read = ["SELECT"] as const;
const kept = ["SELECT", "INSERT", "UPDATE"] as const;

/** Tables whose rows are never deleted: others refer to them without a foreign key (`uncheckedReferences`). */
const referredTo = {
  streams: kept,
  agent_versions: kept,
  research_runs: kept,
  conversations: kept,
  turns: kept,
  calls: kept,
  entries: kept,
};

/** Moves of aliases are added and never changed. */
const added = { agent_alias_moves: ["SELECT", "INSERT"] } as const;

/** Acts are written by `append_audit_event` alone, and tenants erased by the owner. */
const audited = { audit_events: read, audit_chains: read, tenant_erasures: read };

/** Privileges that are granted; never TRUNCATE, REFERENCES or TRIGGER, which change more than rows. */
export type Privilege = (typeof rows)[number] | "USAGE" | "EXECUTE";

/** Tables on which a role has fewer privileges than reading and writing rows. `events_*`: partitions that statements name. */
const less: Record<ApplicationRole, Record<string, readonly Privilege[]>> = {
  tramontane_api: {
    ...referredTo,
    ...added,
    migrations: read,
    log_epoch: read,
    deployment: read,
    remote_agents: read,
    fallback_agents: read,
    tenant_overrides: read,
    tenant_mcp_servers: read,
    // What workers learn from servers and providers; some of it is that of all tenants.
    mcp_servers: read,
    provider_models: read,
    symbols: read,
    search_backfill: read,
    schedule_watch: read,
    api_keys: kept,
    revocations: kept,
    tenant_ceilings: read,
    erased_agents: read,
    feed_pending: ["INSERT"],
    // A new webhook reads from the head of the feed.
    feed_consumers: ["SELECT", "INSERT"],
    drafts: ["SELECT", "DELETE"],
    // Events never change; retention and erasure are done by the worker.
    events: ["SELECT", "INSERT"],
    events_past: read,
    events_default: read,
    ...audited,
  },
  tramontane_worker: {
    ...referredTo,
    ...added,
    migrations: read,
    log_epoch: read,
    api_keys: read,
    revocations: read,
    tenant_ceilings: read,
    stream_tickets: read,
    feed_pending: ["INSERT"],
    ...audited,
  },
};

/** What a worker does for all tenants: it learns ids and their tenants, and numbers, and deletes what is too old. */
const workOfAllTenants = [
  "armed_schedules",
  "claim_abandoned_conversations",
  "claim_erased_agents",
  "claim_erasures",
  "claim_file",
  "claim_stale_agent_commands",
  "claim_stale_commands",
  "claim_stale_conversations",
  "claim_stale_runs",
  "claim_waiting_turns",
  "claim_deliveries",
  "claims_in_force",
  "feed_backlog",
  "feed_consumers_behind",
  "feed_events",
  "feeds_behind",
  "firings_to_start",
  "known_schedules",
  "objects_to_index",
  "oldest_turn_ms",
  "open_work",
  "purge_agent_commands",
  "purge_default_events",
  "purge_deliveries",
  "purge_drafts",
  "purge_files",
  "purge_firings",
  "purge_idempotency_keys",
  "purge_past_events",
  "purge_point_buckets",
  "purge_revocations",
  "purge_symbols",
  "schedule_backlog",
  "schedules_to_arm",
  "schedules_to_check",
  "schedules_to_resume",
  "tenants_with_agents",
  "tenants_with_overrides",
  "tenants_with_waiting_turns",
  "webhook_backlog",
  "webhooks_behind",
];

/** Functions that run as the owner, and that each role may run. */
const definers: Record<ApplicationRole, readonly string[]> = {
  tramontane_api: [
    "append_audit_event",
    "find_api_key",
    "use_api_key",
    "use_stream_ticket",
    "revocations_since",
    "read_changes",
    "conversations_with_labels",
    "search_parts",
    "search_words",
  ],
  tramontane_worker: [
    "append_audit_event",
    "add_events_partition",
    "drop_events_partition",
    ...workOfAllTenants,
  ],
};

/** The functions that run as the owner and that a role may run. */
export const definersOf = (role: ApplicationRole): readonly string[] => definers[role];

/** An object of the schema that privileges are granted on. `definer`: a function that runs as the owner. */
export interface Grantable {
  kind: "table" | "view" | "sequence" | "definer";
  name: string;
}

/** The privileges of a role on an object. Both roles read and write tables without an entry in `less`. */
export function privilegesOf(role: ApplicationRole, { kind, name }: Grantable) {
  switch (kind) {
    case "table":
      return less[role][name] ?? rows;
    case "view":
      return read;
    case "sequence":
      return ["USAGE"] as const;
    case "definer":
      return definers[role].includes(name) ? ["EXECUTE"] as const : [];
  }
}
