import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Row } from '@/api/disasters';
import { useFormat } from '@/i18n/format';
import { phone as phoneWidth, useMedia } from '@/lib/useMedia';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Overlay';
import { ReportedAt, StateChip } from './Chips';
import { type AgedBoard, urgent } from './model';
import { ReportCard } from './ReportCard';

const head = 'py-1 pl-4 font-normal whitespace-nowrap';

/** Systems or offices, those first that somebody should call. */
export function BoardTable({
  board,
  rows,
  title,
  personId,
}: {
  board: AgedBoard;
  rows: Row[];
  title: string;
  personId: string;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const phone = useMedia(phoneWidth);
  const [asked, setAsked] = useState<Row>();
  const list = urgent(rows);
  const act = (r: Row) =>
    r.canReport && (
      <Button variant="quiet" label={t('disasters:report.of', { name: f.name(r) })} onPress={() => setAsked(r)}>
        {t('disasters:report.open')}
      </Button>
    );
  const dialog = asked && (
    <Dialog
      title={t('disasters:report.of', { name: f.name(asked) })}
      isOpen
      onClose={() => setAsked(undefined)}
      actions={null}
    >
      <ReportCard board={board} row={asked} personId={personId} onSent={() => setAsked(undefined)} />
    </Dialog>
  );
  if (phone) {
    return (
      <>
        <ul className="flex flex-col border-line border-t" aria-label={title}>
          {list.map((r) => (
            <li key={r.id} className="flex flex-col gap-1 border-line border-b py-2">
              <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-bold">{f.name(r)}</span>
                <StateChip row={r} />
              </div>
              <div className="flex flex-wrap items-center justify-between gap-x-3 text-note text-ink-soft">
                <span>{f.pick(r.postTitle, r.postTitleEn) || t('disasters:noPost')}</span>
                <ReportedAt row={r} now={board.now} />
              </div>
              {r.note && <p className="text-note">{r.note}</p>}
              {act(r) && <div>{act(r)}</div>}
            </li>
          ))}
        </ul>
        {dialog}
      </>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto" aria-label={title} tabIndex={0}>
      <table className="w-full min-w-3xl">
        <thead>
          <tr className="border-line-strong border-b text-left text-note text-ink-soft">
            <th scope="col" className="py-1 font-normal">
              {t('disasters:column.state')}
            </th>
            {(['name', 'section', 'post', 'at', 'note'] as const).map((k) => (
              <th key={k} scope="col" className={head}>
                {t(`disasters:column.${k}`)}
              </th>
            ))}
            <td className="no-print" />
          </tr>
        </thead>
        <tbody>
          {list.map((r) => (
            <tr key={r.id} className="h-9 border-line border-b">
              <td className="whitespace-nowrap">
                <StateChip row={r} />
              </td>
              <th scope="row" className="pl-4 text-left font-normal">
                {f.name(r)}
              </th>
              <td className="pl-4">{f.pick(r.sectionName, r.sectionNameEn)}</td>
              <td className="pl-4">{f.pick(r.postTitle, r.postTitleEn) || t('disasters:noPost')}</td>
              <td className="whitespace-nowrap pl-4">
                <ReportedAt row={r} now={board.now} />
              </td>
              <td className="min-w-40 pl-4">{r.note}</td>
              <td className="no-print pl-4 text-right">{act(r)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {dialog}
    </section>
  );
}
