import { yearly } from "./figures.ts";
import { moneyOf } from "./quote.ts";
import type { Json } from "../model/types.ts";
import type { Answer } from "./answer.ts";
import type { Sample } from "./series.ts";

type Figures = ReturnType<typeof yearly>;

/** Figures of the sample companies by Yahoo's names, and whether they add up over a year. */
const lines: Record<string, { of: (f: Figures, sample: Sample) => number; flows: boolean }> = {
  TotalRevenue: { of: (f) => f.revenue, flows: true },
  CostOfRevenue: { of: (f) => f.revenue - f.gross, flows: true },
  GrossProfit: { of: (f) => f.gross, flows: true },
  OperatingIncome: { of: (f) => f.operating, flows: true },
  EBITDA: { of: (f) => f.operating * 1.1, flows: true },
  NetIncome: { of: (f) => f.net, flows: true },
  NetIncomeCommonStockholders: { of: (f) => f.net, flows: true },
  BasicEPS: { of: (f) => f.eps, flows: true },
  DilutedEPS: { of: (f) => f.eps * 0.99, flows: true },
  OperatingCashFlow: { of: (f) => f.operatingCash, flows: true },
  CapitalExpenditure: { of: (f) => f.freeCash - f.operatingCash, flows: true },
  FreeCashFlow: { of: (f) => f.freeCash, flows: true },
  TotalAssets: { of: (f) => f.assets, flows: false },
  TotalLiabilitiesNetMinorityInterest: { of: (f) => f.assets - f.equity, flows: false },
  StockholdersEquity: { of: (f) => f.equity, flows: false },
  TotalDebt: { of: (f) => f.debt, flows: false },
  CashAndCashEquivalents: { of: (f) => f.cash, flows: false },
  ShareIssued: { of: (_, sample) => sample.shares, flows: false },
};

const spans = {
  annual: { months: 12, code: "12M" },
  quarterly: { months: 3, code: "3M" },
  trailing: { months: 12, code: "TTM" },
};

/** The ends of the periods within [from, to], in seconds: the last days of months 3, 6, 9, 12. */
function periodEnds(months: number, from: number, to: number): number[] {
  const ends: number[] = [];
  for (let year = new Date(from * 1_000).getUTCFullYear(); ends.length < 80; year++) {
    for (let month = months; month <= 12; month += months) {
      const end = Date.UTC(year, month, 0) / 1_000;
      if (end > to) return ends;
      if (end >= from) ends.push(end);
    }
  }
  return ends;
}

function series(sample: Sample, type: string, from: number, to: number): Json {
  const meta = { symbol: [sample.symbol], type: [type] };
  const [, span, name] = /^(annual|quarterly|trailing)(.+)$/.exec(type) ?? [];
  const line = lines[name ?? ""];
  const { months, code } = spans[(span ?? "annual") as keyof typeof spans];
  const ends = line && sample.revenue > 0 ? periodEnds(months, from, to) : [];
  if (!line || ends.length === 0) return { meta };
  const figures = yearly(sample);
  const reported = ends.map((end) => {
    const age = (to - end) / 31_557_600;
    const raw = (line.of(figures, sample) * (line.flows ? months / 12 : 1)) / 1.08 ** age;
    const asOfDate = new Date(end * 1_000).toISOString().slice(0, 10);
    const value = Math.abs(raw) < 1_000 ? Math.round(raw * 100) / 100 : Math.round(raw);
    return {
      dataId: 1,
      asOfDate,
      periodType: code,
      currencyCode: moneyOf(sample).books,
      reportedValue: { raw: value, fmt: String(value) },
    };
  });
  // yahoo-finance2 reads the third key as the data.
  return { meta, timestamp: ends, [type]: reported };
}

/** Yahoo's fundamentals-timeseries answer. */
export function timeseriesOf(sample: Sample, query: URLSearchParams, now: number): Answer {
  const to = Math.min(Number(query.get("period2") ?? now / 1_000), now / 1_000);
  const from = Number(query.get("period1") ?? to - 5 * 31_557_600);
  const types = (query.get("type") ?? "").split(",").filter(Boolean).slice(0, 500);
  const result = types.map((type) => series(sample, type, from, to));
  return { body: { timeseries: { result, error: null } } };
}
