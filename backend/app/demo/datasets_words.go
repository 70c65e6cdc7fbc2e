package demo

// holdings are the data of the demo city: section | kind | names. The kind says what the data is like: f places and
// facilities, s counts and statistics, r records about people, w work of the office itself, l live data.
var holdings = []string{
	"ict_plan|w|情報システム一覧=Information systems;オープンデータ一覧=Open data catalogue;電子申請の利用状況=Use of e-applications;市公式ウェブサイトの閲覧数=Visits to the city website",
	"ict_infra|w|庁内端末一覧=Office terminals;通信回線一覧=Network lines",
	"personnel|r|職員名簿=Staff register;研修受講記録=Training records;時間外勤務実績=Overtime;職員数の推移=Number of staff",
	"records|w|公文書ファイル管理簿=Register of public documents;例規一覧=Ordinances and rules;情報公開請求の状況=Requests for information",
	"tax|r|固定資産課税台帳=Property tax ledger;市税収納状況=Tax receipts;軽自動車登録台数=Registered light vehicles;市税の滞納状況=Tax arrears",
	"budget|s|予算額(款別)=Budget by chapter;決算額(款別)=Settled accounts by chapter;市債残高=Outstanding bonds;財政指標=Fiscal indicators",
	"contract|w|入札結果一覧=Results of tenders;指名業者名簿=Registered vendors;市有財産台帳=City property;契約一覧=Contracts",
	"registry|r|住民基本台帳=Resident register;町丁目別人口=Population by district;年齢別人口=Population by age;転入転出者数=Moves in and out;証明書発行件数=Certificates issued;戸籍届出件数=Family register notifications",
	"consult|w|市民の声=Citizens' voice;相談件数=Consultations;よくある質問と回答=Questions and answers",
	"care|r|要介護認定者台帳=Care certification register;介護サービス事業所一覧=Care providers;要介護認定者数=People certified for care;地域包括支援センター一覧=Community support centres",
	"assist|r|生活保護受給者台帳=Public assistance register;被保護世帯数=Assisted households;民生委員名簿=Welfare commissioners",
	"disability|r|障がい者手帳交付台帳=Disability certificates;障がい福祉サービス事業所一覧=Disability service providers;手帳所持者数=Certificate holders",
	"insurance|r|国民健康保険資格台帳=Health insurance register;特定健診受診率=Check-up rate;医療費の状況=Medical expenses",
	"publichealth|s|医療機関一覧=Medical institutions;予防接種の実施状況=Vaccinations;感染症発生動向=Infectious diseases;食品営業許可施設一覧=Licensed food premises;がん検診受診率=Cancer screening rate",
	"childcare|f|保育施設一覧=Childcare facilities;保育所の空き状況=Childcare vacancies;待機児童数=Children on waiting lists;入所申込者台帳=Childcare applications",
	"family|f|子育て支援施設一覧=Family support facilities;児童手当受給者数=Child allowance recipients;乳幼児健診の受診率=Infant check-up rate;児童虐待相談記録=Child abuse consultations",
	"waste|f|ごみ収集日=Waste collection days;ごみ排出量=Amount of waste;資源回収拠点一覧=Recycling points;大気測定結果=Air quality",
	"planning|f|用途地域=Zoning;都市計画施設=City planning facilities;地価調査の結果=Land prices;人口推計=Population forecast",
	"building|w|建築確認の件数=Building confirmations;指定道路図=Designated roads;耐震改修の補助件数=Quake-proofing subsidies",
	"roads|l|市道路線一覧=City roads;道路工事の予定=Road works;放置自転車の撤去台数=Removed bicycles;交通量調査の結果=Traffic counts;橋りょう点検結果=Bridge inspections",
	"parks|f|公園一覧=Parks;街路樹台帳=Street trees;公園遊具一覧=Playground equipment",
	"sewerage|l|下水道管きょ台帳=Sewers;雨量観測値=Rainfall;河川水位=River levels;浸水想定区域=Flood areas",
	"portops|l|入港船舶数=Ships in port;岸壁一覧=Quays;潮位観測値=Tide levels;貨物取扱量=Cargo",
	"industry|s|事業所数=Business establishments;観光客数=Visitors;補助金交付一覧=Subsidies;商店街一覧=Shopping streets;公衆無線LAN一覧=Public wireless LAN",
	"school|r|学齢簿=School register;市立学校一覧=City schools;児童生徒数=Pupils;通学区域=School districts;学校給食の献立=School lunch menus",
	"library|f|図書館一覧=Libraries;蔵書目録=Library catalogue;貸出統計=Loans;郷土資料の画像=Images of local history",
	"dispatch|l|救急出動件数=Ambulance calls;火災発生件数=Fires;消火栓一覧=Fire hydrants;AED設置箇所一覧=AED locations",
	"crisis|f|指定緊急避難場所一覧=Evacuation sites;避難行動要支援者名簿=People who need help to evacuate;備蓄物資一覧=Emergency stock;津波避難ビル一覧=Tsunami shelters",
	"election|s|選挙結果=Election results;投票所一覧=Polling stations;投票率=Turnout",
	"audit|w|監査結果一覧=Audit results;住民監査請求の状況=Requests for audits",
}

