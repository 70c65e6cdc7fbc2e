import type { ReactNode } from 'react';
import { Menu as Aria, Header, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Icon, type IconName } from './Icon';

export interface MenuEntry {
  key: string;
  label: string;
  onAction: () => void;
  /** For a choice among the entries of a section. */
  chosen?: boolean;
  icon?: IconName;
  danger?: boolean;
}

export interface MenuGroup {
  title?: string;
  entries: MenuEntry[];
}

/** A menu on a button. The trigger is a Button or IconButton. */
export function Menu({
  trigger,
  label,
  groups,
  head,
}: {
  trigger: ReactNode;
  label: string;
  groups: MenuGroup[];
  head?: ReactNode;
}) {
  const entries = groups.flatMap((g) => g.entries);
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement="bottom end" className="min-w-56 rounded-part border border-line-strong bg-paper text-ink">
        {head}
        <Aria
          aria-label={label}
          className="max-h-[70vh] overflow-auto py-1 outline-none"
          onAction={(key) => entries.find((e) => e.key === key)?.onAction()}
        >
          {groups.map((group, i) => (
            <MenuSection key={group.title ?? i} aria-label={group.title ?? label}>
              {i > 0 && <Separator className="my-1 border-t border-line" />}
              {group.title && <Header className="px-3 pt-1 text-note text-ink-faint">{group.title}</Header>}
              {group.entries.map((e) => (
                <MenuItem
                  key={e.key}
                  id={e.key}
                  textValue={e.label}
                  aria-label={e.chosen ? `✓ ${e.label}` : undefined}
                  className={`flex min-h-control pointer-coarse:min-h-11 cursor-pointer items-center gap-2 px-3 outline-none data-[focused]:bg-hover ${e.danger ? 'text-bad' : ''}`}
                >
                  {e.icon ? (
                    <Icon name={e.icon} />
                  ) : (
                    <span className="w-4">{e.chosen && <Icon name="check" size={16} />}</span>
                  )}
                  {e.label}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Aria>
      </Popover>
    </MenuTrigger>
  );
}
