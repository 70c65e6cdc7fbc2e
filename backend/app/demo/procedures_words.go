package demo

// deed is what people do in a procedure: names and the kind of the national inventory.
type deed struct{ ja, en, kind string }

// errandsOf the nature of a subject: each subject has all of them.
var errandsOf = map[string][]deed{
	"t": { // taxes and fees
		{"減免申請", "application for reduction", "application"}, {"納付猶予申請", "application for deferral", "application"}, {"還付請求", "claim for refund", "application"},
		{"証明書の交付請求", "request for a certificate", "application"}, {"申告", "return", "application"}, {"修正申告", "amended return", "application"},
		{"変更届", "notice of change", "application"}, {"口座振替の申込", "direct debit", "application"}, {"納付書の再発行請求", "request for a new payment slip", "application"},
		{"代理人の届出", "notice of an agent", "application"}, {"分割納付の申出", "payment in instalments", "application"}, {"台帳の閲覧請求", "request to inspect the register", "inspection"},
		{"更正の請求", "request for correction", "application"}, {"決定通知", "notice of decision", "disposition"},
	},
	"b": { // benefits and services
		{"認定申請", "application for recognition", "application"}, {"支給申請", "application for payment", "application"}, {"変更届", "notice of change", "application"},
		{"受給者証の再交付申請", "new certificate", "application"}, {"更新申請", "renewal", "application"}, {"資格喪失届", "notice of loss of entitlement", "application"},
		{"現況届", "yearly report", "application"}, {"受給者証の返還届", "return of the certificate", "application"}, {"利用申込", "application for use", "application"},
		{"利用の辞退届", "withdrawal", "application"}, {"利用料の減免申請", "reduction of the charge", "application"}, {"振込口座の変更届", "change of account", "application"},
		{"証明書の交付請求", "request for a certificate", "application"}, {"支給決定通知", "notice of decision", "disposition"},
	},
	"p": { // permits
		{"許可申請", "application for a permit", "application"}, {"変更許可申請", "permit for a change", "application"}, {"開始届", "notice of beginning", "application"},
		{"廃止届", "notice of ending", "application"}, {"承継届", "notice of succession", "application"}, {"許可証の再交付申請", "new permit certificate", "application"},
		{"実績報告", "report of results", "application"}, {"検査申請", "application for inspection", "application"}, {"証明願", "request for a certificate", "application"},
		{"更新申請", "renewal", "application"}, {"休止届", "notice of suspension", "application"}, {"許可通知", "notice of permission", "disposition"},
		{"図書の縦覧", "public inspection of plans", "inspection"}, {"帳簿の備付け", "keeping of books", "record"},
	},
	"f": { // facilities
		{"使用許可申請", "application for use", "application"}, {"使用変更申請", "change of a booking", "application"}, {"使用取消届", "cancellation", "application"},
		{"使用料の減免申請", "reduction of the charge", "application"}, {"使用料の還付請求", "claim for refund", "application"}, {"団体登録申請", "registration of a group", "application"},
		{"登録変更届", "change of registration", "application"}, {"抽選申込", "entry for the draw", "application"}, {"備品の借用申込", "loan of equipment", "application"},
		{"利用実績の報告", "report of use", "application"}, {"利用者証の再交付申請", "new user card", "application"}, {"特別利用の許可申請", "permit for special use", "application"},
		{"見学の申込", "application for a visit", "application"}, {"使用許可通知", "notice of permission", "disposition"},
	},
	"r": { // registers and records
		{"届出", "notice", "application"}, {"写しの交付請求", "request for a copy", "application"}, {"記載事項証明の請求", "request for a certificate", "application"},
		{"閲覧請求", "request for inspection", "inspection"}, {"訂正の請求", "request for correction", "application"}, {"変更届", "notice of change", "application"},
		{"代理人選任の届出", "notice of an agent", "application"}, {"交付制限の申出", "restriction of issue", "application"}, {"広域交付の請求", "issue in another city", "application"},
		{"本人通知の登録申込", "registration for notification", "application"}, {"登録の廃止申請", "end of registration", "application"}, {"再交付申請", "new copy", "application"},
		{"手数料の免除申請", "exemption from the fee", "application"}, {"交付決定通知", "notice of decision", "disposition"},
	},
}

