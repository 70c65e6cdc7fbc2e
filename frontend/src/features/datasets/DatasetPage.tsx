import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Dataset, datasetOptions } from '@/api/datasets';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { FactSheet } from '@/ui/fields/FactSheet';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { FreshChip, PublicationText, ScoreChip, Stars } from './Chips';
import { DeleteDataset } from './DeleteDataset';
import { datasetFields } from './fields';
import { Measurements } from './Measurements';
import { Opening } from './Opening';
import { QualityPart } from './QualityPart';
import { RefreshDialog } from './RefreshDialog';
import { datasetTabs } from './search';

export type DatasetTab = (typeof datasetTabs)[number];

/** Columns stand in a table of their own, and publication in its part. */
const aside = new Set(['publication', 'basis', 'anonymisation', 'licence']);
const sheet = datasetFields.filter((x) => !aside.has(x.key) && !x.derived);

/** One dataset: is it good, is it open, is it current, what is missing? */
export function DatasetPage({ id, tab }: { id: string; tab: DatasetTab }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data: d, error, refetch } = useQuery(datasetOptions(id));
  if (error && !d) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!d) return <SkeletonPage />;
  const content: Record<DatasetTab, () => ReactNode> = {
    history: () => <History noun="datasets" id={id} fields={datasetFields} />,
    measurements: () => <Measurements dataset={d} />,
    overview: () => (
      <div className="flex flex-col gap-8">
        <QualityPart dataset={d} />
        <Opening dataset={d} />
        <Policies dataset={d} />
        <Sheet dataset={d} />
      </div>
    ),
  };
  return (
    <div className="flex flex-col gap-6">
      <PageHead title={f.name(d)} code={d.code} answer={<Standing dataset={d} />} actions={<Actions dataset={d} />} />
      <Tabs
        label={t('datasets:tabs.label')}
        chosen={tab}
        onChange={(key) =>
          void navigate({
            to: '/datasets/$id',
            params: { id },
            search: { tab: key as DatasetTab },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={datasetTabs.map((key) => ({
          key,
          label: t(`datasets:tabs.${key}`),
          content: key === tab ? content[key]() : null,
        }))}
      />
    </div>
  );
}

/** Score, openness, age, publication, section. */
function Standing({ dataset: d }: { dataset: Dataset }) {
  const { t } = useTranslation();
  const f = useFormat();
  const section = d.sectionPath
    .slice(1)
    .map((o) => f.name(o))
    .join(' ');
  return (
    <span className="flex flex-wrap items-baseline gap-x-4">
      <ScoreChip item={d} />
      <span className="text-ink">
        <Stars n={d.stars} />
      </span>
      <FreshChip item={d} />
      <PublicationText item={{ publication: d.publication ?? '', proposed: d.proposed }} />
      <span>{section}</span>
      {d.dueOn && <span>{t('datasets:dueOn', { on: f.day(d.dueOn) })}</span>}
    </span>
  );
}

/** Which policies take figures from it. */
function Policies({ dataset: d }: { dataset: Dataset }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <Section title={t('datasets:policies.title')}>
      {d.policies.length === 0 ? (
        <p className="text-ink-soft">{t('datasets:policies.none')}</p>
      ) : (
        <ul>
          {d.policies.map((p) => (
            <li key={p.id} className="min-h-6 py-0.5">
              <Link to="/logic-models/$id" params={{ id: p.id }}>
                {f.name(p)}
              </Link>{' '}
              <span className="text-ink-soft text-note">{p.code}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Sheet({ dataset: d }: { dataset: Dataset }) {
  const f = useFormat();
  const links = (list: Dataset['systems'], to: '/systems/$id' | '/procedures/$id') =>
    list.length > 0 && (
      <span className="flex flex-col">
        {list.map((s) => (
          <Link key={s.id} to={to} params={{ id: s.id }} className="min-h-6 py-0.5">
            {f.name(s)}
          </Link>
        ))}
      </span>
    );
  const systems = links(d.systems, '/systems/$id');
  const procedures = links(d.procedures, '/procedures/$id');
  return (
    <FactSheet
      noun="datasets"
      fields={sheet}
      record={d}
      sections={['what', 'form', 'columns', 'uses']}
      render={{
        ...(systems ? { systemIds: systems } : {}),
        ...(procedures ? { procedureIds: procedures } : {}),
        ...(d.address
          ? {
              address: (
                <a href={d.address} rel="noreferrer" className="break-all text-accent underline">
                  {d.address}
                </a>
              ),
            }
          : {}),
      }}
    />
  );
}

function Actions({ dataset: d }: { dataset: Dataset }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'delete' | 'refresh'>();
  const close = () => setOpen(undefined);
  return (
    <>
      <Button can={d.can.delete} variant="quiet" onPress={() => setOpen('delete')}>
        {t('common:delete')}
      </Button>
      <Button can={d.can.update} onPress={() => void navigate({ to: '/datasets/$id/edit', params: { id: d.id } })}>
        {t('common:edit')}
      </Button>
      <Button
        can={d.can.update}
        variant={d.freshness === 'fresh' ? 'plain' : 'main'}
        onPress={() => setOpen('refresh')}
      >
        {t('datasets:refresh.open')}
      </Button>
      {open === 'delete' && <DeleteDataset dataset={d} onClose={close} />}
      {open === 'refresh' && <RefreshDialog dataset={d} onClose={close} />}
    </>
  );
}
