/** Limits of a tenant. Null: unlimited. */
export interface TenantLimits {
  /** Points of all requests of the tenant in a minute. */
  pointsPerMinute: number | null;
  /** The same in a day. */
  pointsPerDay: number | null;
  /** Points of the requests of one principal in a minute. */
  principalPointsPerMinute: number | null;
  /** The same in a day. */
  principalPointsPerDay: number | null;
  /** Points of the tenant's requests from one address in a minute. */
  addressPointsPerMinute: number | null;
  /** The same in a day. */
  addressPointsPerDay: number | null;
  /** Turns that run at the same time. */
  turnsInFlight: number | null;
  /** Open WebSockets of one principal at one API process. */
  principalSockets: number | null;
  /** Open subscriptions of one principal at one API process. */
  principalSubscriptions: number | null;
  /** Cost of the model calls of a day (UTC), billionths of a USD. */
  costPerDay: number | null;
  /** The same of a calendar month (UTC). */
  costPerMonth: number | null;
}

/** A name of a limit. */
export type LimitName = keyof TenantLimits;

/** The limits that a tenant has of its own; one that is left out is the default of the deployment. */
export type OwnLimits = Partial<TenantLimits>;

/** No limits. */
export const unlimited: TenantLimits = {
  pointsPerMinute: null,
  pointsPerDay: null,
  principalPointsPerMinute: null,
  principalPointsPerDay: null,
  addressPointsPerMinute: null,
  addressPointsPerDay: null,
  turnsInFlight: null,
  principalSockets: null,
  principalSubscriptions: null,
  costPerDay: null,
  costPerMonth: null,
};

/** The names of all limits. */
export const limitNames = Object.keys(unlimited) as LimitName[];

/** The limits in force: the tenant's own ones, and the defaults where it has none. */
export function limitsInForce(defaults: TenantLimits, own: OwnLimits): TenantLimits {
  return { ...defaults, ...own };
}
