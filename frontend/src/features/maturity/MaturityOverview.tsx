import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Overview, overviewOptions } from '@/api/maturity';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { type Figure, figureLink } from '@/lib/figure';
import { phone, useMedia } from '@/lib/useMedia';
import { RadioGroup, Select } from '@/ui/Choice';
import { FigureTile } from '@/ui/FigureTile';
import { ButtonLink, MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import type { Tone } from '@/ui/StatusChip';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { HeatCards } from './HeatCards';
import { HeatMap } from './HeatMap';
import { lookedAt, type View, views } from './model';
import { UnitPanel } from './UnitPanel';

export interface OverviewSearch {
  model?: string;
  fiscalYear?: number;
  view?: View;
  unit?: string;
}

export interface MaturityOverviewProps {
  search: OverviewSearch;
  onSearch: (patch: OverviewSearch) => void;
}

/** What holds us back, is it rising, where do self and assessor differ? */
export function MaturityOverview({ search, onSearch }: MaturityOverviewProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: me } = useQuery(meOptions());
  const {
    data: map,
    error,
    refetch,
  } = useQuery(overviewOptions({ model: search.model, fiscalYear: search.fiscalYear }));
  const narrow = useMedia(phone);
  if (error && !map) return <FailedState error={error} onRetry={() => void refetch()} />;
  const model = map?.models.find((m) => m.id === map.model.id);
  if (!map || !model) return <SkeletonPage />;

  const view = search.view ?? 'assessor';
  const chosen = search.unit ?? map.units[0]?.sectionId ?? '';
  const hidden = model.areas.length - lookedAt(map.units, model.areas).length;
  const MapView = narrow ? HeatCards : HeatMap;
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t('maturity:title')}
        answer={<Answer map={map} />}
        actions={
          <>
            <ButtonLink to="/maturity/appraisals">{t('maturity:list.title')}</ButtonLink>
            <ButtonLink to="/maturity/targets">{t('maturity:targets.title')}</ButtonLink>
            <ButtonLink to="/maturity/models">{t('maturity:models.title')}</ButtonLink>
            {holds(me, 'maturity:rate') && <MainLink to="/maturity/appraisals/new">{t('maturity:new')}</MainLink>}
          </>
        }
      />
      <Tiles map={map} />
      <div className="no-print flex flex-wrap items-end gap-x-6 gap-y-3">
        <Select
          label={t('maturity:pick.model')}
          value={model.id}
          onChange={(id) => onSearch({ model: id, fiscalYear: undefined, unit: undefined })}
          options={map.models.map((m) => ({ value: m.id, label: f.name(m) }))}
        />
        <Select
          label={t('maturity:pick.year')}
          value={String(map.fiscalYear)}
          onChange={(year) => onSearch({ fiscalYear: Number(year) })}
          options={[...new Set([map.fiscalYear, ...map.years])]
            .sort((a, b) => b - a)
            .map((y) => ({ value: String(y), label: f.fiscalYear(y) }))}
        />
        <RadioGroup
          label={t('maturity:pick.view')}
          inline
          value={view}
          onChange={(v) => onSearch({ view: v as View })}
          options={views.map((v) => ({ value: v, label: t(`maturity:view.${v}`) }))}
        />
      </div>
      {map.units.length === 0 ? (
        <EmptyState title={t('maturity:empty')} hint={t('maturity:emptyHint')} />
      ) : (
        <div className="grid gap-6 2xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
          <div className="flex min-w-0 flex-col gap-2">
            <MapView
              units={map.units}
              model={model}
              year={map.fiscalYear}
              view={view}
              chosen={chosen}
              onChoose={(unit) => onSearch({ unit })}
            />
            <p className="text-note text-ink-soft">
              {t(`maturity:legend.${view}`)} {hidden > 0 && t('maturity:legend.hidden', { count: hidden })}
            </p>
            <p className="text-note text-ink-soft">{f.pick(model.note, model.noteEn)}</p>
          </div>
          <UnitPanel sectionId={chosen} model={model} />
        </div>
      )}
    </div>
  );
}

/** The city, or whoever stands first, in one sentence. */
function Answer({ map }: { map: Overview }) {
  const { t } = useTranslation();
  const f = useFormat();
  const u = map.units[0];
  if (!u) return null;
  const level = u.assessor?.level ?? u.self?.level;
  const words = {
    unit: f.name(u),
    level: level ?? '?',
    year: f.fiscalYear(map.fiscalYear),
    target: u.target?.level,
    by: u.target ? f.fiscalYear(u.target.fiscalYear) : '',
  };
  return t(u.target ? 'maturity:answer' : 'maturity:answerNoTarget', words);
}

const tiles: { key: keyof Overview['figures']; tone?: Tone; better?: 'more' | 'fewer' }[] = [
  { key: 'assessed' },
  { key: 'reached', tone: 'good', better: 'more' },
  { key: 'missed', tone: 'bad', better: 'fewer' },
  { key: 'pending', tone: 'warn' },
  { key: 'open' },
];

function Tiles({ map }: { map: Overview }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className="flex flex-wrap gap-3">
      {tiles.map(({ key, tone, better }) => {
        const figure: Figure = map.figures[key];
        const by = figure.value !== null && figure.previous != null ? figure.value - figure.previous : 0;
        return (
          <FigureTile
            key={key}
            label={t(`maturity:tile.${key}`)}
            figure={figure.value === null ? '—' : f.number(figure.value)}
            unit={t('maturity:tile.unit')}
            tone={figure.value ? tone : undefined}
            change={{
              by,
              since: t('maturity:tile.since'),
              better: better && (better === 'more' ? by > 0 : by < 0),
            }}
            link={figureLink(figure.rows)}
          />
        );
      })}
    </div>
  );
}
