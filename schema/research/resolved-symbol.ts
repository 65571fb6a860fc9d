import type {
  ResolvedSymbol as Shape,
  SecurityType as Type,
} from "../../protocol/research/resolved-symbol.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";

const SecurityType = builder.enumType("SecurityType", {
  description: "Type of a security, as Yahoo Finance names it.",
  values: enumValues<Type>({
    EQUITY: "Share of a company.",
    ETF: "Exchange-traded fund.",
    INDEX: "Index.",
    CURRENCY: "Currency pair.",
    FUTURE: "Future.",
    CRYPTOCURRENCY: "Cryptocurrency, priced in a currency.",
    MUTUALFUND: "Mutual fund.",
  }),
});

/** What was known of a symbol when the run started. */
export const ResolvedSymbol = builder.objectRef<Shape>("ResolvedSymbol").implement({
  description: "What was known of a ticker symbol when the run started.",
  fields: (t) => ({
    symbol: t.exposeString("symbol", { description: "Ticker symbol." }),
    known: t.exposeBoolean("known", {
      description:
        "True: a security has the symbol. False: none has, and the run was started with allowUnknown. Null: it was not checked, since no market data server answered.",
      nullable: true,
    }),
    name: t.exposeString("name", {
      description: "Name of the security; null if it is unknown.",
      nullable: true,
    }),
    exchange: t.exposeString("exchange", {
      description: "Name of the exchange; null if it is unknown.",
      nullable: true,
    }),
    type: t.expose("type", {
      type: SecurityType,
      description: "Type of the security; null if it is unknown, or another one.",
      nullable: true,
    }),
    currency: t.exposeString("currency", {
      description:
        "Currency of its prices: an ISO 4217 code, or a minor unit such as GBp; null if it is unknown.",
      nullable: true,
    }),
  }),
});
