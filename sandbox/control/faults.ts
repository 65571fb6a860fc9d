/** Kinds of faults; see the README. */
export const faultKinds = [
  "cut_before_headers",
  "cut_mid_stream",
  "close_without_done",
  "error_event",
  "commit_then_500",
  "error_500",
  "rate_limit",
  "conflict",
  "slow_first_token",
  "slow_answer",
  "undecodable",
] as const;
/** See faultKinds. */
export type FaultKind = typeof faultKinds[number];

/** Selects requests; an absent field matches all. */
export type FaultMatch = {
  operation?: string;
  conversation?: string;
  agent?: string;
  model?: string;
  textIncludes?: string;
};

/** A fault for `times` matching requests, after `skip` others. `after` counts frames, delays are in ms. */
export type FaultRule = {
  kind: FaultKind;
  match: FaultMatch;
  times: number;
  skip: number;
  after: number;
  delayMs: number;
  status: number;
  retryAfter: string;
  /** Further headers of an error response. */
  headers: Record<string, string>;
};

/** Random faults: the same seed gives the same faults for the same sequence of requests. */
export type RandomFaults = { seed: number; rate: number; kinds: FaultKind[]; match: FaultMatch };

/** A request, as `FaultMatch` selects it. */
export type FaultSubject = {
  operation: string;
  conversation?: string | undefined;
  agent?: string | undefined;
  model?: string | undefined;
  text: string;
};

/** A complete rule with defaults. Throws if the kind is unknown. */
export function readFaultRule(given: Partial<FaultRule>): FaultRule {
  const { kind } = given;
  if (!kind || !faultKinds.includes(kind)) {
    throw new Error(`kind must be one of ${faultKinds.join(", ")}`);
  }
  return {
    kind,
    match: given.match ?? {},
    times: given.times ?? 1,
    skip: given.skip ?? 0,
    after: given.after ?? (kind === "close_without_done" ? Infinity : 3),
    delayMs: given.delayMs ?? 2_000,
    status: given.status ?? 500,
    retryAfter: given.retryAfter ?? "1",
    headers: given.headers ?? {},
  };
}

/** Whether a request matches. `operation` may end in `*`. */
export function matches(match: FaultMatch, subject: FaultSubject): boolean {
  const { operation = "conversations.*", textIncludes } = match;
  const fits = operation.endsWith("*")
    ? subject.operation.startsWith(operation.slice(0, -1))
    : subject.operation === operation;
  return fits &&
    (match.conversation === undefined || match.conversation === subject.conversation) &&
    (match.agent === undefined || match.agent === subject.agent) &&
    (match.model === undefined || match.model === subject.model) &&
    (textIncludes === undefined || subject.text.includes(textIncludes));
}

/** A deterministic stream of numbers in [0, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Fault rules and random faults. */
export type Faults = {
  add(rule: FaultRule): void;
  random(random: RandomFaults | undefined): void;
  /** The fault for a request, if any; this call uses it up. */
  take(subject: FaultSubject): FaultRule | undefined;
  list(): FaultRule[];
  reset(): void;
};

/** No faults yet. Keeps at most the newest 1,000 rules. */
export function createFaults(): Faults {
  let rules: FaultRule[] = [];
  let chance: (RandomFaults & { next: () => number }) | undefined;
  const byChance = (subject: FaultSubject) => {
    if (!chance || !matches(chance.match, subject) || chance.next() >= chance.rate) {
      return undefined;
    }
    const kind = chance.kinds[Math.floor(chance.next() * chance.kinds.length)];
    return kind && readFaultRule({ kind, after: Math.floor(chance.next() * 20), delayMs: 500 });
  };
  return {
    add: (rule) => rules = [...rules, rule].slice(-1_000),
    random: (random) => chance = random && { ...random, next: randomFrom(random.seed) },
    take(subject) {
      for (const rule of rules) {
        if (!matches(rule.match, subject)) continue;
        if (rule.skip-- > 0) continue;
        if (--rule.times <= 0) rules = rules.filter((other) => other !== rule);
        return rule;
      }
      return byChance(subject);
    },
    list: () => rules,
    reset() {
      rules = [];
      chance = undefined;
    },
  };
}
