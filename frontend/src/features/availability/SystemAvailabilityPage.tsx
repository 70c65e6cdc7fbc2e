import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { systemAvailabilityOptions } from '@/api/availability';
import { useFormat } from '@/i18n/format';
import { Link } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { SystemAvailabilityView } from './SystemAvailabilityView';

/** The availability of one system, on a page of its own. */
export function SystemAvailabilityPage({ id, search }: { id: string; search: { ending?: string; month?: string } }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data } = useQuery(systemAvailabilityOptions(id, search.ending));
  const s = data?.system;
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={s ? t('availability:of', { name: f.name(s) }) : t('availability:title')}
        code={s?.code}
        answer={
          s && (
            <span className="flex flex-wrap gap-x-3">
              <Link to="/systems/$id" params={{ id }}>
                {t('availability:register')}
              </Link>
              <span>{t(`systems:criticality.${s.criticality}`)}</span>
              {s.citizenFacing && <span>{t('availability:citizens')}</span>}
              <span>{f.pick(s.ownerName, s.ownerNameEn)}</span>
            </span>
          )
        }
      />
      <SystemAvailabilityView
        id={id}
        ending={search.ending}
        month={search.month}
        onSearch={(patch) =>
          void navigate({
            to: '/availability/systems/$id',
            params: { id },
            search: { ...search, ...patch },
            replace: true,
            resetScroll: false,
          })
        }
      />
    </div>
  );
}
