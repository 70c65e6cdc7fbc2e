import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { templatePath, uploadImport } from '@/api/imports';
import { keyOf } from '@/api/queries';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { Refusal } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Button, buttonClass } from '@/ui/Button';
import { RadioGroup } from '@/ui/Choice';
import { PageHead, Section } from '@/ui/Page';
import { FileDrop } from './FileDrop';
import { fileFault, importable, limits } from './model';
import { Steps } from './Steps';
import { troubleText } from './words';

/** The first step: what, from which file. The limits stand before the choice. */
export function ImportStart() {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: me } = useQuery(meOptions());
  const nouns = importable.filter((n) => holds(me, n.makes));
  const [chosen, setNoun] = useState<string>();
  const noun = chosen ?? nouns[0]?.noun ?? 'systems';
  const [file, setFile] = useState<File | null>(null);
  const fault = file && fileFault(file);
  const act = useAct({
    send: () => uploadImport(noun, file as File),
    onDone: (made) => {
      cache.setQueryData(keyOf.one('imports', made.id), made);
      void navigate({ to: '/imports/$id', params: { id: made.id }, search: { step: 'mapping' } });
    },
  });
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <PageHead title={t('imports:new')} answer={t('imports:newAnswer')} />
      <Steps at="file" />
      <RadioGroup
        label={t('imports:what')}
        value={noun}
        onChange={setNoun}
        options={nouns.map((n) => ({
          value: n.noun,
          label: t(`imports:noun.${n.noun}`),
          help: t(`imports:nounHelp.${n.noun}`),
        }))}
      />
      <Section title={t('imports:template.title')}>
        <p className="measure text-ink-soft">{t('imports:template.text')}</p>
        <p className="flex flex-wrap gap-2">
          {(['xlsx', 'csv'] as const).map((format) => (
            <a key={format} href={templatePath(noun, format, f.lang)} download className={buttonClass('plain')}>
              {t(`imports:template.${format}`)}
            </a>
          ))}
        </p>
      </Section>
      <Section title={t('imports:file')}>
        <ul className="measure list-disc pl-5 text-ink-soft">
          <li>{t('imports:limit.kinds')}</li>
          <li>
            {t('imports:limit.size', {
              megabytes: limits.bytes / 1024 / 1024,
              rows: f.number(limits.rows),
              columns: f.number(limits.columns),
            })}
          </li>
          <li>{t('imports:limit.update')}</li>
          <li>{t('imports:limit.nothing')}</li>
        </ul>
        <FileDrop
          file={file}
          onFile={(next) => {
            act.reset();
            setFile(next);
          }}
          error={fault ? t(`imports:fileFault.${fault}`) : undefined}
        />
      </Section>
      <Refusal act={act} explain={(p) => troubleText(t, p) && <p>{troubleText(t, p)}</p>} />
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="main" busy={act.busy} isDisabled={!file || Boolean(fault)} onPress={() => void act.run()}>
          {t(act.busy ? 'imports:sending' : 'imports:send')}
        </Button>
        {!file && <span className="text-ink-soft text-note">{t('imports:needsFile')}</span>}
      </div>
    </div>
  );
}
