import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Line, lineOptions } from '@/api/budgets';
import { useFormat } from '@/i18n/format';
import { usePrefs } from '@/lib/prefs';
import { Button } from '@/ui/Button';
import { Bullet } from '@/ui/chart/Bullet';
import { FactSheet } from '@/ui/fields/FactSheet';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState, SkeletonPage } from '@/ui/states';
import { BudgetNav } from './BudgetNav';
import { DeleteLine } from './DeleteLine';
import { EntryDialog } from './EntryDialog';
import { historyFields, lineFields } from './fields';
import { Ledger } from './Ledger';
import { rate, stateTone, statusTone } from './model';
import { LineRequests } from './Requests';

type Asked = 'enter' | 'appropriate' | 'adjust' | 'delete';

/** One budget line: what was asked, granted and spent, and the ledger that says so. */
export function LinePage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked>();
  const { data: line, error, refetch } = useQuery(lineOptions(id));
  if (error && !line) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!line) return <SkeletonPage />;
  const closed = line.yearStatus === 'settled' || line.yearStatus === 'certified';
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-4">
        <PageHead
          title={line.name}
          code={line.code}
          answer={
            <span className="flex flex-wrap gap-x-4 gap-y-1">
              <span>{f.fiscalYear(line.fiscalYear)}</span>
              <StatusChip tone={statusTone[line.yearStatus]}>{t(`budgets:status.${line.yearStatus}`)}</StatusChip>
              <StatusChip tone={stateTone[line.state]}>{t(`budgets:state.${line.state}`)}</StatusChip>
              <span>
                {t(`budgets:category.${line.category}`)} · {t(`budgets:kind.${line.kind}`)}
              </span>
            </span>
          }
          actions={
            <>
              <Button can={line.can?.delete} variant="quiet" onPress={() => setAsked('delete')}>
                {t('common:delete')}
              </Button>
              <Button
                can={line.can?.update}
                onPress={() => void navigate({ to: '/budgets/lines/$id/edit', params: { id } })}
              >
                {t('common:edit')}
              </Button>
              {closed ? (
                <Button can={line.can?.adjust} variant="main" onPress={() => setAsked('adjust')}>
                  {t('budgets:act.adjust')}
                </Button>
              ) : (
                <>
                  <Button can={line.can?.appropriate} onPress={() => setAsked('appropriate')}>
                    {t('budgets:act.appropriate')}
                  </Button>
                  <Button can={line.can?.enter} variant="main" onPress={() => setAsked('enter')}>
                    {t('budgets:act.enter')}
                  </Button>
                </>
              )}
            </>
          }
        />
        <BudgetNav />
      </div>
      <Columns line={line} />
      <LineRequests line={line} />
      <Section title={t('budgets:page.ledger')}>
        <Ledger line={line} />
      </Section>
      <FactSheet
        noun="budgets"
        fields={lineFields}
        record={line}
        sections={['identity', 'class', 'amount', 'funding']}
        render={{
          systemId: line.systemId && (
            <Link to="/systems/$id" params={{ id: line.systemId }} search={{ tab: 'budget' }}>
              {f.pick(line.systemName, line.systemNameEn)} {line.systemCode}
            </Link>
          ),
          projectId:
            line.projectId && !line.projectCode ? (
              <span className="text-ink-soft">{t('budgets:page.projectWithheld')}</span>
            ) : (
              line.projectId && (
                <Link to="/projects/$id" params={{ id: line.projectId }}>
                  {f.pick(line.projectName, line.projectNameEn)} {line.projectCode}
                </Link>
              )
            ),
        }}
      />
      <Section title={t('budgets:page.history')}>
        <History noun="budgets/lines" id={line.id} fields={historyFields} />
      </Section>
      {asked === 'delete' && <DeleteLine line={line} onClose={() => setAsked(undefined)} />}
      {asked && asked !== 'delete' && <EntryDialog line={line} door={asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

/** The columns of the books, as a sum that one can follow. */
function Columns({ line }: { line: Line }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const parts = ['initial', 'supplementary', 'carriedIn', 'reserve', 'diverted'] as const;
  const running = line.yearStatus === 'ahead' || line.yearStatus === 'running';
  const cell = (key: string, label: string, value: ReactNode, strong = false) => (
    <div key={key} className="border-line border-l pl-3">
      <dt className="text-note text-ink-soft">{label}</dt>
      <dd className={strong ? 'font-bold text-section' : ''}>{value}</dd>
    </div>
  );
  const expected = line.days > 0 ? Math.round((line.revised * line.elapsed) / line.days) : null;
  return (
    <Section title={t('budgets:page.columns')} note={t(`common:yenUnit.${yen}`)}>
      <div className="flex flex-col gap-4 border border-line bg-paper p-4">
        <dl className="flex flex-wrap gap-x-6 gap-y-3">
          {(['requested', 'assessed'] as const).map((k) => cell(k, t(`budgets:field.${k}`), f.yen(line[k])))}
          {parts.map((k) => cell(k, t(`budgets:field.${k}`), f.yen(line[k])))}
          {cell('revised', t('budgets:field.revised'), f.yen(line.revised), true)}
        </dl>
        <dl className="flex flex-wrap gap-x-6 gap-y-3">
          {cell('spent', t('budgets:field.spent'), f.yen(line.spent), true)}
          {cell('carriedOut', t('budgets:field.carriedOut'), f.yen(line.carriedOut))}
          {cell('unused', t(running ? 'budgets:page.remaining' : 'budgets:field.unused'), f.yen(line.unused))}
          {cell(
            'execution',
            t('budgets:page.execution'),
            <Bullet
              value={line.revised > 0 ? line.spent : null}
              of={line.revised > 0 ? line.revised : null}
              expected={running ? expected : null}
              text={rate(line.execution, 2)}
            />,
          )}
          {line.yearStatus === 'running' &&
            cell(
              'elapsed',
              f.fiscalYear(line.fiscalYear),
              t('budgets:page.elapsed', { share: f.percent((line.elapsed / line.days) * 100) }),
            )}
        </dl>
        <p className="text-note text-ink-soft">{t('budgets:rounding')}</p>
      </div>
    </Section>
  );
}
