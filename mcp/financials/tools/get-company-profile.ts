import { z } from "zod";
import { readProfile } from "../../market/company.ts";
import { amountCurrency, currencyNote, priceCurrency, unitNote } from "../../market/currency.ts";
import { requireQuote, symbolArgument } from "../../symbol.ts";
import { defineTool } from "../../tool.ts";
import { multiple, percent, ratio, sameUnit, unitsOf } from "../../units.ts";

const amounts = ["marketCap", "enterpriseValue", "trailingEps", "forwardEps"] as const;
const reported = ["revenue", "freeCashFlow"] as const;
const multiples = ["trailingPE", "forwardPE", "priceToBook", "beta", "currentRatio"] as const;
const fractions = [
  "revenueGrowth",
  "grossMargin",
  "operatingMargin",
  "profitMargin",
  "returnOnEquity",
  "heldByInstitutions",
  "shortShareOfFloat",
  "yield",
  "payoutRatio",
] as const;
const others = ["employees", "sharesOutstanding", "debtToEquityPercent"] as const;

const figure = z.number().nullable();
const word = z.string().nullable();

/** Profile and key figures of a company. */
export const getCompanyProfile = defineTool({
  name: "get_company_profile",
  title: "Company profile",
  description:
    "What one company does (sector, industry, country, staff, description) and its key " +
    "figures: size, valuation, margins, growth, debt, dividends. Ratios are fractions: 0.25 is 25 %.",
  input: z.object({ symbol: symbolArgument }),
  output: z.object({
    symbol: z.string(),
    name: word,
    sector: word,
    industry: word,
    country: word,
    website: word,
    employees: figure,
    description: word.describe("Description by the company, possibly shortened."),
    currency: priceCurrency,
    currencyNote,
    amountCurrency: word.describe(
      "Currency of market capitalisation, enterprise value and earnings per share: GBP for a share quoted in GBp.",
    ),
    financialCurrency: word.describe(
      "Currency of the company's reports, for revenue and cash flow.",
    ),
    units: unitsOf([...amounts, ...reported, ...multiples, ...fractions, ...others]),
    size: z.object({ marketCap: figure, enterpriseValue: figure, sharesOutstanding: figure }),
    valuation: z.object({ trailingPE: figure, forwardPE: figure, priceToBook: figure }),
    perShare: z.object({ trailingEps: figure, forwardEps: figure }),
    results: z.object({
      revenue: figure,
      revenueGrowth: figure,
      grossMargin: figure,
      operatingMargin: figure,
      profitMargin: figure,
      returnOnEquity: figure,
      freeCashFlow: figure,
    }),
    risk: z.object({
      beta: figure,
      debtToEquityPercent: figure,
      currentRatio: figure,
      shortShareOfFloat: figure,
      heldByInstitutions: figure,
    }),
    dividend: z.object({ yield: figure, payoutRatio: figure }),
  }),
  async run({ symbol }, call) {
    const quote = await requireQuote(symbol, call);
    const raw = await readProfile(call.market, symbol, call.signal);
    const { assetProfile: about, summaryDetail: detail } = raw;
    const { defaultKeyStatistics: stats, financialData: data } = raw;
    const reports = data.financialCurrency ?? quote.financialCurrency;
    return {
      symbol: quote.symbol,
      name: quote.name,
      sector: about.sector,
      industry: about.industry,
      country: about.country,
      website: about.website,
      employees: about.fullTimeEmployees,
      description: about.longBusinessSummary,
      currency: quote.currency,
      currencyNote: unitNote(quote.currency),
      amountCurrency: amountCurrency(quote.currency),
      financialCurrency: reports,
      units: unitsFor(amountCurrency(quote.currency), reports),
      size: {
        marketCap: detail.marketCap ?? quote.marketCap,
        enterpriseValue: stats.enterpriseValue,
        sharesOutstanding: stats.sharesOutstanding,
      },
      valuation: {
        trailingPE: ofEarnings(detail.trailingPE ?? quote.trailingPE),
        forwardPE: ofEarnings(stats.forwardPE),
        priceToBook: stats.priceToBook,
      },
      perShare: { trailingEps: stats.trailingEps, forwardEps: stats.forwardEps },
      results: {
        revenue: data.totalRevenue,
        revenueGrowth: data.revenueGrowth,
        // Yahoo gives 0 for banks, which have no gross margin.
        grossMargin: data.grossMargins === 0 ? null : data.grossMargins,
        operatingMargin: data.operatingMargins,
        profitMargin: data.profitMargins,
        returnOnEquity: data.returnOnEquity,
        freeCashFlow: data.freeCashflow,
      },
      risk: {
        beta: stats.beta,
        debtToEquityPercent: data.debtToEquity,
        currentRatio: data.currentRatio,
        shortShareOfFloat: stats.shortPercentOfFloat,
        heldByInstitutions: stats.heldPercentInstitutions,
      },
      dividend: { yield: detail.dividendYield, payoutRatio: detail.payoutRatio },
    };
  },
});

/** A price-earnings ratio; null for a loss, for which Yahoo may give a negative one that says nothing. */
function ofEarnings(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}

/** Units of the numbers, with the currency of market values and that of the reports. */
function unitsFor(market: string | null, reports: string | null) {
  return {
    ...sameUnit(amounts, market),
    ...sameUnit(reported, reports),
    ...sameUnit(multiples, multiple),
    ...sameUnit(fractions, ratio),
    employees: "employees",
    sharesOutstanding: "shares",
    debtToEquityPercent: percent,
  };
}