// wardHoldings are the data that every ward keeps.
var wardHoldings = []string{
	"f|区内公共施設一覧=Public facilities of the ward", "s|区内町丁目別人口=Population of the ward by district", "w|区役所窓口の来庁者数=Visitors at the ward office",
	"f|区民利用施設の予約状況=Bookings of ward facilities", "r|地域活動団体名簿=Community groups", "w|区政会議の会議録=Minutes of ward meetings",
	"s|区内の街頭犯罪発生件数=Street crime in the ward", "l|区主催イベント一覧=Events of the ward", "r|災害時要援護者名簿=People who need help in a disaster",
}

// policiesOfCity are the logic models of the city's priorities. An element is key:stage:ja:en, a link key>key, an
// indicator key:node:ja:en:unit:direction:baseline@year:target@year:values by year:dataset.
var policiesOfCity = []struct {
	name, en, org, theme, issue, evidence, because, therefore, external string
	cost, level                                                         int64
	nodes, links, indicators                                            string
	review, next                                                        string // verdict of the last review, empty for none; days until the next
	action, project                                                     string // what carries it out, by name
}{
	{
		"行政手続のオンライン化", "Online procedures", "ict_plan", "online_procedures", "手続のために平日に来庁する負担が大きい。来庁者の6割が証明書と届出のためだけに来ている。", "区役所来庁者調査(2017年度)",
		"手続の多くが窓口でしか完結しない", "件数の多い手続からオンラインで完結できるようにすれば、来庁が減り、窓口は相談に時間を使える", "本人確認に関する法改正、マイナンバーカードの普及", 420, 3,
		"I1:input:予算・構築要員:Budget and staff;A1:activity:電子申請サービスの構築:Building the e-application service;A2:activity:様式・添付書類の見直し:Forms and attachments redesigned;P1:output:オンラインで完結する手続:Procedures completed online;S1:initial:オンライン利用の増加:More online use;M1:mid:来庁の減少:Fewer visits;L1:final:窓口の待ち時間の短縮:Shorter waits;X1:impact:だれもが使いやすい行政:Services for everyone",
		"I1>A1;I1>A2;A1>P1;A2>P1;P1>S1;S1>M1;M1>L1;L1>X1",
		"K1:S1:オンライン利用率:Share of online applications:%:increase:8@-3:50@+2:12,21,29:電子申請の利用状況;K2:M1:窓口の来庁者数:Visits at counters:万人:decrease:310@-3:220@+2:305,288,271:区役所窓口の来庁者数;K3:L1:平均待ち時間:Average wait:分:decrease:38@-3:20@+2:37,35,33:",
		"continue", "45", "来庁不要手続の割合の向上", "行政手続オンラインシステム構築",
	},
	{
		"戸籍事務のAI検索支援", "AI search for family register work", "registry", "ai", "届出審査で調べものに時間がかかり、経験の浅い職員ほど長い。", "審査時間の実測(2区、2017年度)",
		"先例と通達が紙と個人の記憶に散らばっている", "検索をAIで支援すれば、調べる時間が短くなり、審査の質がそろう", "法令改正による先例の変更", 60, 4,
		"I1:input:先例データ1万8千件:18,000 cases;A1:activity:検索支援の試行:Trial of the search;P1:output:試行区の利用:Use in the trial wards;S1:initial:調べる時間の短縮:Less searching;L1:final:審査待ちの短縮:Shorter processing;X1:impact:正確で速い窓口:Exact and quick counters",
		"I1>A1;A1>P1;P1>S1;S1>L1;L1>X1",
		"K1:S1:1件の調査時間:Time of a search:分:decrease:14@-2:7@+1:12,11:",
		"improve", "120", "", "",
	},
	{
		"待機児童の解消", "No child on a waiting list", "childcare", "data", "保育所の空きが分からず、申込みが一部の園に集まる。", "入所申込みの集計(2017年度)",
		"空き状況が月1回の紙でしか公表されていない", "空き状況を毎日データで公開し、相談で使えば、申込みが分かれて待機が減る", "出生数と転入の増減", 85, 3,
		"I1:input:保育施設のデータ:Data of facilities;A1:activity:空き状況の公開:Vacancies published;A2:activity:データによる入所相談:Advice by data;P1:output:公開の頻度:Frequency of publication;S1:initial:空きを見た申込み:Applications by vacancy;L1:final:待機児童の減少:Fewer waiting children;X1:impact:子育てと仕事の両立:Family and work together",
		"I1>A1;I1>A2;A1>P1;A2>P1;P1>S1;S1>L1;L1>X1",
		"K1:S1:空きのある園への申込割合:Applications to nurseries with vacancies:%:increase:41@-3:60@+1:44,50,57:入所申込者台帳;K2:L1:待機児童数:Children waiting:人:decrease:325@-3:0@+1:290,180,67:待機児童数",
		"continue", "-12", "", "",
	},
	{
		"救急搬送の時間短縮", "Quicker ambulances", "dispatch", "data", "救急の出動が増え、現場到着までの時間が延びている。", "救急出動記録の分析(5年分)",
		"出動の偏りに救急隊の配置が合っていない", "出動データで時間帯ごとの配置を改めれば、到着が早くなる", "高齢化による出動の増加、感染症の流行", 40, 2,
		"I1:input:救急出動データ:Ambulance data;A1:activity:需要予測と配置の見直し:Forecast and placement;P1:output:見直した時間帯:Hours revised;S1:initial:到着時間の短縮:Quicker arrival;L1:final:社会復帰率の向上:More recoveries;X1:impact:安心して暮らせるまち:A safe city",
		"I1>A1;A1>P1;P1>S1;S1>L1;L1>X1",
		"K1:S1:現場到着までの時間:Time to arrival:分:decrease:8.4@-4:7.5@0:8.2,8.0,7.8,7.4:救急出動件数;K2:L1:心停止傷病者の社会復帰率:Recovery after cardiac arrest:%:increase:9.1@-4:12@+1:9.0,9.6,10.2:",
		"continue", "200", "", "",
	},
	{
		"避難所の混雑の見える化", "Crowding of shelters shown", "crisis", "data", "避難所ごとの混雑が分からず、一部に人が集まる。", "", "避難者数の集計が電話で行われている", "開設と人数をデータで公開すれば、避難が分かれる", "災害の規模", 25, 4,
		"I1:input:避難所のデータ:Data of shelters;A1:activity:開設状況の公開:Openings published;P1:output:公開した避難所:Shelters published;S1:initial:混雑を見た避難:Evacuation by crowding;L1:final:過密の減少:Less crowding",
		"I1>A1;A1>P1;P1>S1;S1>L1", "K1:S1:公開情報を見た人の割合:People who saw it:%:increase:@:60@+2::", "", "20", "", "",
	},
	{
		"オープンデータの質の向上", "Better open data", "ict_plan", "data", "公開データは増えたが、機械で読めないものが多く、使われていない。", "データ棚卸の結果", "公開の件数だけを目標にしてきた", "質を測って直せば、使われるデータが増える", "国の標準の改定", 30, 3,
		"I1:input:棚卸の結果:The inventory;A1:activity:標本の測定と是正:Measuring and mending;P1:output:基準を満たすデータ:Data that is good;S1:initial:利用の増加:More use;L1:final:データによる地域サービス:Services from data;X1:impact:課題を共に解くまち:A city that solves together",
		"I1>A1;A1>P1;P1>S1;S1>L1;L1>X1",
		"K1:P1:品質80点以上かつ★3以上の割合:Share good and open:%:increase:6@-2:40@+2:9,14:オープンデータ一覧;K2:S1:年間の利用件数:Uses a year:千件:increase:120@-2:300@+2:148,171:オープンデータ一覧;K3:L1:市民・事業者による活用例:Services by others:件:increase:3@-2:20@+2:5,8:",
		"", "60", "", "",
	},
	{
		"特定健診の受診率向上", "More check-ups", "insurance", "data", "生活習慣病の重症化による医療費が伸びている。", "国保データベースの分析", "未受診の理由が人により違うのに、案内が一律である", "受診歴に応じて案内を変えれば、受診が増える", "医療機関の受入れ", 18, 1,
		"I1:input:受診歴データ:Histories;A1:activity:案内の出し分け:Tailored letters;P1:output:案内を受けた人:People reached;S1:initial:受診率の向上:More check-ups;M1:mid:早期の受診:Earlier treatment;L1:final:重症化の減少:Fewer severe cases;X1:impact:健康な暮らし:Healthy lives",
		"I1>A1;A1>P1;P1>S1;S1>M1;M1>L1;L1>X1",
		"K1:S1:特定健診受診率:Check-up rate:%:increase:22.8@-3:30@+1:23.9,25.1,24.6:特定健診受診率;K2:M1:要受診者の受診率:Treatment after a finding:%:increase:48@-3:60@+1:49,51,52:;K3:L1:新規透析導入者数:New dialysis patients:人:decrease:310@-3:280@+2:312,305,309:医療費の状況",
		"improve", "90", "", "",
	},
}
