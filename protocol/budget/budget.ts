/** An amount of money in billionths of the unit, so that the price of one token is a whole number. */
export interface Money {
  nanos: number;
  /** ISO 4217. */
  currency: string;
}

/** Limits; null means no limit. */
export interface Budget {
  tokens: number | null;
  cost: Money | null;
  modelCalls: number | null;
  toolCalls: number | null;
  /** Time from start to end, excluding waits for approvals, ms. */
  wallTimeMs: number | null;
}

/** A budget without limits. */
export const noBudget: Budget = {
  tokens: null,
  cost: null,
  modelCalls: null,
  toolCalls: null,
  wallTimeMs: null,
};

/** Usage that counts against a budget. `costNanos`: null if a price is unknown. */
export interface Spent {
  tokens: number;
  costNanos: number | null;
  modelCalls: number;
  toolCalls: number;
  wallMs: number;
}

/** Combines two budgets: the smaller one of each limit. Input validation ensures that costs have one currency. */
export function tighten(a: Budget, b: Partial<Budget>): Budget {
  const smaller = (x: number | null, y: number | null | undefined) =>
    x === null ? y ?? null : y == null ? x : Math.min(x, y);
  const other = b.cost ?? null;
  const cost = a.cost && other ? (other.nanos < a.cost.nanos ? other : a.cost) : a.cost ?? other;
  return {
    cost,
    tokens: smaller(a.tokens, b.tokens),
    modelCalls: smaller(a.modelCalls, b.modelCalls),
    toolCalls: smaller(a.toolCalls, b.toolCalls),
    wallTimeMs: smaller(a.wallTimeMs, b.wallTimeMs),
  };
}

/** True if there is any limit. */
export function isLimited(budget: Budget): boolean {
  return Object.values(budget).some((limit) => limit !== null);
}

/**
 * The limit that allows no further model call; null if all limits allow one. The limit of tool calls does not count,
 * since a model can answer without them.
 */
export function usedUp(budget: Budget, spent: Spent): string | null {
  const { tokens, cost, modelCalls, wallTimeMs } = budget;
  if (modelCalls !== null && spent.modelCalls >= modelCalls) return "model calls";
  if (tokens !== null && spent.tokens >= tokens) return "tokens";
  if (cost !== null && (spent.costNanos ?? 0) >= cost.nanos) return "cost";
  return wallTimeMs !== null && spent.wallMs >= wallTimeMs ? "time" : null;
}

/** A budget, and what was spent of it. */
export interface Account {
  /** The owner: `turn` or `conversation`. */
  of: string;
  budget: Budget;
  spent: Spent;
}

/** The expected usage of a model call. */
export interface ModelCallEstimate {
  inputTokens: number;
  /** False for a further attempt of a call that was counted already. */
  isNew: boolean;
  /** Price of a token in nanos; null if it is unknown. */
  rates: { input: number; output: number } | null;
}

/** An allowed model call with its limit of output tokens (null: none), or the limit that is used up. */
export type Reservation = { maxTokens: number | null } | { usedUp: string };

/** Reserves a model call in all accounts, or returns the limit that does not allow it. */
export function reserve(accounts: readonly Account[], need: ModelCallEstimate): Reservation {
  let maxTokens: number | null = null;
  for (const { of, budget, spent } of accounts) {
    const counted = need.isNew ? spent : { ...spent, modelCalls: spent.modelCalls - 1 };
    const full = usedUp(budget, counted);
    if (full) return { usedUp: `${full} of the ${of}` };
    for (const [limit, room] of outputRoom(budget, spent, need)) {
      if (room < 1) return { usedUp: `${limit} of the ${of}` };
      maxTokens = Math.min(maxTokens ?? room, room);
    }
  }
  return { maxTokens };
}

/** The output tokens that each limit allows, after the input is subtracted. */
function outputRoom(
  { tokens, cost }: Budget,
  spent: Spent,
  need: ModelCallEstimate,
): [string, number][] {
  const { inputTokens, rates } = need;
  const rooms: [string, number][] = [];
  if (tokens !== null) rooms.push(["tokens", Math.floor(tokens - spent.tokens - inputTokens)]);
  if (cost !== null && rates) {
    const left = cost.nanos - (spent.costNanos ?? 0) - inputTokens * rates.input;
    const room = left <= 0 ? 0 : rates.output === 0 ? Infinity : Math.floor(left / rates.output);
    if (Number.isFinite(room)) rooms.push(["cost", room]);
  }
  return rooms;
}

/** The number of further tool calls that all accounts allow. */
export function toolCallsLeft(accounts: readonly Account[]): number {
  const left = accounts.map(({ budget, spent }) =>
    budget.toolCalls === null ? Infinity : budget.toolCalls - spent.toolCalls
  );
  return Math.max(0, Math.min(...left));
}

/** The time that all accounts have left, ms. */
export function wallTimeLeft(accounts: readonly Account[]): number {
  const left = accounts.map(({ budget, spent }) =>
    budget.wallTimeMs === null ? Infinity : budget.wallTimeMs - spent.wallMs
  );
  return Math.max(0, Math.min(...left));
}

const decimal = /^(\d{1,6})(?:\.(\d{1,9}))?$/;

/** A decimal number such as `0.0042` in billionths; null if `text` is none, negative, or a million or more. */
export function parseDecimal(text: string): number | null {
  const [, whole, fraction = ""] = decimal.exec(text) ?? [];
  return whole === undefined ? null : Number(whole) * 1e9 + Number(fraction.padEnd(9, "0"));
}

/** Billionths as a decimal number, without trailing zeros. */
export function formatDecimal(nanos: number): string {
  const whole = Math.floor(nanos / 1e9);
  const fraction = String(Math.round(nanos % 1e9)).padStart(9, "0").replace(/0+$/, "");
  return fraction ? `${whole}.${fraction}` : String(whole);
}
