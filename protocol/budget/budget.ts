/** An amount of money, in billionths of the unit: a tenth of a cent of a model's token must not be lost. */
export interface Money {
  nanos: number;
  /** ISO 4217. */
  currency: string;
}

/** Limits; null is no limit. */
export interface Budget {
  tokens: number | null;
  cost: Money | null;
  modelCalls: number | null;
  toolCalls: number | null;
  /** Time from start to end without waits for approvals, ms. */
  wallTimeMs: number | null;
}

/** No limit at all. */
export const noBudget: Budget = {
  tokens: null,
  cost: null,
  modelCalls: null,
  toolCalls: null,
  wallTimeMs: null,
};

/** What counts against a budget. `costNanos`: null when a price is not known. */
export interface Spent {
  tokens: number;
  costNanos: number | null;
  modelCalls: number;
  toolCalls: number;
  wallMs: number;
}

/** Both budgets at once: of each limit the smaller one. Costs are in one currency, checked where they come in. */
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

/** True when anything is limited. */
export function isLimited(budget: Budget): boolean {
  return Object.values(budget).some((limit) => limit !== null);
}

/**
 * Which limit leaves no room for another model call; null when there is room. Tool calls are none: without them a
 * model can still answer.
 */
export function usedUp(budget: Budget, spent: Spent): string | null {
  const { tokens, cost, modelCalls, wallTimeMs } = budget;
  if (modelCalls !== null && spent.modelCalls >= modelCalls) return "model calls";
  if (tokens !== null && spent.tokens >= tokens) return "tokens";
  if (cost !== null && (spent.costNanos ?? 0) >= cost.nanos) return "cost";
  return wallTimeMs !== null && spent.wallMs >= wallTimeMs ? "time" : null;
}

/** A budget, with what was spent of it. */
export interface Account {
  /** Whose it is: `turn` or `conversation`. */
  of: string;
  budget: Budget;
  spent: Spent;
}

/** What a model call is expected to take. */
export interface ModelCallEstimate {
  inputTokens: number;
  /** False for a further attempt of a call that is counted already. */
  isNew: boolean;
  /** Nanos for a token; null when there is no price. */
  rates: { input: number; output: number } | null;
}

/** A model call that has room: it may write so many tokens; null is no limit. */
export type Reservation = { maxTokens: number | null } | { usedUp: string };

/** Reserves a model call in all accounts at once, or tells which limit is in the way. */
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

/** Tokens that an answer may have, by each limit that says so, after its input is paid for. */
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

/** How many further tool calls all accounts allow. */
export function toolCallsLeft(accounts: readonly Account[]): number {
  const left = accounts.map(({ budget, spent }) =>
    budget.toolCalls === null ? Infinity : budget.toolCalls - spent.toolCalls
  );
  return Math.max(0, Math.min(...left));
}

/** How long all accounts still run, ms. */
export function wallTimeLeft(accounts: readonly Account[]): number {
  const left = accounts.map(({ budget, spent }) =>
    budget.wallTimeMs === null ? Infinity : budget.wallTimeMs - spent.wallMs
  );
  return Math.max(0, Math.min(...left));
}

const decimal = /^(\d{1,6})(?:\.(\d{1,9}))?$/;

/** Billionths of a decimal number such as `0.0042`; null when `text` is none, negative, or a million or more. */
export function parseDecimal(text: string): number | null {
  const [, whole, fraction = ""] = decimal.exec(text) ?? [];
  return whole === undefined ? null : Number(whole) * 1e9 + Number(fraction.padEnd(9, "0"));
}

/** The decimal number of billionths, without trailing zeros. */
export function formatDecimal(nanos: number): string {
  const whole = Math.floor(nanos / 1e9);
  const fraction = String(Math.round(nanos % 1e9)).padStart(9, "0").replace(/0+$/, "");
  return fraction ? `${whole}.${fraction}` : String(whole);
}
