import { useTranslation } from 'react-i18next';
import type { Evidence } from '@/api/gates';
import { useFormat } from '@/i18n/format';
import { isBlank } from '@/lib/equal';

/** What an answer rests on: name, where it lies, the day it speaks of. Only a web address inside the city becomes a link. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  const f = useFormat();
  const { t } = useTranslation();
  if (evidence.length === 0) return null;
  return (
    <ul aria-label={t('gates:evidence')} className="flex flex-col">
      {evidence.map((e, i) => (
        <li key={i} className="flex flex-wrap gap-x-3">
          <span>{e.title || e.reference}</span>
          {e.title && !isBlank(e.reference) && <Reference text={e.reference} />}
          {e.date && <span className="text-ink-soft">{f.day(e.date)}</span>}
        </li>
      ))}
    </ul>
  );
}

function Reference({ text }: { text: string }) {
  if (!/^https?:\/\//.test(text)) return <span className="text-ink-soft">{text}</span>;
  return (
    <a href={text} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-3">
      {text}
    </a>
  );
}
