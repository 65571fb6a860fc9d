import { defineStatementTool, type StatementSpec } from "../statement-tool.ts";

/** Definition of the income statement. */
export const incomeStatement: StatementSpec = {
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
};

/** The tool for income statements. */
export const getIncomeStatement = defineStatementTool(incomeStatement);
