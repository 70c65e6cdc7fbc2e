import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addTheme, deleteTheme, type Plan, type Theme, updateTheme } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { Reason } from '@/ui/act/Reason';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Select } from '@/ui/Choice';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { TextArea, TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { themeFields } from './fields';

/** Adds a theme to a plan, or mends one; once the plan is approved both want the reason. */
export function ThemeDialog({ plan, theme, onClose }: { plan: Plan; theme?: Theme; onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState({
    code: theme?.code ?? `${plan.code}-`,
    name: theme?.name ?? '',
    nameEn: theme?.nameEn ?? '',
    field: theme?.field ?? 'other',
    position: theme?.position ?? plan.themes.length + 1,
    summary: theme?.summary ?? '',
  });
  const set = (part: Partial<typeof draft>) => setDraft((d) => ({ ...d, ...part }));
  const [reason, setReason] = useState('');
  const name = draft.name.trim();
  const body = { ...draft, name, reason: reason.trim() };
  const act = useAct({
    send: (intent) => (theme ? updateTheme(theme, body) : addTheme(plan.id, body, intent)),
    onDone: () => toast(theme ? t('plans:themeSaved') : t('plans:themeAdded', { name })),
  });
  const title = t(theme ? 'plans:themeEdit' : 'plans:addTheme');
  return (
    <ActDialog
      title={title}
      verb={theme ? t('common:save') : title}
      act={act}
      isOpen
      onClose={onClose}
      waits={name ? undefined : t('plans:nameFirst')}
    >
      <TextField
        label={t('plans:theme')}
        required
        value={draft.name}
        onChange={(v) => set({ name: v })}
        maxLength={200}
        error={faultAt(t, act.problem, 'name')}
      />
      <TextField
        label={t('plans:field.nameEn')}
        value={draft.nameEn}
        onChange={(v) => set({ nameEn: v })}
        maxLength={200}
        error={faultAt(t, act.problem, 'nameEn')}
      />
      <TextField
        label={t('plans:field.code')}
        required
        value={draft.code}
        onChange={(v) => set({ code: v })}
        maxLength={40}
        error={faultAt(t, act.problem, 'code')}
      />
      <Select
        label={t('plans:themeFieldLabel')}
        value={draft.field}
        onChange={(v) => set({ field: v as typeof draft.field })}
        options={themeFields.map((v) => ({ value: v, label: t(`plans:themeField.${v}`) }))}
      />
      <TextArea
        label={t('plans:field.summary')}
        value={draft.summary}
        onChange={(v) => set({ summary: v })}
        maxLength={2000}
        rows={2}
      />
      {plan.state === 'approved' && <Reason act={act} required value={reason} onChange={setReason} />}
    </ActDialog>
  );
}

/** What may be done with a theme of the plan. */
export function ThemeMenu({ plan, id }: { plan: Plan; id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [asks, setAsks] = useState<'edit' | 'delete'>();
  const theme = plan.themes.find((x) => x.id === id);
  const entries = (['edit', 'delete'] as const)
    .filter((key) => theme?.can[key === 'edit' ? 'update' : 'delete']?.allowed)
    .map((key) => ({ key, label: t(`common:${key}`), danger: key === 'delete', onAction: () => setAsks(key) }));
  if (!theme || entries.length === 0) return null;
  const name = f.name(theme);
  const done = () => setAsks(undefined);
  return (
    <span className="no-print">
      <Menu
        trigger={<IconButton icon="more" label={t('plans:themeMenu', { name })} />}
        label={t('plans:themeMenu', { name })}
        groups={[{ entries }]}
      />
      {asks === 'edit' && <ThemeDialog plan={plan} theme={theme} onClose={done} />}
      {asks === 'delete' && (
        <ReasonDialog
          title={t('plans:themeDeleteTitle', { name })}
          effect={t('plans:themeDeleteText')}
          verb={t('common:delete')}
          danger
          send={(reason) => deleteTheme(theme, reason)}
          onDone={() => toast(t('plans:themeDeleted', { name }))}
          onClose={done}
        />
      )}
    </span>
  );
}
