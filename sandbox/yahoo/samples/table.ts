import { america } from "./america.ts";
import { asia } from "./asia.ts";
import { europe } from "./europe.ts";
import { markets } from "./markets.ts";
import { south } from "./south.ts";
import type { Row } from "./row.ts";

/** All samples by their symbols. */
export const table: Readonly<Record<string, Row>> = {
  ...america,
  ...europe,
  ...asia,
  ...south,
  ...markets,
};
