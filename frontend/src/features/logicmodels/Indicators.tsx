import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator, LogicModel } from '@/api/logicModels';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { ActualDialog } from './ActualDialog';
import { IndicatorDialog } from './IndicatorDialog';
import { measuredTone } from './model';

type Asked = { kind: 'indicator'; of?: Indicator } | { kind: 'actual'; of: Indicator };

const head = 'num py-1 pl-4 font-normal whitespace-nowrap';

/** As many decimals as a value has, up to two. */
const places = (n: number): number => [0, 1].find((k) => Number.isInteger(Math.round(n * 100) / 10 ** (2 - k))) ?? 2;

/** What is measured, from where, and how far it has come: expected beside actual. */
export function Indicators({ model: m }: { model: LogicModel }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [asked, setAsked] = useState<Asked>();
  const list = m.indicators ?? [];
  const value = (n: number | null | undefined, fy?: number) =>
    n === null || n === undefined ? (
      '—'
    ) : (
      <span className="whitespace-nowrap">
        {f.number(n, places(n))}
        {fy ? <span className="ml-1 text-ink-soft text-note">{f.fiscalYearTick(fy)}</span> : null}
      </span>
    );
  return (
    <Section
      title={t('logic_models:field.indicators')}
      actions={
        (m.nodes ?? []).length > 0 && (
          <Button can={m.can.update} onPress={() => setAsked({ kind: 'indicator' })}>
            {t('logic_models:indicator.add')}
          </Button>
        )
      }
    >
      {list.length === 0 ? (
        <p className="text-ink-soft">{t('logic_models:indicator.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="overflow-x-auto" aria-label={t('logic_models:field.indicators')} tabIndex={0}>
          <table className="w-full min-w-4xl">
            <thead>
              <tr className="border-line-strong border-b text-ink-soft text-note">
                <th scope="col" className="py-1 text-left font-normal">
                  {t('logic_models:field.indicators_name')}
                </th>
                <th scope="col" className={head}>
                  {t('logic_models:field.indicators_baseline')}
                </th>
                <th scope="col" className={head}>
                  {t('logic_models:field.indicators_target')}
                </th>
                <th scope="col" className={head}>
                  {t('logic_models:expected')}
                </th>
                <th scope="col" className={head}>
                  {t('logic_models:actual')}
                </th>
                <th scope="col" className="py-1 pl-6 text-left font-normal">
                  {t('logic_models:rate')}
                </th>
                <th scope="col" className="py-1 pl-4 text-left font-normal">
                  {t('logic_models:field.indicators_datasetId')}
                </th>
                <th scope="col" className="no-print">
                  <span className="sr-only">{t('logic_models:indicator.acts')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.map((i, at) => {
                const x = m.measured[at];
                const node = m.nodes?.find((n) => n.key === i.node);
                const source = m.datasets.find((d) => d.id === i.datasetId);
                const name = f.pick(i.name, i.nameEn);
                return (
                  <tr key={i.key} className="h-11 border-line border-b">
                    <th scope="row" className="py-1 text-left font-normal">
                      {name}
                      {i.unit && <span className="text-ink-soft"> ({i.unit})</span>}
                      <span className="block text-ink-soft text-note">
                        {node ? `${node.key} ${f.pick(node.text, node.textEn)}` : i.node}
                      </span>
                    </th>
                    <td className="num pl-4">{value(i.baseline, i.baselineYear)}</td>
                    <td className="num pl-4">{value(i.target, i.targetYear)}</td>
                    <td className="num pl-4">{value(x?.expected)}</td>
                    <td className="num pl-4">{value(x?.value, x?.fiscalYear)}</td>
                    <td className="whitespace-nowrap pl-6">
                      {x && (
                        <StatusChip tone={measuredTone(x)}>
                          {x.achievement === null ? t('logic_models:unmeasured') : f.percent(x.achievement, 1)}
                        </StatusChip>
                      )}
                    </td>
                    <td className="pl-4">
                      {source ? (
                        <Link to="/datasets/$id" params={{ id: source.id }}>
                          {f.name(source)}
                        </Link>
                      ) : (
                        <span className="text-ink-soft">{i.source || '—'}</span>
                      )}
                    </td>
                    <td className="no-print whitespace-nowrap pl-4 text-right">
                      <Button
                        can={m.can.report}
                        onPress={() => setAsked({ kind: 'actual', of: i })}
                        label={t('logic_models:actualOf.name', { name })}
                      >
                        {t('logic_models:actualOf.open')}
                      </Button>{' '}
                      <Button
                        can={m.can.update}
                        variant="quiet"
                        onPress={() => setAsked({ kind: 'indicator', of: i })}
                        label={t('logic_models:indicator.editName', { name })}
                      >
                        {t('common:edit')}
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
      {asked?.kind === 'indicator' && (
        <IndicatorDialog model={m} indicator={asked.of} onClose={() => setAsked(undefined)} />
      )}
      {asked?.kind === 'actual' && <ActualDialog model={m} indicator={asked.of} onClose={() => setAsked(undefined)} />}
    </Section>
  );
}
