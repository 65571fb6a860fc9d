import type { TenantOverrides } from "../../store/tenant/overrides.ts";
import type { TenantConfig } from "./tenant-config.ts";

/** What the tenants of a configuration have of their own, for the record: no keys, no addresses. */
export const overridesOf = (tenants: readonly TenantConfig[]): TenantOverrides[] =>
  tenants.map(({ tenant, account, servers }) => ({
    tenant,
    ownKey: account !== null,
    servers: servers && servers.map(({ name }) => name),
  }));
