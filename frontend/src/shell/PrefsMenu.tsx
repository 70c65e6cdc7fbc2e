import { useTranslation } from 'react-i18next';
import { setLanguage } from '@/i18n';
import { type Prefs, setPrefs, usePrefs } from '@/lib/prefs';
import { Button } from '@/ui/Button';
import { RadioGroup } from '@/ui/Choice';
import { Popover } from '@/ui/Overlay';

const choices = {
  theme: ['auto', 'light', 'dark'],
  density: ['compact', 'comfortable'],
  era: ['both', 'wareki', 'seireki'],
} as const satisfies { [K in keyof Prefs]?: readonly Prefs[K][] };

/** Language, colours, density and era: how things are shown, kept in this browser. */
export function PrefsMenu() {
  const { t } = useTranslation();
  const prefs = usePrefs();
  return (
    <>
      <Button
        variant="quiet"
        label={t(prefs.lang === 'ja' ? 'shell:prefs.en' : 'shell:prefs.ja')}
        onPress={() => void setLanguage(prefs.lang === 'ja' ? 'en' : 'ja')}
      >
        <span lang={prefs.lang === 'ja' ? 'en' : 'ja'}>{prefs.lang === 'ja' ? 'EN' : '日本語'}</span>
      </Button>
      <Popover
        trigger={<Button variant="quiet">{t('shell:prefs.title')}</Button>}
        label={t('shell:prefs.title')}
        className="w-64"
      >
        <div className="flex flex-col gap-4">
          {(Object.keys(choices) as (keyof typeof choices)[]).map((key) => (
            <RadioGroup
              key={key}
              label={t(`shell:prefs.${key}`)}
              name={`prefs-${key}`}
              value={prefs[key]}
              options={choices[key].map((value) => ({ value, label: t(`shell:prefs.${value}`) }))}
              onChange={(value) => setPrefs({ [key]: value })}
            />
          ))}
        </div>
      </Popover>
    </>
  );
}
