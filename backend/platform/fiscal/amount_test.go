package fiscal

import "testing"

func TestParseYen(t *testing.T) {
	for _, c := range []struct {
		in   string
		bare Unit
		want int64
	}{
		{"1,234円", Yen, 1234}, {"1234", Yen, 1234}, {"０", Yen, 0}, {"１，２３４円", Yen, 1234}, {"¥1,000", Yen, 1000}, {"￥1,000", Yen, 1000},
		{"500千円", Yen, 500_000}, {"500", ThousandYen, 500_000}, {"500円", ThousandYen, 500}, {"12百万円", Yen, 12_000_000}, {"1.5億円", Yen, 150_000_000},
		{"５億円", Yen, 500_000_000}, {"5億", ThousandYen, 500_000_000}, {"3,000万円", Yen, 30_000_000}, {"2億3,000万円", Yen, 230_000_000},
		{"3億5千万円", Yen, 350_000_000}, {"1億円", MillionYen, 100_000_000}, {"1.25", OkuYen, 125_000_000}, {"1兆2億円", Yen, 1_000_200_000_000},
		{"1億23円", Yen, 100_000_023}, {"▲300千円", Yen, -300_000}, {"△5", Yen, -5}, {"-5円", Yen, -5}, {"−5円", Yen, -5}, {"(5)", Yen, -5}, {"(5円)", Yen, -5},
		{"-¥5", Yen, -5}, {"¥-5", Yen, -5}, {"+5円", Yen, 5}, {" 1,234 千円 ", Yen, 1_234_000}, {"9007199254740991", Yen, MaxYen}, {"0.5千円", Yen, 500},
	} {
		if got, err := ParseYen(c.in, c.bare); err != nil || got != c.want {
			t.Errorf("ParseYen(%q) = %d, %v; want %d", c.in, got, err, c.want)
		}
	}
	for in, want := range map[string]string{
		"": CodeAmountFormat, "円": CodeAmountFormat, "約5億円": CodeAmountFormat, "百万円": CodeAmountFormat, "--5": CodeAmountFormat, "(-5)": CodeAmountFormat,
		"1,23円": CodeAmountComma, "12,34,567": CodeAmountComma, "1,2345": CodeAmountComma, ",5": CodeAmountFormat,
		"0.5円": CodeAmountSplit, "1.2345千円": CodeAmountSplit, "3万2億円": CodeAmountUnit, "3億5億円": CodeAmountUnit, "3億5": CodeAmountUnit, "5ドル": CodeAmountUnit,
		"9007199254740992": CodeAmountRange, "10000兆円": CodeAmountRange,
	} {
		if got, err := ParseYen(in, Yen); codeOf(err) != want {
			t.Errorf("ParseYen(%q) = %d, %v; want %s", in, got, err, want)
		}
	}
}
