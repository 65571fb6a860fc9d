import { chanceOf } from "./series.ts";

/** The stand-in's own state: the crumb in force and the refusals that are ordered. */
export type Yahoo = {
  crumb(): string;
  rotateCrumb(): void;
  /** The next `count` requests get 429. */
  refuseNext(count: number): void;
  /** Whether this request is to be refused with 429; uses one up. */
  refuses(): boolean;
  /** Every answer comes this much later from now on, ms. */
  delayBy(ms: number): void;
  delayMs(): number;
  now(): number;
};

/** The cookie that Yahoo wants with every crumb. */
export const cookieName = "A3";

/** A stand-in with its first crumb. `now` is the clock, milliseconds. */
export function createYahoo(now: () => number = Date.now): Yahoo {
  let turns = 0;
  let refusals = 0;
  let delay = 0;
  return {
    crumb: () =>
      Math.floor(chanceOf(`crumb:${turns}`) * 36 ** 6).toString(36).padStart(11, "sample"),
    rotateCrumb: () => void turns++,
    refuseNext: (count) => void (refusals = count),
    refuses: () => refusals > 0 && refusals-- > 0,
    delayBy: (ms) => void (delay = ms),
    delayMs: () => delay,
    now,
  };
}
