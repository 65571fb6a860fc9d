import { defineStatementTool } from "../statement-tool.ts";

/** Revenue down to earnings per share. */
export const getIncomeStatement = defineStatementTool({
  name: "get_income_statement",
  title: "Income statement",
  shows: "Revenue, costs, operating income and earnings of one company",
  statement: "financials",
  lines: [
    "totalRevenue",
    "costOfRevenue",
    "grossProfit",
    "researchAndDevelopment",
    "operatingExpense",
    "operatingIncome",
    "pretaxIncome",
    "taxProvision",
    "netIncome",
    "EBITDA",
    "dilutedEPS",
    "dilutedAverageShares",
  ],
});
