import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Earned, earnedOptions, healthOfOptions } from '@/api/health';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Lines } from '@/ui/chart/Lines';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { Section } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { DeleteEarned } from './DeleteEarned';

/** What the project earned for what it spent, month by month, and what follows for its end. */
export function EarnedPanel({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(earnedOptions(projectId));
  const can = useQuery(healthOfOptions('projects', projectId)).data?.can;
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} compact />;
  if (!data) return <SkeletonRows rows={4} />;
  const add = (
    <Button
      icon="plus"
      can={can?.earned}
      onPress={() => void navigate({ to: '/projects/$id/earned/new', params: { id: projectId } })}
    >
      {t('earned:new')}
    </Button>
  );
  const latest = data.items[0];
  if (!latest)
    return (
      <Section title={t('earned:title')}>
        <EmptyState title={t('earned:empty.title')} hint={t('earned:empty.hint')} action={add} />
      </Section>
    );
  return (
    <Section title={t('earned:title')} actions={add}>
      <Sentence earned={latest} />
      <Course entries={[...data.items].reverse()} />
      <EarnedTable entries={data.items} />
    </Section>
  );
}

/** The latest figures in one sentence. */
function Sentence({ earned: e }: { earned: Earned }) {
  const { t } = useTranslation();
  const f = useFormat();
  const index = (n: number | null) => (n === null ? t('health:unknown') : f.number(n, 2));
  return (
    <p>
      {t('earned:said', {
        on: f.day(e.asOf),
        spi: index(e.figures.spi),
        cpi: index(e.figures.cpi),
        eac:
          e.figures.eac === null
            ? t('health:unknown')
            : t('earned:million', { n: f.yen(Math.round(e.figures.eac), 'million') }),
        bac: t('earned:million', { n: f.yen(e.bac, 'million') }),
      })}
    </p>
  );
}

function Course({ entries }: { entries: Earned[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (entries.length < 2) return null;
  const series = (key: 'pv' | 'ev' | 'ac') => ({
    key,
    label: t(`earned:field.${key}`),
    data: entries.map((e) => ({ value: e[key] })),
  });
  return (
    <Lines
      id="earned.course"
      level={3}
      title={t('earned:course')}
      head={t('earned:field.asOf')}
      categories={entries.map((e) => ({ key: e.id, label: f.day(e.asOf), tick: f.dayShort(e.asOf) }))}
      series={[series('pv'), series('ev'), series('ac')]}
      measure={{ kind: 'yen', unit: 'million' }}
    />
  );
}

function EarnedTable({ entries }: { entries: Earned[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const million = (n: number | null) => (n === null ? '—' : f.yen(Math.round(n), 'million'));
  const index = (n: number | null) => (n === null ? '—' : f.number(n, 2));
  const heads = ['bac', 'pv', 'ev', 'ac', 'cv', 'sv', 'cpi', 'spi', 'eac', 'vac', 'tcpi'] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={t('earned:title')} className="overflow-x-auto" tabIndex={0}>
      <table className="w-full border-line border-y bg-paper">
        <caption className="p-2 text-left text-note text-ink-soft">{t('earned:unit')}</caption>
        <thead>
          <tr className="text-note text-ink-soft">
            <th scope="col" className="px-2 py-1 text-left font-normal">
              {t('earned:field.asOf')}
            </th>
            {heads.map((h) => (
              <th key={h} scope="col" className="px-2 py-1 text-right font-normal" title={t(`earned:formula.${h}`)}>
                {t(`earned:short.${h}`)}
              </th>
            ))}
            <th scope="col">
              <span className="sr-only">{t('earned:actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((e) => (
            <tr key={e.id} className="border-line border-t">
              <th scope="row" className="whitespace-nowrap px-2 text-left font-normal">
                {f.dayShort(e.asOf)}
              </th>
              <td className="num px-2">{million(e.bac)}</td>
              <td className="num px-2">{million(e.pv)}</td>
              <td className="num px-2">{million(e.ev)}</td>
              <td className="num px-2">{million(e.ac)}</td>
              <td className="num px-2">{million(e.figures.cv)}</td>
              <td className="num px-2">{million(e.figures.sv)}</td>
              <td className="num px-2">{index(e.figures.cpi)}</td>
              <td className="num px-2">{index(e.figures.spi)}</td>
              <td className="num px-2">{million(e.figures.eac)}</td>
              <td className="num px-2">{million(e.figures.vac)}</td>
              <td className="num px-2">{index(e.figures.tcpi)}</td>
              <td className="text-right">
                <RowMenu earned={e} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RowMenu({ earned: e }: { earned: Earned }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  if (!e.can?.update?.allowed) return null;
  return (
    <>
      <Menu
        trigger={<IconButton icon="more" label={t('earned:actionsFor', { on: f.day(e.asOf) })} />}
        label={t('earned:actions')}
        groups={[
          {
            entries: [
              {
                key: 'edit',
                label: t('common:edit'),
                onAction: () =>
                  void navigate({ to: '/projects/$id/earned/$eid/edit', params: { id: e.projectId, eid: e.id } }),
              },
              { key: 'delete', label: t('common:delete'), danger: true, onAction: () => setDeleting(true) },
            ],
          },
        ]}
      />
      {deleting && <DeleteEarned earned={e} onClose={() => setDeleting(false)} />}
    </>
  );
}
