import { defineStatementTool, type StatementSpec } from "../statement-tool.ts";

/** Definition of the balance sheet. */
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

/** The tool for balance sheets. */
export const getBalanceSheet = defineStatementTool(balanceSheet);
