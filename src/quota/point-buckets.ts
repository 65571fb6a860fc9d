import { LRUCache } from "lru-cache";
import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import {
  type AccountState,
  type PointAccount,
  type PointAsk,
  type PointGrant,
  rateLimitOf,
  remainingOf,
  wanted,
} from "../../protocol/quota/points.ts";
import type { RateLimit } from "../../protocol/quota/rate-limit.ts";

/** Reserves points in the database; see `takePoints` of the store. */
export type TakePoints = (tenant: string, asks: readonly PointAsk[]) => Promise<PointGrant[]>;

/** An admission of a request: what its caller sees, and the accounts that paid or refused. */
export interface Admission {
  rateLimit: RateLimit;
  states: readonly AccountState[];
}

interface Bucket {
  tenant: string;
  account: PointAccount;
  /** Reserved and not used; negative: used without a reservation. */
  left: number;
  /** Points that waiting requests need. */
  need: number;
  room: number;
  roomAt: number;
  /** Used since the last settlement, and in the second before it. */
  used: number;
  usedBefore: number;
  /** Until then the database is not asked: it had nothing. */
  deniedUntil: number;
}

/** Limit on the accounts in memory; of those that were not used for longest the reserved points are lost. */
const maxBuckets = 50_000;
/** How long a denial counts, ms: others may give back what they did not use. */
const denialMs = 1_000;
/** Buckets that nothing used for this time leave the memory, ms. */
const unusedMs = 60_000;
/** A request that another one was faster than asks so often in all. */
const maxAsks = 2;

/**
 * Token buckets that several processes share: each process uses points that it has reserved in the database, so that
 * all of them together never use more than the limit. What a process did not use for a second it gives back.
 */
export class PointBuckets {
  readonly #take: TakePoints;
  readonly #now: () => number;
  readonly #buckets = new LRUCache<string, Bucket>({ max: maxBuckets });
  /** The query that is running for a tenant, and the buckets of the next one. */
  readonly #asking = new Map<string, { buckets: Set<Bucket>; next: Promise<void> }>();
  readonly #running = new Map<string, Promise<void>>();

  constructor(take: TakePoints, now: () => number = () => performance.now()) {
    this.#take = take;
    this.#now = now;
  }

