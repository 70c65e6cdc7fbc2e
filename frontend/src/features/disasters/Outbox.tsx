import { useTranslation } from 'react-i18next';
import { remove, type Unsent } from '@/api/outbox';
import { i18n } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { wordOf } from './model';

/** What has been made here and has not arrived, in its order; and what the server would not take, with the reason. */
export function Outbox({ unsent }: { unsent: Unsent[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (unsent.length === 0) return null;
  const why = ({ refused }: Unsent) => {
    if (!refused) return '';
    const key = `disasters:refused.${refused.reason ?? refused.code}`;
    return t(i18n.exists(key) ? key : 'disasters:refused.other');
  };
  return (
    <Section title={t('disasters:unsent', { n: unsent.length })} note={t('disasters:unsentNote')}>
      <ul className="flex flex-col border-line border-t">
        {unsent.map((u) => (
          <li key={u.clientId} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2">
            <StatusChip tone={u.refused ? 'bad' : 'warn'}>
              {t(u.refused ? 'disasters:refusedOne' : 'disasters:unsentOne')}
            </StatusChip>
            <span className="font-bold">{f.pick(u.targetName, u.targetNameEn)}</span>
            <span>{t(wordOf(u))}</span>
            <span className="text-ink-soft">{f.instant(u.madeAt)}</span>
            {u.note && <span>{u.note}</span>}
            {u.refused && (
              <>
                <span className="text-bad">{why(u)}</span>
                <Button variant="quiet" onPress={() => remove(u)}>
                  {t('disasters:understood')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
