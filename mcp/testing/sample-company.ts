const modules: Record<string, unknown> = {
  assetProfile: {
    maxAge: 86_400,
    sector: "Technology",
    industry: "Consumer Electronics",
    country: "United States",
    website: "https://www.example.com",
    fullTimeEmployees: 150_000,
    longBusinessSummary: `Makes things. ${"And more things. ".repeat(200)}`,
    companyOfficers: [],
  },
  summaryDetail: { maxAge: 1, marketCap: 2.01e11, trailingPE: 30, dividendYield: 0.0044 },
  defaultKeyStatistics: { maxAge: 1, enterpriseValue: 2.1e11, forwardPE: 26, beta: 1.2 },
  financialData: {
    maxAge: 86_400,
    currentPrice: 200,
    targetLowPrice: 150,
    targetMeanPrice: 230,
    targetMedianPrice: 228,
    targetHighPrice: 300,
    recommendationMean: 1.9,
    recommendationKey: "buy",
    numberOfAnalystOpinions: 40,
    totalRevenue: 4e11,
    grossMargins: 0.46,
    financialCurrency: "USD",
  },
  recommendationTrend: {
    maxAge: 86_400,
    trend: [
      { period: "0m", strongBuy: 7, buy: 21, hold: 13, sell: 1, strongSell: 1 },
      { period: "-1m", strongBuy: 6, buy: 20, hold: 14, sell: 2, strongSell: 1 },
    ],
  },
  upgradeDowngradeHistory: {
    maxAge: 86_400,
    history: [1_780_000_000, 1_794_000_000].map((epochGradeDate, i) => ({
      epochGradeDate,
      firm: `Bank ${i + 1}`,
      toGrade: "Buy",
      fromGrade: "Hold",
      action: "up",
    })),
  },
};

/** Response of the v10 endpoint with the requested modules. */
export function quoteSummary(asked: readonly string[]) {
  const names = asked.flatMap((name) => name.split(","));
  const result = Object.fromEntries(names.map((name) => [name, modules[name]]));
  return { quoteSummary: { result: [result], error: null } };
}

const reported: Record<string, number[]> = {
  TotalRevenue: [350e9, 400e9],
  NetIncome: [90e9, 100e9],
  TotalAssets: [340e9, 360e9],
  OperatingCashFlow: [110e9, 120e9],
};

/** Response of the fundamentals endpoint: one series per line, two periods each. */
export function timeseries(types: readonly string[]) {
  const ends = [1_727_654_400, 1_759_190_400];
  const result = types.map((type) => {
    const [, frequency = "", line = ""] = /^(annual|quarterly|trailing)(.+)$/.exec(type) ?? [];
    const values = reported[line];
    // The package reads the third key as the data, so the order of the keys matters.
    const meta = { symbol: ["AAPL"], type: [type] };
    if (!values) return { meta };
    const periodType = frequency === "annual" ? "12M" : "3M";
    const data = values.map((raw) => ({ currencyCode: "USD", periodType, reportedValue: { raw } }));
    return { meta, timestamp: ends, [type]: data };
  });
  return { timeseries: { result, error: null } };
}

/** Response of the options endpoint: thirty strikes around 200, two expirations. */
export function optionChain(symbol: string, date: string | null) {
  const expirationDates = [1_796_083_200, 1_798_675_200];
  const expirationDate = date === null ? expirationDates[0] : Number(date);
  const known = expirationDates.includes(expirationDate ?? 0);
  const contract = (strike: number) => ({
    contractSymbol: `${symbol}${strike}`,
    strike,
    lastPrice: 5,
    bid: 4.9,
    ask: 5.1,
    impliedVolatility: 0.3,
    inTheMoney: strike < 200,
  });
  const all = Array.from({ length: 30 }, (_, i) => contract(125 + i * 5));
  const options = known ? [{ expirationDate, hasMiniOptions: false, calls: all, puts: all }] : [];
  const result = [{ underlyingSymbol: symbol, expirationDates, strikes: [], options }];
  return { optionChain: { result, error: null } };
}
