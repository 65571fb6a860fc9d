import { defineStatementTool, type StatementSpec } from "../statement-tool.ts";

/** What a company owns and owes. */
export const balanceSheet: StatementSpec = {
  name: "get_balance_sheet",
  title: "Balance sheet",
  shows: "Assets, debts and equity of one company",
  statement: "balance-sheet",
  lines: [
    "totalAssets",
    "currentAssets",
    "cashAndCashEquivalents",
    "inventory",
    "totalLiabilitiesNetMinorityInterest",
    "currentLiabilities",
    "totalDebt",
    "longTermDebt",
    "netDebt",
    "stockholdersEquity",
    "retainedEarnings",
    "workingCapital",
  ],
};

/** The tool that shows it. */
export const getBalanceSheet = defineStatementTool(balanceSheet);
