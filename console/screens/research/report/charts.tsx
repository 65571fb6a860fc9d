import { useMemo } from "react";
import {
  reportCharts,
  type SymbolChart,
} from "../../../../protocol/research/report/chart/report-charts.ts";
import { swatch } from "../../../../protocol/research/report/chart/draw-chart.ts";
import { classes } from "../../../ui/classes.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { Drawing } from "./drawing.tsx";
import type { Report } from "./report-types.ts";
import { formats, words } from "./words.ts";
import css from "./charts.module.css";

/** The charts of a report's price series: drawn by the functions that draw them in its file. */
export function Charts({ series }: { series: Report["series"] }) {
  const { comparison, symbols, beyond } = useMemo(
    () => reportCharts(series.map(toSeries), words, formats),
    [series],
  );
  if (symbols.length === 0) return null;
  return (
    <div className={css["charts"]}>
      <h3>{words.charts}</h3>
      {comparison && (
        <ChartFigure titled={comparison}>
          <b>{words.changeSince}</b>
          <ul className={css["legend"]}>
            {comparison.keys.map(({ symbol, look, change }) => (
              <li key={symbol}>
                <Drawing element={swatch(look)} />
                <b>{symbol}</b> {change}
              </li>
            ))}
          </ul>
        </ChartFigure>
      )}
      <div className={symbols.length > 1 ? css["several"] : css["one"]}>
        {symbols.map((one) => <OneSymbol key={one.symbol} chart={one} />)}
      </div>
      {beyond.length > 0 && <p>{words.notDrawn(beyond.join(", "))}</p>}
    </div>
  );
}

function OneSymbol({ chart }: { chart: SymbolChart }) {
  const { symbol, look, newest, change } = chart;
  return (
    <ChartFigure titled={chart}>
      <span>
        <Drawing element={swatch(look)} />
        <b>{symbol}</b> {words.closingPrices}
      </span>
      <span>
        <b>{newest}</b>
        {change && (
          <small className={classes(css["change"], change.isLess ? css["down"] : css["up"])}>
            {change.text}
          </small>
        )}
      </span>
    </ChartFigure>
  );
}

const toSeries = ({ symbol, unit, points, toolCall }: Report["series"][number]) => ({
  ...{ symbol, unit, toolCallId: toolCall.id },
  points: points.map(({ at, value, day }) => ({ at, value, ...(day !== null && { day }) })),
});
