import { Link, useRoute } from "wouter";
import { useCan } from "../api/viewer.tsx";
import { classes } from "../ui/classes.ts";
import { Icon } from "../ui/icon.tsx";
import type { Scope } from "../../protocol/auth/scopes.ts";
import { usePendingApprovals } from "./pending-approvals.ts";
import { type Section, sections } from "./sections.ts";
import css from "./rail.module.css";

/** The sections that the viewer may read: at the left, below 640 px at the bottom. */
export function Rail() {
  const can = useCan();
  const isShown = ({ scopes }: Section) => scopes.every((scope) => can(scope as Scope));
  return (
    <nav className={css["rail"]} aria-label="Sections">
      {sections.filter(isShown).map((section) => <RailLink key={section.path} section={section} />)}
    </nav>
  );
}

function RailLink({ section: { path, title, icon } }: { section: Section }) {
  const [isHere] = useRoute(`${path}/*?`);
  return (
    <Link
      href={path}
      className={classes(css["link"], isHere && css["here"])}
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
