/** Range of a figure. */
type Range = readonly [least: number, most: number];

/** What companies of a sector are like: shares of revenue and of equity. Null: such companies do not report it. */
export type SectorFigures = {
  gross: Range | null;
  operating: Range;
  returnOnEquity: Range;
  debtToEquity: Range | null;
  currentRatio: Range | null;
  beta: Range;
  growth: Range;
  industry: string;
};

/** The sectors of the samples, by Yahoo's names. Banks have no gross margin, and their deposits are no debt. */
export const sectors = {
  "Technology": {
    gross: [0.4, 0.72],
    operating: [0.16, 0.36],
    returnOnEquity: [0.18, 0.6],
    debtToEquity: [0.08, 1.1],
    currentRatio: [1.1, 3.6],
    beta: [0.95, 1.7],
    growth: [0.03, 0.28],
    industry: "Software and hardware",
  },
  "Communication Services": {
    gross: [0.36, 0.62],
    operating: [0.14, 0.36],
    returnOnEquity: [0.12, 0.3],
    debtToEquity: [0.12, 1.3],
    currentRatio: [0.8, 2.2],
    beta: [0.7, 1.3],
    growth: [0.01, 0.18],
    industry: "Media and telecommunication",
  },
  "Consumer Cyclical": {
    gross: [0.16, 0.46],
    operating: [0.05, 0.14],
    returnOnEquity: [0.1, 0.28],
    debtToEquity: [0.2, 1.6],
    currentRatio: [0.9, 1.9],
    beta: [0.9, 1.6],
    growth: [-0.03, 0.14],
    industry: "Vehicles and retail",
  },
  "Consumer Defensive": {
    gross: [0.3, 0.62],
    operating: [0.1, 0.3],
    returnOnEquity: [0.2, 0.45],
    debtToEquity: [0.4, 1.9],
    currentRatio: [0.7, 1.5],
    beta: [0.3, 0.7],
    growth: [0.01, 0.08],
    industry: "Food and drinks",
  },
  "Financial Services": {
    gross: null,
    operating: [0.26, 0.46],
    returnOnEquity: [0.08, 0.16],
    debtToEquity: null,
    currentRatio: null,
    beta: [0.7, 1.4],
    growth: [-0.02, 0.12],
    industry: "Banks",
  },
  "Healthcare": {
    gross: [0.6, 0.82],
    operating: [0.14, 0.32],
    returnOnEquity: [0.12, 0.3],
    debtToEquity: [0.3, 1.2],
    currentRatio: [0.9, 2.1],
    beta: [0.3, 0.9],
    growth: [-0.05, 0.14],
    industry: "Medicines and devices",
  },
  "Energy": {
    gross: [0.18, 0.36],
    operating: [0.07, 0.17],
    returnOnEquity: [0.09, 0.18],
    debtToEquity: [0.15, 0.8],
    currentRatio: [1, 1.6],
    beta: [0.4, 1.1],
    growth: [-0.12, 0.08],
    industry: "Oil and gas",
  },
  "Industrials": {
    gross: [0.16, 0.38],
    operating: [0.05, 0.15],
    returnOnEquity: [0.1, 0.26],
    debtToEquity: [0.3, 1.5],
    currentRatio: [0.9, 1.7],
    beta: [0.8, 1.3],
    growth: [0, 0.12],
    industry: "Aircraft and machines",
  },
  "Basic Materials": {
    gross: [0.3, 0.55],
    operating: [0.18, 0.4],
    returnOnEquity: [0.12, 0.26],
    debtToEquity: [0.2, 0.7],
    currentRatio: [1.2, 2.2],
    beta: [0.7, 1.2],
    growth: [-0.1, 0.1],
    industry: "Mining",
  },
} as const satisfies Record<string, SectorFigures>;

/** Yahoo's name of a sector. */
export type Sector = keyof typeof sectors;
