import { useTranslation } from 'react-i18next';
import type { PackEntry } from '@/api/meetings';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { figureLink } from '@/lib/figure';
import { Link } from '@/ui/Link';
import { BlockView } from './BlockView';

/** One item of the material: what is told or proposed, and the figures beside it. */
export function Entry({ entry: e, large }: { entry: PackEntry; large?: boolean }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <article className="flex flex-col gap-4">
      <header className="border-line-strong border-b-2 pb-2">
        <h2 className={cx('flex flex-wrap items-baseline gap-x-4', large ? 'text-title' : 'text-section')}>
          <span className="text-ink-soft">{t(`meetings:no.${e.kind}`, { no: e.no })}</span>
          {f.pick(e.title, e.titleEn)}
        </h2>
        <p className="flex flex-wrap gap-x-4 text-ink-soft">
          <span>{f.pick(e.proposer, e.proposerEn)}</span>
          {e.material && <span>{e.material}</span>}
          {e.subject && (
            <Link {...figureLink(e.subject.href)}>
              {e.subject.code} {f.name(e.subject)} {e.subject.gate}
            </Link>
          )}
        </p>
      </header>
      {e.proposal && (
        <p className={cx('max-w-4xl whitespace-pre-line', large && 'text-section font-normal')}>{e.proposal}</p>
      )}
      {e.blocks.map((b) => (
        <BlockView key={b.key} block={b} of={e.id} />
      ))}
    </article>
  );
}
