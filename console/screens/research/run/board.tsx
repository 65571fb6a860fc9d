import type { ResearchPhase } from "@tramontane/client/store";
import { useParameter } from "../../../app/address.ts";
import { Section } from "../../../ui/page.tsx";
import { useRowKeys } from "../../../ui/row-keys.ts";
import { PhaseCard } from "./phase-card.tsx";
import { PhasePanel } from "./phase-panel.tsx";
import { type Stage, stagesOf } from "./stages.ts";
import css from "./board.module.css";

/** The phases of a run by stage, and the one that the address names. */
export function Board({ phases, isOver }: { phases: readonly ResearchPhase[]; isOver: boolean }) {
  const [selected, select] = useParameter("phase");
  const board = useRowKeys<HTMLDivElement>();
  const close = () => {
    // The panel has the focus, and goes: it is given to the card that opened it.
    board.current?.querySelector<HTMLElement>("[aria-expanded=true]")?.focus();
    select(null);
  };
  const shown = phases.find(({ id }) => id === selected);
  return (
    <Section title="Phases">
      <div ref={board} className={css["board"]}>
        {stagesOf(phases).map((stage) => (
          <Column key={stage.name} stage={stage} selected={selected} isOver={isOver} />
        ))}
      </div>
      {shown && <PhasePanel key={shown.id} phase={shown} onClose={close} />}
    </Section>
  );
}

function Column(
  { stage, selected, isOver }: {
    stage: Stage<ResearchPhase>;
    selected: string | null;
    isOver: boolean;
  },
) {
  const { name, does, phases, ended } = stage;
  return (
    <section className={css["column"]} aria-label={name}>
      <h3 className={css["stage"]}>
        {name}
        {phases.length > 1 && <small>{ended} of {phases.length}</small>}
      </h3>
      {phases.length === 0
        ? <p className={css["does"]}>{isOver ? "Did not run." : does}</p>
        : (
          <ul className={css["cards"]}>
            {phases.map((phase) => (
              <PhaseCard key={phase.id} phase={phase} isSelected={phase.id === selected} />
            ))}
          </ul>
        )}
    </section>
  );
}
