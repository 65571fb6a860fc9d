import { LRUCache } from "lru-cache";
import {
  limitsInForce,
  type OwnLimits,
  type TenantLimits,
} from "../../protocol/quota/tenant-limits.ts";

/** Limit on the tenants in memory. */
const maxTenants = 10_000;
/** After this time a tenant's limits are read again, ms. */
const freshMs = 2_000;

interface Known {
  limits: TenantLimits;
  at: number;
  reading: Promise<TenantLimits> | null;
}

/** The limits in force of tenants, at most two seconds old. */
export class LimitsCache {
  readonly #read: (tenant: string) => Promise<OwnLimits>;
  readonly #defaults: TenantLimits;
  readonly #now: () => number;
  readonly #known = new LRUCache<string, Known>({ max: maxTenants });

  constructor(
    read: (tenant: string) => Promise<OwnLimits>,
    defaults: TenantLimits,
    now: () => number = () => performance.now(),
  ) {
    this.#read = read;
    this.#defaults = defaults;
    this.#now = now;
  }

  /** The limits of a tenant; one query serves all who ask at the same time. */
  async of(tenant: string): Promise<TenantLimits> {
    const known = this.#known.get(tenant);
    if (known?.reading) return await known.reading;
    if (known && this.#now() - known.at < freshMs) return known.limits;
    const reading = this.#read(tenant).then((own) => limitsInForce(this.#defaults, own));
    const limits = known?.limits ?? this.#defaults;
    this.#known.set(tenant, { limits, at: known?.at ?? -Infinity, reading });
    try {
      const read = await reading;
      this.#known.set(tenant, { limits: read, at: this.#now(), reading: null });
      return read;
    } catch (error) {
      this.#known.delete(tenant);
      throw error;
    }
  }

  /** What is known without a query: the last limits that were read, or the defaults. */
  last(tenant: string): TenantLimits {
    return this.#known.get(tenant)?.limits ?? this.#defaults;
  }

  /** The tenant's limits have changed. */
  clear(tenant: string): void {
    this.#known.delete(tenant);
  }
}
