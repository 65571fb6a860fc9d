import { useViewer } from "../api/viewer.tsx";
import css from "./deployment-banner.module.css";

/** Says on every page that answers or market data are not real. Nothing where they are. */
export function DeploymentBanner() {
  const server = useViewer()?.serverInfo;
  const parts = [
    server?.emulated && "Answers are emulated.",
    server?.sampleMarketData && "Market data are samples.",
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return <p className={css["banner"]}>{parts.join(" ")}</p>;
}
