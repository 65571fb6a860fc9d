import type { Json } from "../model/types.ts";
import { chanceOf, within } from "./chance.ts";
import type { Sample } from "./sample.ts";

const round = (value: number) => Math.round(value * 10_000) / 10_000;

/** What analysts expect of a sample, with targets around its price. */
export function targetsOf({ symbol }: Sample, price: number): Json {
  const opinion = chanceOf(`${symbol}:opinion`);
  const mean = 1.02 + 0.16 * opinion;
  return {
    targetHighPrice: round(price * (mean + 0.2)),
    targetLowPrice: round(price * (mean - 0.28)),
    targetMeanPrice: round(price * mean),
    targetMedianPrice: round(price * (mean - 0.01)),
    recommendationMean: round(2.8 - 1.3 * opinion),
    recommendationKey: opinion > 0.25 ? "buy" : "hold",
    numberOfAnalystOpinions: 8 + Math.floor(40 * chanceOf(`${symbol}:analysts`)),
  };
}

/** Yahoo's module recommendationTrend. */
export const trendOf = ({ symbol }: Sample): Json => ({
  trend: ["0m", "-1m", "-2m", "-3m"].map((period) => {
    const count = (what: string, most: number) =>
      Math.floor(within([0, most], `${symbol}:${period}:${what}`));
    return {
      period,
      strongBuy: 2 + count("strongBuy", 9),
      buy: 6 + count("buy", 16),
      hold: 3 + count("hold", 11),
      sell: count("sell", 4),
      strongSell: count("strongSell", 3),
    };
  }),
  maxAge: 86_400,
});

const grades = ["Sell", "Hold", "Buy"] as const;

/** A change of rating in a quarter, counted from year 0. Its evening in New York is the next morning in Sydney. */
function ratingOf({ symbol, price }: Sample, quarter: number): Json {
  const grade = (at: number) => grades[Math.floor(3 * chanceOf(`${symbol}:grade:${at}`))] ?? "Hold";
  const target = (at: number) => round(price * within([0.95, 1.3], `${symbol}:target:${at}`));
  const [toGrade, fromGrade] = [grade(quarter), grade(quarter - 1)];
  const step = grades.indexOf(toGrade) - grades.indexOf(fromGrade);
  const [now, before] = [target(quarter), target(quarter - 1)];
  return {
    epochGradeDate: Date.UTC(Math.floor(quarter / 4), (quarter % 4) * 3, 12, 21, 30) / 1_000,
    firm: `Sample Research ${1 + Math.floor(4 * chanceOf(`${symbol}:firm:${quarter}`))}`,
    toGrade,
    fromGrade,
    action: step > 0 ? "up" : step < 0 ? "down" : "main",
    priceTargetAction: now > before ? "Raises" : "Lowers",
    currentPriceTarget: now,
    priorPriceTarget: before,
  };
}

/** Yahoo's module upgradeDowngradeHistory: a change of rating in each of the last eight quarters, the newest first. */
export function ratingsOf(sample: Sample, now: number): Json {
  const date = new Date(now);
  const last = date.getUTCFullYear() * 4 + Math.floor(date.getUTCMonth() / 3) - 1;
  const history = Array.from({ length: 8 }, (_, i) => ratingOf(sample, last - i));
  return { history, maxAge: 86_400 };
}
