import { Link } from "wouter";
import { Button } from "../ui/button.tsx";
import { ConnectionBadge } from "./connection-badge.tsx";
import { DeploymentBanner } from "./deployment-banner.tsx";
import { HealthBadge } from "./health-badge.tsx";
import { SearchField } from "./search-field.tsx";
import { SignOut } from "./sign-out.tsx";
import { useTheme } from "./theme.ts";
import css from "./top-strip.module.css";

const themeIcons = { system: "auto", light: "sun", dark: "moon" } as const;

/** What every page shows at the top: what is not real, whether all is well, search and theme. */
export function TopStrip({ onHelp }: { onHelp: () => void }) {
  const [theme, nextTheme] = useTheme();
  return (
    <header className={css["strip"]}>
      <DeploymentBanner />
      <div className={css["line"]}>
        <Link href="/conversations" className={css["name"]}>Tramontane</Link>
        <HealthBadge />
        <span className={css["connection"]}>
          <ConnectionBadge />
        </span>
        <SearchField />
        <Button
          kind="plain"
          icon={themeIcons[theme]}
          aria-label={`Theme: ${theme}`}
          title={`Theme: ${theme}`}
          onClick={nextTheme}
        />
        <SignOut />
        <Button
          kind="plain"
          icon="help"
          className={css["keys"]}
          aria-label="Keys"
          title="Keys"
          onClick={onHelp}
        />
      </div>
    </header>
  );
}
