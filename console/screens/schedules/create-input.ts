/** The form of a new schedule, as its fields have it. */
export interface ScheduleForm {
  name: string;
  /** Cron, or an interval in minutes. */
  when: "cron" | "every";
  expression: string;
  timeZone: string;
  minutes: string;
  what: "research" | "conversation";
  agent: string;
  /** The question or the first message. */
  text: string;
  /** Separated by commas. */
  symbols: string;
  overlap: "SKIP" | "BUFFER_ONE" | "CANCEL_OTHER" | "ALLOW";
}

/** A new form: weekdays at 7:00, in the reader's zone. */
export const emptyForm = (timeZone: string): ScheduleForm => ({
  ...{ name: "", when: "cron", expression: "0 7 * * MON-FRI", timeZone, minutes: "60" },
  ...{ what: "research", agent: "", text: "", symbols: "", overlap: "SKIP" },
});

/** The input of createSchedule that a form stands for. */
export function inputOf(form: ScheduleForm) {
  const { name, when, expression, timeZone, minutes, what, agent, text, overlap } = form;
  const symbols = form.symbols.split(/[\s,]+/).filter(Boolean);
  return {
    ...{ name, overlap },
    spec: when === "cron"
      ? { cron: { expression, timeZone } }
      : { every: { interval: `PT${Math.max(0, Math.floor(Number(minutes) || 0))}M` } },
    work: what === "research"
      ? { research: { question: text, symbols } }
      : { conversation: { agent, text } },
  };
}
