import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Directive, directiveOptions, returnDirective, withdrawDirective } from '@/api/directives';
import { useFormat } from '@/i18n/format';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { Button } from '@/ui/Button';
import { FactSheet } from '@/ui/fields/FactSheet';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { toast } from '@/ui/toast';
import { DirectiveChip } from './Chips';
import { ConfirmDialog, ReportDialog } from './DirectiveDialogs';
import { directiveFields } from './fields';
import { directiveTabs } from './search';

export type DirectiveTab = (typeof directiveTabs)[number];

const sheet = directiveFields.filter((x) =>
  ['text', 'priority', 'ownerId', 'postId', 'dueOn', 'givenOn'].includes(x.key),
);

/** One directive: what is to be done, by whom and until when, what was done, and who says that it is done. */
export function DirectivePage({ id, tab }: { id: string; tab: DirectiveTab }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data: d, error, refetch } = useQuery(directiveOptions(id));
  if (error && !d) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!d) return <SkeletonPage />;
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={d.title}
        code={d.code}
        answer={
          <span className="flex flex-wrap items-baseline gap-x-4">
            <DirectiveChip {...d} />
            <span>{f.pick(d.ownerName, d.ownerNameEn)}</span>
            <span>{t('directives:until', { on: f.day(d.dueOn) })}</span>
            {d.meetingReadable ? (
              <Link to="/meetings/$id" params={{ id: d.meetingId }}>
                {t('directives:meetingNo', { n: d.meetingNumber })}
              </Link>
            ) : (
              <span>{t('directives:meetingNo', { n: d.meetingNumber })}</span>
            )}
          </span>
        }
        actions={<Actions directive={d} />}
      />
      <Tabs
        label={t('directives:tabs.label')}
        chosen={tab}
        onChange={(key) =>
          void navigate({ to: '/directives/$id', params: { id }, search: { tab: key as DirectiveTab }, replace: true })
        }
        tabs={directiveTabs.map((key) => ({
          key,
          label: t(`directives:tabs.${key}`),
          content:
            key === 'history' ? (
              <History noun="directives" id={id} fields={directiveFields} />
            ) : (
              <div className="flex flex-col gap-8">
                <Source directive={d} />
                <Reports directive={d} />
                <FactSheet noun="directives" fields={sheet} record={d} sections={['what', 'course']} />
              </div>
            ),
        }))}
      />
    </div>
  );
}

/** Where it comes from: the item and the opinion. */
function Source({ directive: d }: { directive: Directive }) {
  const { t } = useTranslation();
  if (!d.opinion && !d.itemTitle) return null;
  return (
    <Section title={t('directives:source')}>
      {d.itemTitle && <p className="max-w-prose">{t('directives:ofItem', { title: d.itemTitle })}</p>}
      {d.opinion && (
        <blockquote className="max-w-prose border-line-strong border-l-4 pl-4">
          {d.opinion}
          <span className="block text-note text-ink-soft">{d.opinionBy}</span>
        </blockquote>
      )}
    </Section>
  );
}

function Reports({ directive: d }: { directive: Directive }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <Section title={t('directives:reports')}>
      {d.settledOn && (
        <p className="max-w-prose">
          {t(`directives:settled.${d.state}`, { on: f.day(d.settledOn), by: d.settledByName })} {d.settledNote}
        </p>
      )}
      {d.reports.length === 0 && <p className="text-ink-soft">{t('directives:noReports')}</p>}
      <ol className="flex flex-col">
        {d.reports.map((r) => (
          <li key={r.id} className="border-line border-t py-3">
            <p className="flex flex-wrap gap-x-4 text-ink-soft text-note">
              <span>{f.day(r.asOf)}</span>
              <span className="font-bold text-ink">{t(`directives:progress.${r.progress}`)}</span>
              <span>{f.pick(r.title || r.reporterName, r.titleEn || r.reporterNameEn)}</span>
            </p>
            <p className="max-w-prose whitespace-pre-line">{r.text}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Actions({ directive: d }: { directive: Directive }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'report' | 'confirm' | 'return' | 'withdraw'>();
  const close = () => setOpen(undefined);
  return (
    <>
      <Button can={d.can.withdraw} variant="quiet" onPress={() => setOpen('withdraw')}>
        {t('directives:withdraw.verb')}
      </Button>
      <Button can={d.can.update} onPress={() => void navigate({ to: '/directives/$id/edit', params: { id: d.id } })}>
        {t('common:edit')}
      </Button>
      {d.state === 'reported' && (
        <Button can={d.can.confirm} onPress={() => setOpen('return')}>
          {t('directives:return.verb')}
        </Button>
      )}
      {d.state === 'reported' ? (
        <Button can={d.can.confirm} variant="main" onPress={() => setOpen('confirm')}>
          {t('directives:confirm.verb')}
        </Button>
      ) : (
        <Button can={d.can.report} variant="main" onPress={() => setOpen('report')}>
          {t('directives:report.verb')}
        </Button>
      )}
      {open === 'report' && <ReportDialog directive={d} onClose={close} />}
      {open === 'confirm' && <ConfirmDialog directive={d} onClose={close} />}
      {(open === 'return' || open === 'withdraw') && (
        <ReasonDialog
          title={t(`directives:${open}.title`, { name: d.title })}
          effect={t(`directives:${open}.effect`)}
          verb={t(`directives:${open}.verb`)}
          danger={open === 'withdraw'}
          send={(reason, intent) =>
            open === 'return'
              ? returnDirective(d.id, reason, d.version, intent)
              : withdrawDirective(d.id, reason, d.version, intent)
          }
          onDone={() => toast(t(`directives:${open}.saved`))}
          onClose={close}
        />
      )}
    </>
  );
}
