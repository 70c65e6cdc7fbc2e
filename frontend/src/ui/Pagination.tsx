import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { IconButton } from './IconButton';

export interface PaginationProps {
  page: number;
  limit: number;
  total: number;
  /** The total is counted only so far: "1,000+". */
  capped: boolean;
  /** More rows follow even if the total does not say so. */
  more: boolean;
  onPage: (page: number) => void;
}

export function Pagination({ page, limit, total, capped, more, onPage }: PaginationProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const from = total === 0 ? 0 : (page - 1) * limit + 1;
  const to = Math.min(page * limit, Math.max(total, from));
  const last = !more && page * limit >= total;
  return (
    <nav aria-label={t('common:pages')} className="flex items-center gap-2">
      <span>
        {t(capped ? 'common:rangeCapped' : 'common:range', {
          from: f.number(from),
          to: f.number(capped ? page * limit : to),
          total: f.number(total),
        })}
      </span>
      <span className="no-print flex">
        <IconButton
          icon="left"
          label={t('common:pageBefore')}
          isDisabled={page <= 1}
          onPress={() => onPage(page - 1)}
        />
        <IconButton icon="right" label={t('common:pageAfter')} isDisabled={last} onPress={() => onPage(page + 1)} />
      </span>
    </nav>
  );
}
