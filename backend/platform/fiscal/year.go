package fiscal

import "time"

// FY is the fiscal year of the day, named by the year of its 1 April: 2019-03-31 is in FY2018. Zero for the zero Date.
func FY(d Date) int {
	if d.IsZero() {
		return 0
	}
	if d.Month() >= time.April {
		return d.Year()
	}
	return d.Year() - 1
}

// Quarter is 1 (April to June) to 4 (January to March); 0 for the zero Date.
func Quarter(d Date) int {
	if d.IsZero() {
		return 0
	}
	return (int(d.Month())+8)%12/3 + 1
}

// FYStart is 1 April of the fiscal year; zero outside the years 1 to 9999.
func FYStart(fy int) Date {
	d, _ := NewDate(fy, time.April, 1)
	return d
}

// FYEnd is 31 March of the year after; zero outside the years 1 to 9999.
func FYEnd(fy int) Date {
	d, _ := NewDate(fy+1, time.March, 31)
	return d
}

// FYBounds are the first and the last day of the fiscal year, both inclusive.
func FYBounds(fy int) (first, last Date) { return FYStart(fy), FYEnd(fy) }

// QuarterBounds are the first and the last day of quarter 1 to 4, both inclusive; zero for another quarter.
func QuarterBounds(fy, quarter int) (first, last Date) {
	if quarter < 1 || quarter > 4 {
		return Date{}, Date{}
	}
	first = FYStart(fy).AddMonths(3 * (quarter - 1))
	return first, first.AddMonths(3).AddDays(-1)
}
