import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { useAnnounce } from "../ui/announcer.tsx";
import { Help } from "./help.tsx";
import { Rail } from "./rail.tsx";
import { sections } from "./sections.ts";
import { useShortcuts } from "./shortcuts.ts";
import { TopStrip } from "./top-strip.tsx";
import { mainId, useFocusOnNavigation } from "./use-focus-on-navigation.ts";
import { focusSearch } from "./search-field.tsx";
import css from "./frame.module.css";

/** The frame of every page: the rail, the strip, and the keys that work everywhere. */
export function Frame({ children }: { children: ReactNode }) {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [, navigate] = useLocation();
  const announce = useAnnounce();
  useFocusOnNavigation();
  const goTo = sections.map(({ key, path, title }) =>
    [`g ${key}`, () => {
      navigate(path);
      announce(title);
    }] as const
  );
  useShortcuts({
    ...Object.fromEntries(goTo),
    "?": () => setHelpOpen(true),
    "/": focusSearch,
  });
  return (
    <div className={css["frame"]}>
      <a className={css["skip"]} href="#main">Skip to the page</a>
      <TopStrip onHelp={() => setHelpOpen(true)} />
      <Rail />
      <main id={mainId} tabIndex={0} className={css["main"]}>{children}</main>
      <Help isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}
