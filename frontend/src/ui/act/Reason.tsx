import { useTranslation } from 'react-i18next';
import { TextArea } from '../TextField';
import { faultAt } from './Refusal';
import type { Act } from './useAct';

interface ReasonProps {
  act: Act;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  help?: string;
  maxLength?: number;
  rows?: number;
  /** The properties that the server may find fault with; the first that has one is shown. */
  at?: string[];
}

/** Why something is done, as a dialogue asks it. */
export function Reason({ act, maxLength = 500, rows = 2, at = ['reason'], ...field }: ReasonProps) {
  const { t } = useTranslation();
  const error = at.map((key) => faultAt(t, act.problem, key)).find(Boolean);
  return <TextArea label={t('common:reason')} {...field} maxLength={maxLength} rows={rows} error={error} />;
}
