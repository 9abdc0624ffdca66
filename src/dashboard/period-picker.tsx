import { daysOf, isDay, presets, type Period, type Preset } from './period.ts';

const names: Readonly<Record<Preset, string>> = {
  '7d': '7 days',
  '28d': '28 days',
  '90d': '90 days',
  '365d': '12 months',
};

interface PeriodPickerProps {
  readonly period: Period;
  readonly onPeriod: (period: Period) => void;
}

interface ChoiceProps {
  readonly name: string;
  readonly isChosen: boolean;
  readonly onChosen: () => void;
}

const Choice = ({ name, isChosen, onChosen }: ChoiceProps) => (
  <label>
    <input type="radio" name="period" class="unseen" checked={isChosen} onChange={onChosen} />
    <span>{name}</span>
  </label>
);

/** Which days to look at: one of four lengths that end today, or the days from the first to the last. */
export function PeriodPicker({ period, onPeriod }: PeriodPickerProps) {
  const days = typeof period == 'object' ? period : undefined;
  const change = (changed: Partial<{ from: string; to: string }>): void => {
    const next = { ...daysOf(period, Date.now()), ...changed };
    // While a date is being typed it is none yet.
    if (isDay(next.from) && isDay(next.to) && next.from <= next.to) onPeriod(next);
  };
  return (
    <>
      <fieldset class="periods">
        <legend class="unseen">Period</legend>
        {presets.map((preset) => (
          <Choice key={preset} name={names[preset]} isChosen={period === preset} onChosen={() => onPeriod(preset)} />
        ))}
        <Choice name="Dates" isChosen={days !== undefined} onChosen={() => change({})} />
      </fieldset>
      {days && (
        <div class="dates">
          <input
            type="date"
            aria-label="First day"
            value={days.from}
            max={days.to}
            onChange={({ currentTarget }) => change({ from: currentTarget.value })}
          />
          <span aria-hidden="true">–</span>
          <input
            type="date"
            aria-label="Last day"
            value={days.to}
            min={days.from}
            onChange={({ currentTarget }) => change({ to: currentTarget.value })}
          />
        </div>
      )}
    </>
  );
}
