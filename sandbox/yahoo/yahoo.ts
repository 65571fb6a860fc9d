import { chanceOf } from "./chance.ts";

/** State of the Yahoo emulator: the valid crumb, and the 429s to come. */
export type Yahoo = {
  crumb(): string;
  rotateCrumb(): void;
  /** The next `count` requests get 429. */
  refuseNext(count: number): void;
  /** Whether this request gets 429; uses one up. */
  refuses(): boolean;
  /** Delays all further answers by this time, ms. */
  delayBy(ms: number): void;
  delayMs(): number;
  now(): number;
};

/** The cookie that Yahoo requires with each crumb. */
export const cookieName = "A3";

/** An emulator with its first crumb. `now` is the clock, milliseconds. */
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
