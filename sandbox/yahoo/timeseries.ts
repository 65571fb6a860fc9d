import { growthOf, reportCurrency, yearly } from "./figures.ts";
import type { Json } from "../model/types.ts";
import type { Answer } from "./answer.ts";
import type { Sample } from "./sample.ts";

type Figures = ReturnType<typeof yearly>;

type Line = { of: (f: Figures, sample: Sample) => number | null; flows: boolean };

const flow = (of: Line["of"]): Line => ({ of, flows: true });
const stock = (of: Line["of"]): Line => ({ of, flows: false });

/** Figures of the sample companies by Yahoo's names, and whether they add up over a year. */
const lines: Record<string, Line> = {
  TotalRevenue: flow((f) => f.revenue),
  CostOfRevenue: flow((f) => f.gross && f.revenue - f.gross),
  GrossProfit: flow((f) => f.gross),
  OperatingIncome: flow((f) => f.operating),
  EBITDA: flow((f) => f.gross && f.operating + f.depreciation),
  NetIncome: flow((f) => f.net),
  NetIncomeCommonStockholders: flow((f) => f.net),
  BasicEPS: flow((f) => f.eps),
  DilutedEPS: flow((f) => f.eps * (f.eps < 0 ? 1 : 0.99)),
  DilutedAverageShares: stock((_, sample) => Math.round(sample.shares * 1.01)),
  OperatingCashFlow: flow((f) => f.operatingCash),
  CapitalExpenditure: flow((f) => -f.invested),
  FreeCashFlow: flow((f) => f.freeCash),
  DepreciationAndAmortization: flow((f) => f.depreciation),
  TotalAssets: stock((f) => f.assets),
  TotalLiabilitiesNetMinorityInterest: stock((f) => f.assets - f.equity),
  StockholdersEquity: stock((f) => f.equity),
  TotalDebt: stock((f) => f.debt),
  CashAndCashEquivalents: stock((f) => f.cash),
  NetDebt: stock((f) => f.debt > f.cash ? f.debt - f.cash : null),
  ShareIssued: stock((_, sample) => sample.shares),
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

// Figures are as of this year: those of other years grow or shrink from it, whenever they are asked for.
const baseYear = 2026;

function series(sample: Sample, type: string, from: number, to: number): Json {
  const meta = { symbol: [sample.symbol], type: [type] };
  const [, span, name] = /^(annual|quarterly|trailing)(.+)$/.exec(type) ?? [];
  const line = lines[name ?? ""];
  const { months, code } = spans[(span ?? "annual") as keyof typeof spans];
  const ends = line && sample.revenue > 0 ? periodEnds(months, from, to) : [];
  if (!line || ends.length === 0) return { meta };
  const figures = yearly(sample);
  const growth = 1 + growthOf(sample);
  const reported = ends.flatMap((end) => {
    const value = line.of(figures, sample);
    if (value === null) return [];
    const years = new Date(end * 1_000).getUTCFullYear() - baseYear;
    const scale = line.of === lines.DilutedAverageShares?.of ? 1 : growth ** years;
    const raw = value * (line.flows ? months / 12 : 1) * scale;
    const asOfDate = new Date(end * 1_000).toISOString().slice(0, 10);
    const shown = Math.abs(raw) < 1_000 ? Math.round(raw * 100) / 100 : Math.round(raw);
    return [{
      dataId: 1,
      asOfDate,
      periodType: code,
      currencyCode: reportCurrency(sample),
      reportedValue: { raw: shown, fmt: String(shown) },
    }];
  });
  if (reported.length === 0) return { meta };
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
