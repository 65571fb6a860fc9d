import type { OwnLimits } from "./tenant-limits.ts";

/** Changes limits of the caller's tenant. */
export interface SetTenantQuota {
  idempotencyKey: string;
  /** The limits that change; null: unlimited. */
  limits: OwnLimits;
  /** True: all others become the defaults of the deployment; false: they stay. */
  reset: boolean;
}

/** The limits have changed. */
export interface SetQuota {
  replayed: boolean;
}

/** The limits that a tenant has of its own. */
export interface TenantQuotaRecord {
  ownLimits: OwnLimits;
  /** When they last changed. */
  changedAt: Date;
}
