package demo

import (
	"fmt"

	"miotsukushi/backend/domain/rationalisation"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// finished is the one consolidation that the city has carried through: three bureaus use the search of a fourth. What it cost
// has come back.
var finished = struct {
	name, nameEn, into string
	from               []string
	before, after, one int64
}{
	"議会答弁検索の集約", "One search of answers to the assembly", "総務局 議会答弁検索システム",
	[]string{"福祉局 議会答弁検索システム", "こども青少年局 議会答弁検索システム", "港湾局 議会答弁検索システム"}, 21, 12, 4,
}

// scheduleFinishedCase lets it be proposed, approved, carried out and finished within three months.
func (c *city) scheduleFinishedCase(began fiscal.Date) {
	var id string
	retire := workday(began.AddDays(75), 1)
	c.on(workday(began.AddDays(10), 1), 13*60+10, "consolidation: "+finished.name, func() (err error) {
		id, err = c.proposeFinished(retire)
		return err
	})
	c.on(workday(began.AddDays(20), 1), 15*60+10, "consolidation approved: "+finished.name, func() error {
		_, err := c.app.Rationalisation.Approve(c.as(c.people["executive"]), id, store.Latest, "3局とも利用課の合意を得ている。")
		return err
	})
	c.on(retire, 9*60+10, "consolidation carried out: "+finished.name, func() error {
		for _, name := range finished.from {
			m := c.systems[name]
			err := c.amend(m, finished.name+"による廃止", func(d *systems.Draft) {
				enter(d, systems.Retired, retire)
				d.ContractEndsOn, d.Interfaces = retire, nil
			})
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if err := c.unpromise(m, retire); err != nil {
				return err
			}
		}
		return nil
	})
	c.on(workday(retire.AddDays(7), 1), 11*60+10, "consolidation finished: "+finished.name, func() error {
		_, err := c.app.Rationalisation.Complete(c.as(c.people["ict_plan"]), id, store.Latest, "3システムの停止とデータの引継ぎを確認した。")
		return err
	})
}

func (c *city) proposeFinished(retire fiscal.Date) (string, error) {
	before, after, one := million(finished.before), million(finished.after), million(finished.one)
	d := rationalisation.CaseDraft{
		Name: finished.name, NameEn: finished.nameEn, SectionID: c.orgs["ict_sysmgmt"], RunBefore: &before, RunAfter: &after, OneOff: &one,
		Basis: "現行契約額の実績とデータ移行の見積", Summary: "局ごとに持つ答弁の検索を総務局の1つにまとめ、過去の答弁を移す。",
	}
	for _, name := range finished.from {
		d.Members = append(d.Members, rationalisation.Member{SystemID: c.systems[name].id, AbsorbedBy: c.systems[finished.into].id, RetireOn: retire})
	}
	if err := valid(&d); err != nil {
		return "", err
	}
	row, err := c.app.Rationalisation.Propose(c.as(c.people["ict_plan"]), d)
	if err != nil {
		return "", err
	}
	return row.ID, nil
}
