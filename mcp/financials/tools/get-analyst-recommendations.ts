import { z } from "zod";
import { type AnalystViews, readAnalystViews } from "../../market/company.ts";
import { currencyNote, priceCurrency, unitNote } from "../../market/currency.ts";
import { daysIn } from "../../market/exchange-day.ts";
import { priceUnit } from "../../market/quote-units.ts";
import { rounded } from "../../market/shapes.ts";
import { requireQuote, symbolArgument } from "../../symbol.ts";
import { defineTool } from "../../tool.ts";
import { percent, sameUnit, unitsOf } from "../../units.ts";

const prices = ["price", "low", "mean", "median", "high"] as const;
const opinions = ["analysts", "strongBuy", "buy", "hold", "sell", "strongSell"] as const;

const figure = z.number().nullable();
const word = z.string().nullable();

/** Ratings and price targets of one company. */
export const getAnalystRecommendations = defineTool({
  name: "get_analyst_recommendations",
  title: "Analyst recommendations",
  description: "What analysts say of one company: consensus rating, price targets, how the " +
    "ratings spread now and in the months before, and the ten latest changes of rating.",
  input: z.object({ symbol: symbolArgument }),
  output: z.object({
    symbol: z.string(),
    currency: priceCurrency,
    currencyNote,
    units: unitsOf([...prices, ...opinions, "meanScore", "upsidePercent", "monthsAgo"]),
    rating: word.describe("strong_buy, buy, hold, underperform or sell."),
    meanScore: figure.describe("From 1 (strong buy) to 5 (sell)."),
    analysts: figure.describe("How many opinions there are."),
    price: figure,
    target: z.object({ low: figure, mean: figure, median: figure, high: figure }),
    upsidePercent: figure.describe("Mean target against price, in percent."),
    trend: z.array(z.object({
      monthsAgo: z.number(),
      strongBuy: z.number(),
      buy: z.number(),
      hold: z.number(),
      sell: z.number(),
      strongSell: z.number(),
    })),
    changes: z.array(
      z.object({ on: z.iso.date(), firm: word, from: word, to: word, action: word }),
    ),
  }),
  async run({ symbol }, call) {
    const quote = await requireQuote(symbol, call);
    const views = await readAnalystViews(call.market, symbol, call.signal);
    const data = views.financialData;
    const price = data.currentPrice ?? quote.price;
    const mean = data.targetMeanPrice;
    return {
      symbol: quote.symbol,
      currency: quote.currency,
      currencyNote: unitNote(quote.currency),
      units: {
        ...sameUnit(prices, priceUnit(quote)),
        ...sameUnit(opinions, "analysts"),
        meanScore: "points",
        upsidePercent: percent,
        monthsAgo: "months",
      },
      rating: data.recommendationKey,
      meanScore: data.recommendationMean,
      analysts: data.numberOfAnalystOpinions,
      price,
      target: {
        low: data.targetLowPrice,
        mean,
        median: data.targetMedianPrice,
        high: data.targetHighPrice,
      },
      upsidePercent: mean === null || price <= 0 ? null : rounded((mean / price - 1) * 100),
      trend: views.recommendationTrend.trend.map(({ period, ...counts }) => ({
        monthsAgo: Math.abs(parseInt(period) || 0),
        ...counts,
      })),
      changes: latestChanges(views, daysIn(quote.timeZone)),
    };
  },
});

function latestChanges(views: AnalystViews, dayOf: (at: Date) => string) {
  return views.upgradeDowngradeHistory.history
    .flatMap(({ epochGradeDate, firm, fromGrade, toGrade, action }) => {
      if (!epochGradeDate) return [];
      const on = dayOf(epochGradeDate);
      return [{ on, firm, from: fromGrade, to: toGrade, action }];
    })
    .sort((a, b) => b.on.localeCompare(a.on))
    .slice(0, 10);
}
