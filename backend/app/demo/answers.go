package demo

import (
	"fmt"
	"slices"

	"miotsukushi/backend/domain/gates"
	"miotsukushi/backend/platform/fiscal"
)

// proofs are what a good applicant shows for each criterion: kind of document,
// title, and a remark in which %s is what the project is about.
var proofs = map[string][3]string{
	"G0-1": {"survey", "現状業務量調査結果（処理件数・所要時間）", "%sに係る年間処理件数と所要時間を調査した。"},
	"G0-2": {"comparison", "業務見直し（BPR）検討書及び代替案比較表", "システム化しない案、既存改修案、再構築案の3案を比較した。"},
	"G0-3": {"", "", "能力マップで他所属との重複を確認し、%sは共通基盤の機能を利用することとした。"},
	"G0-5": {"cost_estimate", "概算経費及び効果試算書", "構築と5年間の運用に分けて試算した。"},
	"G0-6": {"", "", "取扱情報の機密性区分及び個人情報・特定個人情報の有無を整理した。"},
	"G1-2": {"", "", "企画書及び経費見込額一覧表を添付した。"},
	"G1-3": {"quotation", "見積書（3者）及び精査記録", "3者の見積を比較し、工数単価を他都市事例と突き合わせた。"},
	"G1-4": {"indicator", "効果指標設定シート", "稼働の翌年度に測定する。"},
	"G1-5": {"rationalisation", "整理・機能再編方針適合確認票", "区分は「投資」で整理済み。"},
	"G1-8": {"zone_sheet", "接続系・クラウド利用判定シート", "%sはクラウド利用を前提とする。"},
	"G2-1": {"requirements", "要件定義書", "可用性目標・RTO・RPO・性能を含めて確定した。"},
	"G2-2": {"migration_scope", "現行資産・データ移行範囲及び責任分界一覧", "%sの移行対象と責任分界を整理した。"},
	"G2-3": {"evaluation_criteria", "調達方式検討書及び提案評価基準書", "仕様の中立性は契約担当の確認を受けた。"},
	"G2-4": {"terms", "契約条項確認票（SLA・データ返還・ログ提供）", ""},
	"G2-5": {"ceiling_price", "予定価格積算書", "予算現額の範囲内である。"},
	"G2-6": {"quality_plan", "受入基準・品質指標一覧", "レビュー密度とバグ密度の目標値を定めた。"},
	"G2-7": {"security", "情報セキュリティ要件確認票及び個人情報取扱特記仕様書", ""},
	"G3-1": {"scoring_record", "審査手続及び採点記録", "選定委員5名による採点である。"},
	"G3-2": {"gap_list", "要件適合一覧", "%sの差分について代替運用を合意した。"},
	"G3-3": {"team", "実施体制確認書（PM経歴・再委託先）", "PMは同規模の経験が2件ある。"},
	"G3-4": {"contract_draft", "契約書別紙（WBS・マイルストーン・検収条件）", ""},
	"G3-5": {"budget_check", "契約額・予算対照表", "債務負担行為の設定済み。"},
	"G4-1": {"project_plan", "プロジェクト計画書・管理要領・変更管理手順", "所管所属長の承認済み。"},
	"G4-2": {"requirements", "要件再確認結果報告書", "%sに変更3件、費用影響なし。"},
	"G4-3": {"quality_plan", "品質・テスト・移行計画書（骨子）", ""},
	"G4-4": {"baseline", "EVM基準線登録票", "月次で出来高を測定する。"},
	"G4-6": {"minutes", "利用所属説明会議事録", "利用所属の合意を得た。"},
	"G5-1": {"test_report", "総合・受入テスト結果報告書", "重大障害0件、軽微な未解決2件は運用で回避する。"},
	"G5-2": {"rehearsal", "移行リハーサル結果報告書（第2回）", "切戻しの判断時刻を定めた。"},
	"G5-3": {"diagnosis", "性能試験・脆弱性診断結果及び処置一覧", "指摘は全件処置済み。"},
	"G5-4": {"operations_manual", "運用手順書及びバックアップ復元試験記録", ""},
	"G5-5": {"training", "研修実施記録及び広報計画", "窓口職員の受講率は98%である。"},
	"G5-6": {"", "", "稼働率目標は99.9%とし、サービス時間帯を台帳に登録した。"},
	"G5-7": {"shutdown_plan", "現行システム停止計画書", ""},
	"G5-8": {"audit", "監査指摘対応状況一覧", "期限を超過したものはない。"},
	"G6-1": {"evaluation_report", "運用後評価書（KPI実績）", "%sの処理時間は目標を達成した。"},
	"G6-2": {"availability", "稼働実績報告書", "停止はなく、軽微な障害が年4件である。"},
	"G6-3": {"settlement", "決算額と計画額の対照表", "計画に対し2.1%の減である。"},
	"G6-4": {"satisfaction", "利用者アンケート結果", "満足が8割を超えた。"},
	"G6-5": {"", "", "未完了の条件及び監査指摘はない。"},
	"G6-6": {"rationalisation", "継続・改善・統合・廃止の方針（再評価）", "継続とする。"},
	"G6-7": {"lessons", "教訓登録票", "移行データの事前検証を早める必要があった。"},
	"GX-1": {"disposal_certificate", "データ移管・消去証明書", "保存年限の残るデータは移管した。"},
	"GX-3": {"contract_end", "契約・リース終了確認書", ""},
}

