import type { Evidence, Gap } from "../phase.ts";

/** Every label of a report, in one language. Texts of models and messages of the product are not labels. */
export interface ReportWords {
  /** BCP 47 tag of these words. */
  language: string;
  report: string;
  summary: string;
  skip: string;
  emulated: string;
  sampled: string;
  keyFigures: string;
  figure: string;
  symbol: string;
  value: string;
  period: string;
  evidence: string;
  givenBy: string;
  general: string;
  evidenceOf: Record<Evidence, string>;
  evidenceMeans: Record<Evidence, string>;
  /** Before the value that the tool returned. */
  resultSays: string;
  at: string;
  formula: string;
  where: string;
  noCall: string;
  verified: string;
  notVerified: string;
  checkFailed: string;
  verifierFailed: string;
  bothFailed: string;
  issues: string;
  charts: string;
  changeSince: string;
  closingPrices: string;
  newest: string;
  lowest: string;
  highest: string;
  day: string;
  /** Such as `12 of 250 values`. */
  valuesOf: (shown: number, all: number) => string;
  notDrawn: (symbols: string) => string;
  notSupported: string;
  notSupportedMeans: string;
  missing: string;
  gapOf: Record<Gap["kind"], string>;
  phaseFailed: string;
  phaseStopped: string;
  sources: string;
  foundBy: string;
  followUps: string;
  generatedIn: string;
  modelCalls: (count: number) => string;
  toolCalls: (count: number) => string;
  noCost: string;
  /** An emulated run whose calls were given prices. */
  nothingPaid: (amount: string) => string;
  byModel: string;
  byEmulator: string;
  noAdvice: string;
  /** Names of units, by the text that tools use; others are shown unchanged. */
  units: Readonly<Record<string, string>>;
}
