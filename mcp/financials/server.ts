import type { ServerDefinition } from "../server.ts";
import { statement } from "./resources/statement.ts";
import { getAnalystRecommendations } from "./tools/get-analyst-recommendations.ts";
import { getBalanceSheet } from "./tools/get-balance-sheet.ts";
import { getCashFlow } from "./tools/get-cash-flow.ts";
import { getCompanyProfile } from "./tools/get-company-profile.ts";
import { getIncomeStatement } from "./tools/get-income-statement.ts";
import { getNews } from "./tools/get-news.ts";
import { getOptionChain } from "./tools/get-option-chain.ts";

/** Data of companies. Served at `/financials`. */
export const financials: ServerDefinition = {
  name: "financials",
  title: "Financials",
  instructions: "Company profiles, statements, analysts' views, news and options. Symbols are " +
    "Yahoo Finance tickers.",
  tools: [
    getCompanyProfile,
    getIncomeStatement,
    getBalanceSheet,
    getCashFlow,
    getAnalystRecommendations,
    getNews,
    getOptionChain,
  ],
  resources: [statement],
};