// affairs are the subjects of each section: section, nature, then Japanese and English names, separated by signs.
var affairs = []string{
	"registry|r|住民票=Residence record;戸籍謄抄本=Family register;戸籍の附票=Register of addresses;印鑑登録=Seal registration;転入・転出=Moving in and out;マイナンバーカード=My Number card;電子証明書=Electronic certificate;在留関連事項=Residence of foreigners;身分証明=Certificate of status;通称名=Common name;死亡・火葬=Death and cremation;婚姻・離婚=Marriage and divorce",
	"tax|t|個人市民税=Residents' tax;法人市民税=Corporate residents' tax;固定資産税=Fixed asset tax;償却資産=Depreciable assets;都市計画税=City planning tax;軽自動車税=Light vehicle tax;事業所税=Business office tax;たばこ税=Tobacco tax;入湯税=Bathing tax;特別徴収=Tax deducted from wages",
	"insurance|t|国民健康保険料=Health insurance premium;後期高齢者医療保険料=Premium for the aged;国民年金保険料=Pension premium",
	"insurance|b|国民健康保険=National Health Insurance;高額療養費=High medical expenses;出産育児一時金=Childbirth allowance;葬祭費=Funeral expenses;後期高齢者医療=Medical care for the aged;国民年金=National Pension;限度額適用認定=Limit of payment;特定健康診査=Health check",
	"care|b|要介護認定=Recognition of care needs;介護サービス費=Care services;高額介護サービス費=High care expenses;住宅改修費=Home alteration;福祉用具購入費=Welfare equipment;負担限度額=Limit of charges;介護予防=Prevention of care needs;配食サービス=Meal delivery;紙おむつ給付=Nappies;緊急通報装置=Emergency call device",
	"care|p|居宅介護支援事業=Home care planning;地域密着型サービス事業=Community-based service;介護老人福祉施設=Nursing home",
	"assist|b|生活保護=Public assistance;住居確保給付金=Housing benefit;就労支援=Employment support;医療扶助=Medical assistance;介護扶助=Care assistance;中国残留邦人等支援=Support for returnees;行旅病人援護=Aid for travellers;生活困窮者相談=Advice for people in need",
	"disability|b|身体障がい者手帳=Physical disability certificate;療育手帳=Intellectual disability certificate;精神障がい者保健福祉手帳=Mental disability certificate;自立支援医療=Self-support medical care;補装具費=Prosthetic devices;日常生活用具=Daily living aids;特別障がい者手当=Special disability allowance;移動支援=Mobility support;福祉タクシー券=Taxi vouchers;重度障がい者医療=Medical care for severe disability",
	"childcare|b|保育所入所=Nursery place;認定こども園=Certified childcare centre;延長保育=Extended childcare;一時預かり=Temporary childcare;病児保育=Care of sick children;幼児教育無償化=Free early education;副食費免除=Exemption from meal charges;認可外保育施設補助=Aid for private childcare",
	"childcare|p|認可保育所=Licensed nursery;家庭的保育事業=Family day care;小規模保育事業=Small-scale childcare",
	"family|b|児童手当=Child allowance;児童扶養手当=Child-rearing allowance;こども医療費=Children's medical care;ひとり親家庭医療費=Medical care for single parents;母子健康手帳=Mother and child handbook;妊婦健康診査=Antenatal check;産後ケア=Postnatal care;出産・子育て応援給付=Birth support payment;放課後児童クラブ=After-school club;ファミリーサポート=Family support;養育医療=Premature infant care;ひとり親就労支援=Training for single parents",
	"publichealth|p|飲食店営業=Restaurant;食品製造業=Food production;理容所・美容所=Barber and beauty shop;旅館業=Hotel;公衆浴場=Public bath;クリーニング所=Laundry;診療所=Clinic;薬局=Pharmacy;動物取扱業=Animal handling;特定建築物=Specified building;プール=Swimming pool;住宅宿泊事業=Home lodging",
	"publichealth|b|予防接種=Vaccination;特定医療費(指定難病)=Designated intractable diseases;犬の登録=Dog registration;がん検診=Cancer screening;結核医療=Tuberculosis care",
	"consult|r|市民活動団体=Citizens' group;町会・自治会=Neighbourhood association;法律相談=Legal advice;消費生活相談=Consumer advice;犯罪被害者支援=Support for crime victims;広聴=Citizens' voices;ボランティア登録=Volunteers;自衛官募集対象者情報=Recruitment data",
	"records|r|公文書公開=Public documents;保有個人情報=Personal information held;歴史的文書=Historical documents;審査請求=Appeal;公益通報=Whistleblowing;条例・規則原本=Originals of ordinances;行政資料=Administrative papers;情報公開審査会=Disclosure board",
	"contract|p|入札参加資格=Qualification for tenders;物品調達=Purchase of goods;工事請負=Works contract;業務委託=Service contract;市有地貸付=Lease of city land;市有地売払い=Sale of city land;行政財産の目的外使用=Other use of city property;広告掲載=Advertising",
	"waste|p|一般廃棄物収集運搬業=Waste collection;一般廃棄物処分業=Waste disposal;産業廃棄物処理施設=Industrial waste facility;浄化槽=Septic tank;特定施設(騒音)=Noise facility;特定施設(水質)=Water quality facility;ばい煙発生施設=Smoke facility;土壌汚染状況調査=Soil survey",
	"waste|b|粗大ごみ収集=Bulky waste collection;ごみ減量補助=Waste reduction aid;生ごみ処理機補助=Compost machine aid;ふれあい収集=Door-to-door collection",
	"planning|p|開発行為=Development;都市計画施設区域内建築=Building in a planned area;地区計画=District plan;屋外広告物=Outdoor advertising;景観計画=Landscape plan;生産緑地=Productive green land;土地取引=Land transaction;駐車場=Parking facility;土地区画整理=Land readjustment",
	"building|p|建築確認=Building confirmation;長期優良住宅=Long-life housing;低炭素建築物=Low-carbon building;省エネ適合性=Energy efficiency;道路位置指定=Road designation;仮設建築物=Temporary building;昇降機=Lift;定期報告=Periodic report;耐震改修=Seismic retrofit;中高層建築物=High-rise building;解体工事=Demolition",
	"building|f|市営住宅=City housing;市営住宅駐車場=Parking of city housing",
	"roads|p|道路占用=Occupation of roads;道路工事施行=Road works;特殊車両通行=Special vehicles;沿道掘削=Roadside digging;自費工事=Works at own cost;道路境界=Road boundary;法定外公共物=Minor public property;自転車駐車場=Bicycle parking",
	"parks|f|公園運動場=Park sports ground;公園内行為=Activities in parks;野球場=Baseball ground;テニスコート=Tennis court;バーベキュー広場=Barbecue area;植物園=Botanical garden;貸し農園=Allotment;公園集会所=Park hall;プール施設=Park pool",
	"parks|p|公園占用=Occupation of parks;保存樹木=Protected trees;都市公園施設設置=Park facilities",
	"sewerage|p|排水設備=Drainage;除害施設=Pretreatment;公共下水道使用=Use of sewers;私道下水道=Private road sewer;指定工事店=Designated contractor;雨水貯留施設=Rainwater storage;下水道台帳=Sewer register",
	"sewerage|t|下水道使用料=Sewer charge;受益者負担金=Beneficiary charge",
	"portops|p|港湾施設使用=Use of port facilities;入港=Arrival of ships;係留施設=Berth;臨港地区構築物=Works in the port area;水域占用=Occupation of water;荷役機械=Cargo machines;上屋使用=Transit shed;船舶給水=Water supply to ships;危険物荷役=Dangerous cargo",
	"industry|b|中小企業融資=Loans for small firms;創業支援=Support for founders;商店街補助=Shopping street aid;展示会出展補助=Trade fair aid;設備投資補助=Investment aid;省エネ設備補助=Energy saving aid;セーフティネット認定=Safety-net recognition;先端設備等導入計画=Advanced equipment plan;技能功労者表彰=Award for craftsmen",
	"industry|p|計量器=Measuring instruments;市場使用=Use of the market;大規模小売店舗=Large retail store",
	"school|b|就学援助=School expenses aid;就学通知=Enrolment;区域外就学=School outside the district;奨学金=Scholarship;特別支援教育就学奨励=Special education aid;学校給食=School meals;高等学校等進学支援=High school aid",
	"school|f|学校施設開放=Use of school facilities;青少年センター=Youth centre;野外活動センター=Outdoor centre;体育館=Gymnasium",
	"library|f|図書館閲覧席=Library seats;集会室=Meeting room;館内ホール=Library hall;団体貸出=Group lending;郷土資料=Local history materials;視聴覚資料=Audiovisual materials;対面朗読室=Reading room for the blind",
	"dispatch|p|防火対象物使用=Use of a building (fire);危険物製造所等=Dangerous goods facility;消防用設備等=Fire equipment;火気使用設備=Fire-using equipment;少量危険物=Small amounts of dangerous goods;防火管理者=Fire prevention manager;催物開催=Events;煙火打上げ=Fireworks;圧縮アセチレンガス等=Compressed gases",
	"dispatch|r|罹災証明=Certificate of fire damage;救急搬送証明=Certificate of transport;消防訓練=Fire drill;救命講習=First aid course",
	"crisis|b|被災者生活再建支援=Support after disasters;災害弔慰金=Condolence payment;家屋の応急修理=Emergency repair;備蓄物資=Emergency stock;避難行動要支援者名簿=List of people who need help",
	"crisis|r|罹災証明(自然災害)=Certificate of disaster damage;自主防災組織=Disaster prevention group;防災士=Disaster prevention expert;津波避難ビル=Tsunami shelter",
	"election|r|選挙人名簿=Electoral roll;不在者投票=Absentee voting;在外選挙人名簿=Overseas electoral roll;郵便等投票=Postal voting;政治団体=Political group;投票管理者・立会人=Polling officers;直接請求署名簿=Petition;選挙公営=Public funding of elections",
}

// busiest are the procedures that most people use, the most used first; the others follow by chance.
var busiest = []string{
	"住民票 写しの交付請求", "図書館閲覧席 使用許可申請", "粗大ごみ収集 利用申込", "印鑑登録 記載事項証明の請求", "公園運動場 抽選申込", "個人市民税 証明書の交付請求",
	"戸籍謄抄本 写しの交付請求", "転入・転出 届出", "学校施設開放 使用許可申請", "特定健康診査 利用申込", "放課後児童クラブ 利用申込", "予防接種 利用申込",
	"国民健康保険 変更届", "児童手当 現況届", "要介護認定 認定申請", "保育所入所 利用申込", "マイナンバーカード 再交付申請", "固定資産税 証明書の交付請求",
	"こども医療費 受給者証の再交付申請", "道路占用 許可申請", "テニスコート 抽選申込", "自立支援医療 更新申請", "児童扶養手当 現況届", "軽自動車税 申告",
}