// notNeeded are the criteria that do not apply to a system that is new, with the
// reason.
var notNeeded = map[string]string{"G5-7": "新規構築のため、停止する現行システムがない。"}

// fill writes the application: an answer to each criterion that asks for one, and
// the documents of the gate.
func (r *round) fill(day fiscal.Date) gates.Draft {
	set, gate := r.city.app.GateSet, gates.GateID(r.gate)
	d := gates.Draft{Answers: []gates.Answer{}, Documents: []gates.Document{}}
	for i, line := range set.Criteria(gate, gates.Tier(r.tier)) {
		if line.Live != "" && !line.Answer || slices.Contains(r.lacks, line.ID) {
			continue
		}
		d.Answers = append(d.Answers, r.answer(line, day, i))
	}
	def, _ := set.Gate(gate)
	for i, kind := range def.Documents {
		for _, k := range set.Documents {
			if k.Kind != kind || k.Issued {
				continue
			}
			d.Documents = append(d.Documents, gates.Document{
				Kind: kind, Title: r.name + " " + k.Name, Version: fmt.Sprintf("第%d.%d版", 1+r.rng.IntN(2), r.rng.IntN(4)),
				Reference: r.reference(day, 40+i), Date: workday(day.AddDays(-1-r.rng.IntN(12)), -1),
			})
		}
	}
	return d
}

func (r *round) answer(line gates.Criterion, day fiscal.Date, i int) gates.Answer {
	a := gates.Answer{CriterionID: line.ID, Answer: gates.Conform, Evidence: []gates.Evidence{}}
	if why := notNeeded[line.ID]; why != "" && r.builds {
		a.Answer, a.Reason = gates.NotApplicable, why
		return a
	}
	p := proofs[line.ID]
	if p[1] != "" {
		on := workday(day.AddDays(-2-r.rng.IntN(18)), -1)
		if line.StaleAfterDays < 60 {
			on = day // what ages quickly is looked up last
		}
		if old := r.old[line.ID]; old != "" {
			on = r.city.day(old)
		}
		a.Evidence = append(a.Evidence, gates.Evidence{Kind: p[0], Title: p[1], Reference: r.reference(on, i), Date: on})
	}
	if p[2] != "" {
		a.Comment = about(p[2], r.topic(i))
	}
	if why := r.own[line.ID]; why != "" {
		a.Answer, a.Comment = gates.Nonconform, why
	}
	return a
}

// about puts what a text is about into it, where it asks for that.
func about(text, topic string) string {
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '%' && text[i+1] == 's' {
			return text[:i] + topic + text[i+2:]
		}
	}
	return text
}

// topic is one of the things that the project is about.
func (p *project) topic(i int) string {
	if len(p.topics) == 0 {
		return p.name
	}
	return p.topics[i%len(p.topics)]
}

// reference is the number under which the section files a document.
func (p *project) reference(on fiscal.Date, i int) string {
	place, _ := placeOf(p.org)
	return fmt.Sprintf("%s-%d-%04d", place.name, fiscal.FY(on), 100+(p.n*37+i*11+on.Sub(fiscal.FYStart(fiscal.FY(on)))*7)%900)
}
