import { useTranslation } from 'react-i18next';
import { errorsPath, type Import, type ImportField } from '@/api/imports';
import { useFormat } from '@/i18n/format';
import { buttonClass } from '@/ui/Button';
import { ButtonLink, MainLink } from '@/ui/Link';
import { Card } from '@/ui/Page';
import { FailedState } from '@/ui/states';
import { importable } from './model';
import { Rows } from './Rows';
import { asProblem, troubleText } from './words';

/** The last step: what was written, or why nothing was. */
export function Ended({ imported: i, fields }: { imported: Import; fields: ImportField[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const trouble = i.problem && troubleText(t, i.problem);
  const refused = i.counts.error + i.counts.conflict;
  return (
    <div className="flex flex-col gap-6">
      <Card className="flex max-w-3xl flex-col items-start gap-3">
        {i.state === 'committed' && (
          <>
            <p className="font-bold text-section" role="status">
              {t('imports:done', { create: f.number(i.counts.create), update: f.number(i.counts.update) })}
            </p>
            <p className="text-ink-soft">
              {t('imports:doneAt', { at: f.instant(i.endedAt ?? i.updatedAt) })}
              {i.onlyValid && refused > 0 && ` ${t('imports:leftOut', { count: f.number(refused) })}`}
            </p>
          </>
        )}
        {i.state === 'cancelled' && (
          <>
            <p className="font-bold text-section">{t('imports:cancelledTitle')}</p>
            <p>{t('imports:nothingWritten')}</p>
          </>
        )}
        {i.state === 'failed' && (
          <>
            <p className="font-bold text-section">{t('imports:failedTitle')}</p>
            <p>{t('imports:nothingWritten')}</p>
            {trouble ? (
              <p className="text-bad">{trouble}</p>
            ) : (
              i.problem && <FailedState error={asProblem(i.problem)} compact />
            )}
          </>
        )}
        <p className="flex flex-wrap gap-2">
          {i.state === 'committed' && (
            <MainLink to={importable.find((n) => n.noun === i.noun)?.to ?? '/systems'} search={{ sort: '-updatedAt' }}>
              {t(`imports:see.${i.noun}`)}
            </MainLink>
          )}
          {i.state === 'failed' && (
            <MainLink to="/imports/$id" params={{ id: i.id }} search={{ step: 'mapping' }}>
              {t('imports:again')}
            </MainLink>
          )}
          {refused > 0 && (
            <a href={errorsPath(i.id, f.lang)} download className={buttonClass('plain')}>
              {t('imports:errorFile')}
            </a>
          )}
          <ButtonLink to="/imports/new">{t('imports:next')}</ButtonLink>
        </p>
      </Card>
      {i.total > 0 && <Rows imported={i} fields={fields} />}
    </div>
  );
}
