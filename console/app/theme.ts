import { useState } from "react";

/** `system`: as the browser asks for. */
export type Theme = "system" | "light" | "dark";

const key = "tramontane.theme";
const themes: readonly Theme[] = ["system", "light", "dark"];

function stored(): Theme {
  try {
    const value = localStorage.getItem(key);
    return themes.find((theme) => theme === value) ?? "system";
  } catch {
    // Storage may be switched off; the theme then lasts as long as the page.
    return "system";
  }
}

function apply(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  try {
    localStorage.setItem(key, theme);
  } catch {
    // As above.
  }
}

/** The theme, and the function that selects the next one. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const first = stored();
    apply(first);
    return first;
  });
  const next = () => {
    const following = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
    apply(following);
    setTheme(following);
  };
  return [theme, next];
}
