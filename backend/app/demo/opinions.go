package demo

import (
	"strings"

	"miotsukushi/backend/domain/gates"
)

// views are what each member of the review board looks at, gate by gate; %s is
// what the project is about.
var views = map[string]map[string]string{
	"reviewer": {
		"G0": "課題の現状値は示されているが、%sの効果は件数だけでなく職員の作業時間でも測られたい。",
		"G1": "体制は主担当1名に偏っている。%sに詳しい職員を兼務で加えることを確認した。",
		"G2": "非機能要件は整っている。%sの受入基準にはレビュー密度の下限も置くとよい。",
		"G3": "要件とのギャップは一覧で合意されている。%sの変更管理の窓口を一本化されたい。",
		"G4": "計画書と管理要領は実態に合っている。課題台帳は週次で更新されている。",
		"G5": "テストの消化は計画どおりである。%sの残課題には運用回避の手順が付いている。",
		"G6": "目標値と実績の差の理由が具体的に書かれており、次の更改に生かせる。",
		"GX": "依存するシステムがないことを台帳で確認した。",
	},
	"reviewer2": {
		"G0": "概算の根拠は1者の聞取りに基づく。予算要求までに3者以上の見積を得られたい。",
		"G1": "見積の精査は工数単価まで行われている。%sの経費は経常分に計上すべきである。",
		"G2": "仕様は特定の製品に依らない。評価基準の配点は価格3対技術7で妥当である。",
		"G3": "選定手続に瑕疵はない。%sの再委託の範囲を契約書別紙に明記されたい。",
		"G4": "契約変更を要する差分はない。検収の単位が工程ごとに定められている。",
		"G5": "検収条件は満たされる見込みである。保守契約の開始日と稼働日の間に空白がない。",
		"G6": "決算額は計画の範囲内である。保守費の単価は次回の契約で見直す余地がある。",
		"GX": "契約とリースの終了を書面で確認した。",
	},
	"reviewer3": {
		"G0": "取り扱う情報の区分は妥当である。%sで外部と接続する箇所を早めに洗い出されたい。",
		"G1": "接続系の判定に誤りはない。クラウドの利用はデータの所在と返還の条件を確かめたうえで可とする。",
		"G2": "ログの保存期間と提供方法が条項に入っている。%sの権限設計は最小権限を原則とされたい。",
		"G3": "再委託先を含めて情報セキュリティの体制を確認した。",
		"G4": "脅威の洗い出しは行われている。%sの試験データに実データを使わないことを確認した。",
		"G5": "脆弱性診断の指摘は処置済みである。復元試験の所要時間は目標の範囲に収まった。",
		"G6": "事故の報告はない。権限の棚卸は年2回に増やすことを勧める。",
		"GX": "記録媒体の消去証明を確認した。",
	},
	"reviewer4": {
		"G0": "個人情報の利用目的は条例の範囲内である。%sの対象者への説明を計画に入れられたい。",
		"G1": "特定個人情報保護評価の再実施の要否を整理している。",
		"G2": "個人情報取扱特記仕様書が付されている。%sの第三者提供はない。",
		"G3": "契約不適合の責任期間は1年で妥当である。",
		"G4": "利用所属との合意は文書で残されている。",
		"G5": "市民への周知は2回行われる。%sの問合せ窓口が定まっている。",
		"G6": "苦情の申出は2件で、いずれも対応済みである。",
		"GX": "保存年限の残る文書は移管されている。",
	},
}

// confidence says in words what a letter of a script rates.
var confidence = map[byte]struct {
	dca  gates.DCA
	text string
}{
	'g': {gates.DCAGreen, "計画どおりに達成される見込みである。"},
	'G': {gates.DCAAmberGreen, "達成の見込みは高いが、継続して注意を要する。"},
	'a': {gates.DCAAmber, "達成は可能であるが、解決すべき課題がある。"},
	'R': {gates.DCAAmberRed, "複数の重要な領域に大きなリスクがあり、早急な対応を要する。"},
	'r': {gates.DCARed, "現状の計画では達成できないと考える。範囲の見直しを求める。"},
}

// moods are the ratings that usually come with an outcome.
var moods = map[kind]string{
	approved: "gGgG", conditional: "aGaG", returned: "RaaR", deferred: "aRaa", rejected: "rRrR", reviewing: "GaGg",
}

// opinion is what the i-th reviewer says.
func (r *round) opinion(i int) gates.OpinionDraft {
	letters := r.dca
	if letters == "" {
		letters = moods[r.kind]
		letters = letters[r.n%2:] + letters
	}
	c := confidence[letters[i%len(letters)]]
	text := about(views[r.reviewers[i]][r.gate], r.topic(i+r.n))
	d := gates.OpinionDraft{Comment: text + c.text, DCA: c.dca, Recommendation: string(r.kind)}
	switch {
	case r.kind == reviewing && strings.ContainsAny(letters[i%len(letters):i%len(letters)+1], "gG"):
		d.Recommendation = string(approved)
	case r.kind == reviewing:
		d.Recommendation = string(conditional)
	}
	if r.tier == "C" {
		d.DCA, d.Comment = "", text
	}
	return d
}

// ground is the reason of a decision that the script leaves open.
func (r *round) ground() string {
	switch r.kind {
	case approved:
		return map[string]string{
			"G0": "課題と効果の見込みが示されており、企画に着手することを承認する。",
			"G1": "経費の精査と効果指標の設定が行われており、予算要求を承認する。",
			"G2": "仕様の中立性と予定価格の根拠を確認した。調達手続に進むことを承認する。",
			"G3": "選定手続と契約条件に問題はなく、契約の締結を承認する。",
			"G4": "計画・品質・体制の準備が整っており、設計・開発への着手を承認する。",
			"G5": "試験と移行準備の結果から、サービスインを承認する。",
			"G6": "所期の効果が認められる。継続して利用し、教訓を他の案件に共有すること。",
			"GX": "データの保存と消去、契約の終了を確認した。廃止を承認する。",
		}[r.gate]
	case conditional:
		return "審査会の意見を踏まえ、次の条件の履行を前提に承認する。履行状況は期限までに報告すること。"
	}
	return "審査会の意見のとおりとする。"
}
