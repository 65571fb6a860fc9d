import { defineStatementTool, type StatementSpec } from "../statement-tool.ts";

/** Definition of the cash flow statement. */
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

/** The tool for cash flow statements. */
export const getCashFlow = defineStatementTool(cashFlow);
