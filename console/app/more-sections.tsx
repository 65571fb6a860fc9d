import { useState } from "react";
import { Link, useLocation } from "wouter";
import { classes } from "../ui/classes.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import type { Section } from "./sections.ts";
import css from "./more-sections.module.css";
import rail from "./rail.module.css";

/** The last place of a phone's bar: the sections for which it has no room. Other screens show them in the rail. */
export function MoreSections({ rest }: { rest: readonly Section[] }) {
  const [isOpen, setOpen] = useState(false);
  const [place] = useLocation();
  const isHere = ({ path }: Section) => place === path || place.startsWith(`${path}/`);
  const here = rest.find(isHere);
  return (
    <>
      <button
        type="button"
        className={classes(rail["link"], rail["more"], here && rail["here"])}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="dots" />
        <span className={rail["title"]}>{here?.title ?? "More"}</span>
      </button>
      <Dialog title="More sections" isOpen={isOpen} onClose={() => setOpen(false)}>
        <ul className={css["list"]}>
          {rest.map((section) => (
            <li key={section.path}>
              <Link
                href={section.path}
                className={css["item"]}
                aria-current={isHere(section) ? "page" : undefined}
                onClick={() => setOpen(false)}
              >
                <Icon name={section.icon} />
                {section.title}
              </Link>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
