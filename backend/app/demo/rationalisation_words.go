package demo

// functions are the business functions of the demo city: code, name, English name, and the words of the register that mean
// them. Codes of two digits are fields of work, of four functions, of six functions within one.
var functions = [][4]string{
	{"01", "税務", "Taxation", ""},
	{"0101", "賦課・評価", "Assessment of taxes", "税額計算,家屋評価,土地評価,電子申告受付"},
	{"0102", "収納・滞納整理", "Collection and arrears", "滞納整理"},
	{"010201", "収納管理", "Receipts", "収納管理"},
	{"010202", "消込", "Reconciliation", "消込"},
	{"0103", "税証明", "Tax certificates", ""},
	{"02", "住民・戸籍", "Residents and family register", ""},
	{"0201", "住民記録", "Resident records", "住民異動,本人確認情報"},
	{"0202", "戸籍", "Family register", "戸籍届出,知識検索"},
	{"0203", "印鑑登録", "Seal registration", "印鑑登録"},
	{"0204", "証明書発行", "Certificates", "証明書発行"},
	{"0205", "個人番号カード", "Individual Number Card", "交付予約"},
	{"03", "福祉", "Welfare", ""},
	{"0301", "介護・高齢者", "Care and the elderly", "要介護認定,見守り"},
	{"0302", "生活保護・自立支援", "Public assistance", "保護決定,医療扶助"},
	{"0303", "障がい者福祉", "Disability welfare", "手帳管理"},
	{"0304", "福祉相談", "Welfare advice", "相談記録,ケース記録,活動記録"},
	{"04", "保険・年金", "Insurance and pension", ""},
	{"0401", "資格管理", "Eligibility", "資格管理"},
	{"0402", "保険料賦課", "Premiums", "賦課,保育料"},
	{"0403", "給付", "Benefits", "給付,医療扶助"},
	{"05", "健康・衛生", "Health and hygiene", ""},
	{"0501", "健診・予防接種", "Check-ups and vaccination", "健診管理,予防接種,健診案内"},
	{"0502", "感染症・生活衛生", "Infection and hygiene", "監視記録,届出管理"},
	{"06", "こども・教育", "Children and education", ""},
	{"0601", "保育・入所", "Childcare places", "入所選考,登降園管理,認定"},
	{"0602", "学籍・成績", "Pupils and marks", "成績管理,出欠管理,学齢簿"},
	{"0603", "就学支援・給食", "School support and meals", "就学援助,給食費"},
	{"0604", "図書館", "Libraries", "貸出,蔵書検索,電子貸出"},
	{"07", "まちづくり・住宅", "Planning and housing", ""},
	{"0701", "都市計画・地図", "Planning maps", "都市計画図,縦覧,地図基盤,地図公開"},
	{"0702", "建築・許可", "Building permits", "確認申請,許可管理,占用許可,使用許可"},
	{"0703", "市営住宅", "City housing", "入居管理,家賃"},
	{"08", "道路・上下水・環境", "Roads, water, environment", ""},
	{"0801", "施設台帳", "Ledgers of facilities", "道路台帳,台帳,公園台帳,台帳管理,点検記録"},
	{"0802", "監視・制御", "Monitoring and control", "監視制御,監視"},
	{"0803", "ごみ・収集", "Waste collection", "収集計画,受付,手数料"},
	{"0804", "通報受付", "Reports from citizens", "通報受付"},
	{"09", "危機管理・消防", "Emergencies", ""},
	{"0901", "被害・避難情報", "Damage and evacuation", "被害集約,避難情報,一斉伝達,安否確認,罹災証明"},
	{"0902", "消防・救急", "Fire and rescue", "出動指令,無線通信,査察記録,搬送先照会"},
	{"0903", "要支援者名簿", "Registers of those who need help", "名簿管理,名簿調製"},
	{"10", "内部管理", "Internal administration", ""},
	{"1001", "人事・給与・勤怠", "Staff, pay, attendance", "人事管理,給与計算,勤怠,休暇,旅費"},
	{"1002", "財務・契約", "Finance and contracts", "予算編成,執行管理,決算,起債管理,公会計,入札,業者登録,契約管理"},
	{"1003", "文書・例規", "Documents and rules", "起案決裁,保存管理,例規検索,公印管理,議事録,検索"},
	{"1004", "財産・資産", "Property", "財産管理,資産管理,調達管理"},
	{"1005", "研修", "Training", "研修管理,研修"},
	{"1006", "交付金・発送", "Grants and mailing", "交付管理,融資管理,発送管理"},
	{"1007", "統計・評価", "Statistics and evaluation", "統計,事業評価,監査記録"},
	{"11", "市民との接点", "Contact with citizens", ""},
	{"1101", "相談・問合せ", "Questions and advice", "相談受付,要望管理,問合せ対応,窓口案内"},
	{"1102", "予約・申込", "Booking", "予約受付,申込受付,利用申込,利用料"},
	{"1103", "電子申請・納付", "Online application and payment", "電子申請,電子納付"},
	{"1104", "情報提供", "Information", "情報提供,データ公開,公表"},
	{"1105", "団体・地域活動", "Community groups", "団体管理,登録管理"},
	{"12", "情報基盤", "Information platforms", ""},
	{"1201", "認証・宛名・連携", "Identity, addresses, linkage", "認証,連携,宛名管理,情報連携,データ連携"},
	{"1202", "ネットワーク・端末", "Networks and terminals", "通信基盤,端末基盤,端末管理,無害化"},
	{"1203", "メール・予定・チャット", "Mail, calendar, chat", "メール,予定表,チャット"},
	{"1204", "運用管理", "Operations", "バックアップ,自動化"},
}

// mergerCases are the consolidation cases of the demo city: name, English name, lead, into, systems that go, days until they
// retire, state, cost of a year before and after and once in millions of yen (-1 unknown).
var mergerCases = []struct {
	name, nameEn, lead, into string
	from                     []string
	days                     int
	state                    string
	before, after, oneOff    int64
}{
	{"窓口受付・番号案内の共通化", "One queue system for the wards", "ict_sysmgmt", "窓口受付・番号案内システム（汐見区）", []string{"窓口受付・番号案内システム"}, 540, "approved", 96, 38, 120},
	{"電子申請窓口の一本化", "One gateway for applications", "ict_plan", "行政手続オンラインシステム", []string{"電子申請共同利用連携"}, 300, "approved", 64, 41, 60},
	{"補助金・助成金管理の全庁統合", "One grants system", "ict_sysmgmt", "財務会計システム", []string{"補助金・助成金管理システム"}, 720, "proposed", 88, 52, 180},
	{"研修配信の統合", "One training service", "ict_sysmgmt", "コミュニケーション基盤", []string{"動画研修配信サービス"}, 420, "approved", 18, 6, 9},
	{"収納消込の税務事務システムへの統合", "Receipts into the tax system", "tax", "税務事務システム", []string{"収納消込システム"}, 900, "proposed", 74, 58, -1},
	{"業務統計データベースの廃止", "Statistics databases", "ict_plan", "データ連携・利活用基盤", []string{"業務統計データベース"}, 600, "dropped", 30, 28, 140},
}