  /** Takes points from all accounts, or from none of them. Null: there is no account. */
  async spend(
    tenant: string,
    accounts: readonly PointAccount[],
    points: number,
  ): Promise<Admission | null> {
    const buckets = accounts.map((account) => this.#bucket(tenant, account));
    for (let asked = 0;; asked++) {
      const short = buckets.filter(({ left }) => left < points);
      if (short.length === 0) return this.#spent(buckets, points);
      const isDenied = short.some((bucket) => this.#isDenied(bucket, points));
      if (isDenied || asked === maxAsks) return this.#admission(buckets, points, false);
      for (const bucket of short) bucket.need += points;
      await this.#ask(tenant, short);
    }
  }

  /** Counts points that were used in any case, such as by a request that is no valid operation. */
  charge(tenant: string, accounts: readonly PointAccount[], points: number): void {
    for (const account of accounts) {
      const bucket = this.#bucket(tenant, account);
      bucket.left -= points;
      bucket.used += points;
    }
  }

  /** The refusal of a request if an account is known to have nothing; null: it may have. */
  refusal(
    tenant: string,
    accounts: readonly PointAccount[],
    points: number,
  ): Admission | null {
    const buckets = accounts.map((account) => this.#bucket(tenant, account));
    const isDenied = buckets.some((bucket) => remainingOf(this.#stateOf(bucket)) < points);
    return isDenied ? this.#admission(buckets, points, false) : null;
  }

  /** Gives back what was not used in the last second, and writes what was used without a reservation. */
  get task(): PeriodicTask {
    return { name: "settlePoints", intervalMs: 1_000, run: () => this.settle() };
  }

  /** One run of `task`. */
  async settle(): Promise<void> {
    for (const [key, bucket] of this.#buckets.entries()) {
      if (this.#isUnused(bucket)) this.#buckets.delete(key);
    }
    const idle = Map.groupBy(
      [...this.#buckets.values()].filter((bucket) => this.#isSettled(bucket)),
      ({ tenant }) => tenant,
    );
    for (const [tenant, buckets] of idle) {
      await this.#exchange(tenant, buckets, (bucket) => ({ want: 0, back: bucket.left }));
    }
  }

  /** A bucket of which this process holds nothing, for a minute. */
  #isUnused({ left, need, used, usedBefore, roomAt }: Bucket): boolean {
    const hasNothing = left === 0 && need === 0 && used === 0 && usedBefore === 0;
    return hasNothing && this.#now() - roomAt > unusedMs;
  }

  /** Begins the next second of a bucket. True: the database must learn what is left of it. */
  #isSettled(bucket: Bucket): boolean {
    const isIdle = bucket.used === 0 && bucket.need === 0;
    bucket.usedBefore = bucket.used;
    bucket.used = 0;
    return bucket.left < 0 || (isIdle && bucket.left > 0);
  }

  #bucket(tenant: string, account: PointAccount): Bucket {
    const key = JSON.stringify([tenant, account.kind, account.name, account.span]);
    const known = this.#buckets.get(key);
    if (known) return Object.assign(known, { account });
    const bucket: Bucket = {
      ...{ tenant, account, left: 0, need: 0, room: account.limit, roomAt: this.#now() },
      ...{ used: 0, usedBefore: 0, deniedUntil: 0 },
    };
    this.#buckets.set(key, bucket);
    return bucket;
  }

  #spent(buckets: readonly Bucket[], points: number): Admission | null {
    for (const bucket of buckets) {
      bucket.left -= points;
      bucket.used += points;
    }
    return this.#admission(buckets, points, true);
  }

  #admission(buckets: readonly Bucket[], points: number, isAdmitted: boolean): Admission | null {
    const states = buckets.map((bucket) => this.#stateOf(bucket));
    const rateLimit = rateLimitOf(states, points, isAdmitted, Date.now());
    return rateLimit && { rateLimit, states };
  }

  #stateOf({ account, left, room, roomAt }: Bucket): AccountState {
    return { account, left, room, ageMs: this.#now() - roomAt };
  }

  /** The database had less than this when it was asked, and time has not given it back. */
  #isDenied(bucket: Bucket, points: number): boolean {
    return bucket.deniedUntil > this.#now() && remainingOf(this.#stateOf(bucket)) < points;
  }

  /** Asks for what the buckets need. Requests of a tenant that come during a query share the next one. */
  #ask(tenant: string, buckets: readonly Bucket[]): Promise<void> {
    const waiting = this.#asking.get(tenant);
    if (waiting) {
      for (const bucket of buckets) waiting.buckets.add(bucket);
      return waiting.next;
    }
    const batch = new Set(buckets);
    const before = this.#running.get(tenant) ?? Promise.resolve();
    const next = before.catch(() => {}).then(async () => {
      this.#asking.delete(tenant);
      const query = this.#exchange(tenant, [...batch], askOf);
      this.#running.set(tenant, query);
      await query.finally(() => {
        if (this.#running.get(tenant) === query) this.#running.delete(tenant);
      });
    });
    this.#asking.set(tenant, { buckets: batch, next });
    return next;
  }

  async #exchange(
    tenant: string,
    buckets: readonly Bucket[],
    ask: (bucket: Bucket) => Pick<PointAsk, "want" | "back">,
  ) {
    const asks = buckets.map((bucket) => ({ ...bucket.account, ...ask(bucket) }));
    const missing = buckets.map(({ need, left }) => need - Math.max(0, left));
    buckets.forEach((bucket, i) => {
      bucket.left -= asks[i]!.back;
      bucket.need = 0;
    });
    const grants = await this.#take(tenant, asks).catch((error) => {
      buckets.forEach((bucket, i) => bucket.left += asks[i]!.back);
      throw error;
    });
    const now = this.#now();
    buckets.forEach((bucket, i) => {
      const { granted, room } = grants[i]!;
      bucket.left += granted;
      Object.assign(bucket, { room, roomAt: now });
      if (granted < Math.min(asks[i]!.want, missing[i]!)) bucket.deniedUntil = now + denialMs;
    });
  }
}

/** Reserves what waiting requests need beyond what is left; a debt is written with it. */
function askOf({ left, need, used, usedBefore, account }: Bucket): Pick<PointAsk, "want" | "back"> {
  const back = Math.min(0, left);
  const missing = need - Math.max(0, left);
  return { want: missing <= 0 ? 0 : wanted(missing, used + usedBefore, account.limit), back };
}
