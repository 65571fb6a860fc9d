import { defineStatementTool, type StatementSpec } from "../statement-tool.ts";

/** Where a company's cash came from and went. */
export const cashFlow: StatementSpec = {
  name: "get_cash_flow",
  title: "Cash flow statement",
  shows: "Operating, investing and financing cash flows of one company",
  statement: "cash-flow",
  lines: [
    "operatingCashFlow",
    "investingCashFlow",
    "financingCashFlow",
    "freeCashFlow",
    "capitalExpenditure",
    "repurchaseOfCapitalStock",
    "cashDividendsPaid",
    "stockBasedCompensation",
    "depreciationAndAmortization",
    "changeInWorkingCapital",
    "endCashPosition",
  ],
};

/** The tool that shows it. */
export const getCashFlow = defineStatementTool(cashFlow);
