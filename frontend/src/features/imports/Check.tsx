import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { commitImport, errorsPath, type Import, type ImportField } from '@/api/imports';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { problemMessage } from '@/i18n/problem';
import { Refusal } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Button, buttonClass } from '@/ui/Button';
import { RadioGroup } from '@/ui/Choice';
import { Card } from '@/ui/Page';
import { writes } from './model';
import { Rows } from './Rows';

/** The third step: what would happen, row by row, and the decision to let it. */
export function Check({ imported: i, fields }: { imported: Import; fields: ImportField[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const errors = i.counts.error;
  const [choice, setChoice] = useState<'' | 'all' | 'valid'>(errors > 0 ? '' : 'all');
  const act = useAct({
    send: (intent) => commitImport(i.id, i.version, choice === 'valid', intent),
    onDone: (next) => {
      cache.setQueryData(keyOf.one('imports', i.id), next);
      void navigate({ to: '/imports/$id', params: { id: i.id }, replace: true });
    },
  });
  const count = f.number(writes(i));
  return (
    <div className="flex flex-col gap-6">
      <Card className="flex max-w-3xl flex-col items-start gap-3">
        <p className="font-bold text-section">
          {t(
            errors > 0 ? 'imports:verdict.errors' : writes(i) > 0 ? 'imports:verdict.ready' : 'imports:verdict.nothing',
            {
              errors: f.number(errors),
              create: f.number(i.counts.create),
              update: f.number(i.counts.update),
              unchanged: f.number(i.counts.unchanged),
            },
          )}
        </p>
        {errors > 0 && (
          <>
            <p className="measure">{t('imports:errorsHint')}</p>
            <a href={errorsPath(i.id, f.lang)} download className={buttonClass('plain')}>
              {t('imports:errorFile')}
            </a>
            {writes(i) > 0 && (
              <RadioGroup
                label={t('imports:choice.title')}
                value={choice}
                onChange={(v) => setChoice(v === 'valid' ? 'valid' : '')}
                options={[
                  { value: '', label: t('imports:choice.mend'), help: t('imports:choice.mendHelp') },
                  {
                    value: 'valid',
                    label: t('imports:choice.valid', { count }),
                    help: t('imports:choice.validHelp', { errors: f.number(errors) }),
                  },
                ]}
              />
            )}
          </>
        )}
        <Refusal act={act} explain={(p) => (p.code === 'conflict' ? <p>{problemMessage(t, p).title}</p> : null)} />
        {writes(i) > 0 && choice !== '' && (
          <Button variant="main" can={i.can?.commit} beside busy={act.busy} onPress={() => void act.run()}>
            {t('imports:commit', { noun: t(`imports:noun.${i.noun}`), count })}
          </Button>
        )}
        <p className="text-ink-soft text-note">{t('imports:allOrNothing')}</p>
      </Card>
      <Rows imported={i} fields={fields} />
    </div>
  );
}
