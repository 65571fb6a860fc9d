import { Link, useRoute } from "wouter";
import { useCan } from "../api/viewer.tsx";
import { classes } from "../ui/classes.ts";
import { Icon } from "../ui/icon.tsx";
import type { Scope } from "../../protocol/auth/scopes.ts";
import { MoreSections } from "./more-sections.tsx";
import { usePendingApprovals } from "./pending-approvals.ts";
import { type Section, sections } from "./sections.ts";
import css from "./rail.module.css";

/** Places of a phone's bar, at which a finger hits what it aims at and each title can be read. */
const places = 5;

/** The sections that the viewer may read: at the left, below 640 px at the bottom, the last ones behind "More". */
export function Rail() {
  const can = useCan();
  const isShown = ({ scopes }: Section) => scopes.every((scope) => can(scope as Scope));
  const shown = sections.filter(isShown);
  const rest = shown.length > places ? shown.slice(places - 1) : [];
  return (
    <nav className={css["rail"]} aria-label="Sections">
      {shown.map((section) => (
        <RailLink key={section.path} section={section} isInMore={rest.includes(section)} />
      ))}
      {rest.length > 0 && <MoreSections rest={rest} />}
    </nav>
  );
}

function RailLink(
  { section: { path, title, icon }, isInMore }: { section: Section; isInMore: boolean },
) {
  const [isHere] = useRoute(`${path}/*?`);
  return (
    <Link
      href={path}
      className={classes(css["link"], isHere && css["here"], isInMore && css["wide"])}
      aria-current={isHere ? "page" : undefined}
    >
      <Icon name={icon} />
      <span className={css["title"]}>{title}</span>
      {path === "/approvals" && <PendingCount />}
    </Link>
  );
}

function PendingCount() {
  const pending = usePendingApprovals();
  if (!pending) return null;
  return (
    <span className={css["count"]}>
      {pending}
      <span className={css["words"]}>waiting</span>
    </span>
  );
}
