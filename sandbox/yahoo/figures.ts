import { within } from "./chance.ts";
import type { Sample } from "./sample.ts";
import { type SectorFigures, sectors } from "./sectors.ts";

const ofSector = ({ sector }: Sample): SectorFigures => sectors[sector ?? "Industrials"];

/** Currency of a sample's reports. */
export const reportCurrency = ({ reports, venue }: Sample): string =>
  reports?.currency ?? venue.amounts;

/** Annual figures of a sample company by its sector, plausible in size only. Null: such companies do not report it. */
export function yearly(sample: Sample) {
  const { symbol, revenue, loses, shares } = sample;
  const { gross, operating, returnOnEquity, debtToEquity, currentRatio } = ofSector(sample);
  const pick = (range: readonly [number, number], what: string) =>
    within(range, `${symbol}:${what}`);
  const margin = loses
    ? -pick([0.02, 0.16], "loss")
    : sample.margin ?? pick(operating, "operating");
  const net = revenue * margin * (loses ? 1.08 : pick([0.74, 0.9], "tax"));
  const invested = revenue * pick([0.02, 0.09], "investment");
  const depreciation = revenue * pick([0.02, 0.07], "depreciation");
  const operatingCash = net + depreciation + revenue * pick([0.01, 0.05], "working");
  const equity = loses ? revenue * pick([0.5, 1.2], "book") : net / pick(returnOnEquity, "return");
  const debt = equity * pick(debtToEquity ?? [0.5, 1.4], "debt");
  return {
    revenue,
    gross: gross && revenue * Math.max(pick(gross, "gross"), margin + 0.08),
    operating: revenue * margin,
    net,
    depreciation,
    operatingCash,
    freeCash: operatingCash - invested,
    invested,
    equity,
    debt,
    debtToEquity: debtToEquity && (debt / equity) * 100,
    // Deposits are most of what a bank owes.
    assets: gross ? equity + debt + revenue * 0.35 : equity * pick([9, 15], "deposits"),
    cash: revenue * pick([0.06, 0.24], "cash"),
    currentRatio: currentRatio && pick(currentRatio, "current"),
    eps: shares > 0 ? net / shares : 0,
  };
}

/** Beta of a sample. */
export const betaOf = (sample: Sample): number =>
  within(sample.revenue > 0 ? ofSector(sample).beta : [0.9, 1.1], `${sample.symbol}:beta`);

/** Growth of a sample's revenue in a year, a fraction. */
export const growthOf = (sample: Sample): number =>
  within(ofSector(sample).growth, `${sample.symbol}:growth`);

/** Earnings of a year per share, in the currency of amounts. */
export const earningsPerShare = (sample: Sample): number =>
  yearly(sample).eps / (sample.reports?.rate ?? 1);
