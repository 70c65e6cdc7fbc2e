import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Matrix, matrixOptions } from '@/api/availability';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { figureLink } from '@/lib/figure';
import { phone, useMedia } from '@/lib/useMedia';
import { Button } from '@/ui/Button';
import { Checkbox, Select } from '@/ui/Choice';
import { ComboBox } from '@/ui/ComboBox';
import { FigureTile } from '@/ui/FigureTile';
import { PageHead } from '@/ui/Page';
import { Pagination } from '@/ui/Pagination';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { pageSize, type TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { AvailabilityNav } from './AvailabilityNav';
import { matrixQuery } from './fields';
import { MatrixCards, MatrixGrid } from './MatrixGrid';
import { minutesText, monthBy, percentText } from './model';
import { ReportButton } from './ReportOutage';

/** Which important system missed its target, and why? Systems by twelve months; a row opens months, days and incidents. */
export function AvailabilityMatrix({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const isPhone = useMedia(phone);
  const list = useQuery(matrixOptions(matrixQuery(search)));
  const m = list.data as Matrix | undefined;
  const ending = m?.months.at(-1) ?? today().slice(0, 7);
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('availability:title')} answer={m && <Answer m={m} />} actions={<ReportButton />} />
      <AvailabilityNav />
      {m && <Tiles m={m} />}
      <div className="no-print flex flex-wrap items-end gap-3">
        <ComboBox
          label={t('systems:field.ownerId')}
          noun="organisations"
          value={String(search.ownerId ?? '')}
          valueLabel={f.pick(m?.items[0]?.ownerName, m?.items[0]?.ownerNameEn)}
          onChange={(id) => onSearch({ ownerId: id || undefined, page: undefined })}
        />
        <Select
          label={t('systems:field.criticality')}
          value={String(search.criticality ?? '')}
          onChange={(v) => onSearch({ criticality: v || undefined, page: undefined })}
          placeholder={t('availability:all')}
          options={['critical', 'high', 'medium', 'low', 'critical,high'].map((v) => ({
            value: v,
            label: v
              .split(',')
              .map((x) => t(`systems:criticality.${x}`))
              .join(t('common:listSeparator')),
          }))}
        />
        <Checkbox
          label={t('systems:field.citizenFacing')}
          checked={search.citizenFacing === 'true'}
          onChange={(on) => onSearch({ citizenFacing: on ? 'true' : undefined, page: undefined })}
        />
        <Checkbox
          label={t('availability:onlyMissed')}
          checked={search.missed === 'true'}
          onChange={(on) => onSearch({ missed: on ? 'true' : undefined, calendar: undefined, page: undefined })}
        />
        {search.calendar === 'none' && (
          <Button variant="quiet" icon="close" onPress={() => onSearch({ calendar: undefined, page: undefined })}>
            {t('availability:noCalendarOnly')}
          </Button>
        )}
        <span className="ml-auto flex items-center gap-1">
          <Button
            icon="left"
            label={t('availability:earlier')}
            onPress={() => onSearch({ ending: monthBy(ending, -12), fy: undefined })}
          >
            {t('availability:year')}
          </Button>
          <Button
            icon="right"
            label={t('availability:later')}
            isDisabled={ending >= today().slice(0, 7)}
            onPress={() => onSearch({ ending: monthBy(ending, 12), fy: undefined })}
          >
            {t('availability:year')}
          </Button>
        </span>
      </div>
      {list.error && !m && <FailedState error={list.error} onRetry={() => void list.refetch()} />}
      {!m && !list.error && <SkeletonRows columns={13} />}
      {m && m.items.length === 0 && <EmptyState title={t('availability:empty')} hint={t('availability:emptyHint')} />}
      {m && m.items.length > 0 && (isPhone ? <MatrixCards m={m} /> : <MatrixGrid m={m} />)}
      {m && m.total > pageSize && (
        <Pagination
          page={search.page ?? 1}
          limit={pageSize}
          total={m.total}
          capped={m.totalCapped}
          more={Boolean(m.next)}
          onPage={(page) => onSearch({ page })}
        />
      )}
      <p className="measure text-ink-soft text-note">{t('availability:legend')}</p>
    </div>
  );
}

function Answer({ m }: { m: Matrix }) {
  const { t } = useTranslation();
  const f = useFormat();
  const missed = m.figures.missed.value ?? 0;
  return (
    <p>
      {t(missed > 0 ? 'availability:answer.missed' : 'availability:answer.kept', {
        missed: f.number(missed),
        percent: percentText(f, m.figures.percent, 3) ?? '—',
        from: f.dayShort(m.from),
        to: f.dayShort(m.to),
      })}{' '}
      {t('common:asOf', { at: f.instant(m.asOf) })}
    </p>
  );
}

function Tiles({ m }: { m: Matrix }) {
  const { t } = useTranslation();
  const f = useFormat();
  const x = m.figures;
  const count = (v: number | null) => (v === null ? '—' : f.number(v));
  return (
    <div className="flex flex-wrap gap-2">
      <FigureTile
        label={t('availability:tile.missed')}
        figure={count(x.missed.value)}
        unit={t('availability:unit.systems')}
        tone={x.missed.value ? 'bad' : 'good'}
        link={figureLink(x.missed.rows)}
      />
      <FigureTile
        label={t('availability:tile.open')}
        figure={count(x.open.value)}
        unit={t('availability:unit.outages')}
        tone={x.open.value ? 'warn' : 'good'}
        link={figureLink(x.open.rows)}
      />
      <FigureTile
        label={t('availability:tile.downtime')}
        figure={x.downtime.value === null ? '—' : minutesText(f, x.downtime.value)}
        unit={t('availability:unit.minutes')}
        link={figureLink(`${x.downtime.rows}${x.downtime.rows.includes('?') ? '&' : '?'}down=true`)}
      />
      <FigureTile
        label={t('availability:tile.noCalendar')}
        figure={count(x.noCalendar.value)}
        unit={t('availability:unit.systems')}
        tone={x.noCalendar.value ? 'unknown' : 'good'}
        link={figureLink(x.noCalendar.rows)}
      />
    </div>
  );
}
