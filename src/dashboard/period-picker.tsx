import { presets, type Period, type Preset } from './period.ts';

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

/** Which days to look at: one of four lengths that end today. */
export function PeriodPicker({ period, onPeriod }: PeriodPickerProps) {
  return (
    <fieldset class="periods">
      <legend class="unseen">Period</legend>
      {presets.map((preset) => (
        <label key={preset}>
          <input
            type="radio"
            name="period"
            class="unseen"
            checked={period === preset}
            onChange={() => onPeriod(preset)}
          />
          <span>{names[preset]}</span>
        </label>
      ))}
    </fieldset>
  );
}
