import { defineStatementTool } from "../statement-tool.ts";

/** What a company owns and owes. */
export const getBalanceSheet = defineStatementTool({
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
});
