import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { detailOptions, surroundingsOptions } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { RadioGroup } from '@/ui/Choice';
import { ComboBox } from '@/ui/ComboBox';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Graph } from './Graph';
import { ImpactList } from './ImpactList';
import { Nav } from './Nav';
import { depths, ways } from './search';

export type Way = (typeof ways)[number];

/** What lies around a system, and what stops when it stops? */
export function GraphPage({ id, depth, way }: { id: string; depth: number; way: Way }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const detail = useQuery(detailOptions(id)).data;
  const { data, error, refetch } = useQuery(surroundingsOptions(id, depth, way));
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data || !detail) return <SkeletonPage />;
  const look = (search: { depth?: number; way?: Way }) =>
    void navigate({
      to: '/rationalisation/dependencies/$id',
      params: { id },
      search: { depth: depth === 2 ? undefined : depth, way: way === 'both' ? undefined : way, ...search },
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('rationalisation:graph.title', { name: f.name(detail.system) })}
        code={detail.system.code}
        answer={
          <span className="flex flex-wrap gap-x-4">
            {data.cycle && <span className="text-warn">▲ {t('rationalisation:graph.cycle')}</span>}
            <Link to="/systems/$id" params={{ id }} search={{ tab: 'rationalisation' }}>
              {t('rationalisation:openSystem')}
            </Link>
          </span>
        }
      />
      <Nav />
      <div className="no-print flex flex-wrap items-end gap-x-8 gap-y-2">
        <div className="w-80 max-w-full">
          <ComboBox
            noun="systems"
            label={t('rationalisation:graph.other')}
            value=""
            valueLabel=""
            onChange={(to) => to && void navigate({ to: '/rationalisation/dependencies/$id', params: { id: to } })}
          />
        </div>
        <RadioGroup
          label={t('rationalisation:graph.way')}
          value={way}
          onChange={(v) => look({ way: v === 'both' ? undefined : (v as Way) })}
          options={ways.map((w) => ({ value: w, label: t(`rationalisation:graph.ways.${w}`) }))}
          inline
        />
        <RadioGroup
          label={t('rationalisation:graph.depth')}
          value={String(depth)}
          onChange={(v) => look({ depth: v === '2' ? undefined : Number(v) })}
          options={depths.map((d) => ({ value: String(d), label: t('rationalisation:graph.steps', { n: d }) }))}
          inline
        />
      </div>
      {data.cut && <p className="text-warn">▲ {t('rationalisation:graph.cut')}</p>}
      <Graph data={data} />
      <Section title={t('rationalisation:impact.title')}>
        <ImpactList id={id} />
      </Section>
    </div>
  );
}
