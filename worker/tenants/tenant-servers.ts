import type { ServerEntry } from "../tools/servers-file.ts";
import { ToolPace } from "../tools/tool-pace.ts";
import { ToolServers, type ToolServersOptions } from "../tools/tool-servers.ts";
import type { TenantConfig } from "./tenant-config.ts";

/** A list of MCP servers with its clients, and how fast their tools answered. */
export interface ServerSet {
  servers: ToolServers;
  toolPace: ToolPace;
}

/** The lists of MCP servers: that of the deployment, and those of tenants with a list of their own. */
export class TenantServers {
  readonly #usual: ServerSet;
  readonly #own: ReadonlyMap<string, ServerSet>;

  constructor(
    usual: readonly ServerEntry[],
    tenants: readonly TenantConfig[],
    options: ToolServersOptions,
  ) {
    const setOf = (entries: readonly ServerEntry[], owner: string | null): ServerSet => ({
      servers: new ToolServers(entries, { ...options, owner }),
      toolPace: new ToolPace(),
    });
    this.#usual = setOf(usual, null);
    this.#own = new Map(
      tenants.flatMap(({ tenant, servers }) =>
        servers === null ? [] : [[tenant, setOf(servers, tenant)] as const]
      ),
    );
  }

  /** The servers of a tenant. */
  of(tenant: string): ServerSet {
    return this.#own.get(tenant) ?? this.#usual;
  }

  /** The clients of the deployment's servers. */
  get usual(): ToolServers {
    return this.#usual.servers;
  }

  /** The clients of each tenant's own servers. */
  get own(): ToolServers[] {
    return [...this.#own.values()].map(({ servers }) => servers);
  }

  /** Closes all clients. */
  async close(): Promise<void> {
    await Promise.allSettled([this.usual, ...this.own].map((servers) => servers.close()));
  }
}
