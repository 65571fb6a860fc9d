import type { Principal } from "../../protocol/auth/principal.ts";
import { accountsOf, type PointAccount } from "../../protocol/quota/points.ts";
import type { TenantLimits } from "../../protocol/quota/tenant-limits.ts";
import type { Requester } from "../auth/requester.ts";
import { addressGroup } from "../http/client-address.ts";
import type { LimitsCache } from "./limits-cache.ts";
import { OpenCounts } from "./open-counts.ts";
import { invalidPoints } from "./operation-points.ts";
import type { Admission, PointBuckets } from "./point-buckets.ts";

/** Who pays for a request. */
type Payer = Pick<Requester, "principal" | "address">;

/** True for requests that limits apply to: the owner of the machine has none. */
export const isLimited = ({ principal }: Payer): boolean => principal.kind !== "LOCAL";

/** The limits of points and of open streams, as requests meet them. */
export class Quotas {
  readonly #limits: LimitsCache;
  readonly #buckets: PointBuckets;
  readonly #sockets = new OpenCounts();
  readonly #subscriptions = new OpenCounts();

  constructor(limits: LimitsCache, buckets: PointBuckets) {
    this.#limits = limits;
    this.#buckets = buckets;
  }

  /** Pays for an operation. Null: it has no limits. */
  async admit(payer: Payer, points: number): Promise<Admission | null> {
    const limits = await this.#limits.of(payer.principal.tenant);
    const accounts = accountsFor(payer, limits);
    return accounts.length === 0
      ? null
      : await this.#buckets.spend(payer.principal.tenant, accounts, points);
  }

  /** Counts the points of a request that is no valid operation. */
  chargeInvalid(payer: Payer): void {
    this.charge(payer, invalidPoints);
  }

  /** Counts points that are used in any case. */
  charge(payer: Payer, points: number): void {
    if (!isLimited(payer)) return;
    const { tenant } = payer.principal;
    const charge = (limits: TenantLimits) =>
      this.#buckets.charge(tenant, accountsFor(payer, limits), points);
    // While the database is away what was read last applies.
    void this.#limits.of(tenant).then(charge, () => charge(this.#limits.last(tenant)));
  }

  /** The refusal of a request that is known to find no points; null: it may find some. */
  refusal(payer: Payer): Admission | null {
    const { tenant } = payer.principal;
    return this.#buckets.refusal(tenant, accountsFor(payer, this.#limits.last(tenant)), 1);
  }

  /** Counts an open socket until the returned function is called; null: the principal has too many. */
  async openSocket(principal: Principal): Promise<(() => void) | null> {
    if (principal.kind === "LOCAL") return () => {};
    const { tenant, subject } = principal;
    // While the database is away sockets are limited by what was read last.
    const { principalSockets } = await this.#limits.of(tenant).catch(() =>
      this.#limits.last(tenant)
    );
    return this.#sockets.begin(tenant, subject, principalSockets);
  }

  /** Counts an open subscription, in the same way. Its operation was admitted before. */
  openSubscription({ tenant, subject }: Principal): (() => void) | null {
    const { principalSubscriptions } = this.#limits.last(tenant);
    return this.#subscriptions.begin(tenant, subject, principalSubscriptions);
  }
}

function accountsFor({ principal, address }: Payer, limits: TenantLimits): PointAccount[] {
  return accountsOf(limits, principal.subject, address === null ? null : addressGroup(address));
}
