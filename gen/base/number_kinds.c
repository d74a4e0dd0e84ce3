/* SPDX-License-Identifier: MIT */
/*
 * Identity card (GB 11643-1999): region 6, birth date 8, serial 3, check character after ISO 7064
 * MOD 11-2 (X is ten); the older kind has 15 figures, the date YYMMDD and no check. A real date
 * decides: typing errors in the check character are common and the number is still somebody's. Only
 * where the region's first two figures are no province does the check have to hold. A certificate
 * of disability is the holder's number, the kind (1-7) and the degree (1-4). Mobile telephone:
 * 1[3-9] and nine figures. Bank card: 16 to 19 figures that pass Luhn's test (ISO/IEC 7812).
 */
#include "base/number_kinds.h"

#include "lihui/cursor.h"
#include "lihui/date.h"

int
number_value(const struct figure *v, size_t n)
{
	int value = 0;
	for (size_t i = 0; i < n; i++)
		value = value * 10 + v[i].digit;
	return value;
}

/* GB/T 2260: the first two figures of a region; 91 stands in foreigners' permanent residence cards.
 */
static bool
is_province(int n)
{
	return (n >= 11 && n <= 15) || (n >= 21 && n <= 23) || (n >= 31 && n <= 37) ||
	    (n >= 41 && n <= 46) || (n >= 50 && n <= 54) || (n >= 61 && n <= 65) || n == 71 ||
	    (n >= 81 && n <= 83) || n == 91;
}

static bool
id_check(const struct figure *v, bool x)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = x ? 10 : v[17].digit;
	for (int i = 0; i < 17; i++)
		sum += weights[i] * v[i].digit;
	return sum % 11 == 1;
}

bool
number_is_day(const struct figure *v)
{
	return date_valid(number_value(v, 4), number_value(v + 4, 2), number_value(v + 6, 2));
}

/*
 * Seventeen figures with any mark behind them are an identity number: nothing else is written so.
 * Without one the last place was left blank, and the region has to be one.
 */
bool
number_is_id(const struct figure *v, size_t n, bool sure)
{
	if ((n != 17 && n != 18 && n != 20) || !number_is_day(v + 6) ||
	    number_value(v + 6, 4) > 2099)
		return false;
	if (n == 20 && (v[18].digit < 1 || v[18].digit > 7 || v[19].digit < 1 || v[19].digit > 4))
		return false;
	if (n == 17 && v[16].x_end > 0)
		return v[16].x_any || !sure || id_check(v, true);
	if (n == 17)
		return !sure && is_province(number_value(v, 2));
	return (!sure && is_province(number_value(v, 2))) || id_check(v, false);
}

bool
number_is_id15(const struct figure *v, size_t n)
{
	return n == 15 && is_province(number_value(v, 2)) &&
	    date_valid(
		1900 + number_value(v + 6, 2), number_value(v + 8, 2), number_value(v + 10, 2));
}

/* What is dialled in front: the country, trunk calls, and the cheap lines of the three carriers. */
static const char *const dialled[] = { "", "0", "00", "86", "086", "0086", "17951", "17911",
	"12593", "17909", "17908", "12520", "17900", "10193", "17910" };

static bool
begins(const struct figure *v, const char *digits)
{
	for (size_t i = 0; digits[i] != 0; i++)
		if (v[i].digit != digits[i] - '0')
			return false;
	return true;
}

bool
number_is_mobile(const struct figure *v, size_t n, size_t *skip)
{
	for (size_t i = 0; i < COUNT(dialled); i++) {
		*skip = strlen(dialled[i]);
		if (n == 11 + *skip && begins(v, dialled[i]))
			if (v[*skip].digit == 1 && v[*skip + 1].digit >= 3)
				return true;
	}
	return false;
}

bool
number_passes_luhn(const struct figure *v, size_t n)
{
	int sum = 0;
	for (size_t i = 0; i < n; i++) {
		int d = v[n - 1 - i].digit * (i % 2 == 1 ? 2 : 1);
		sum += d > 9 ? d - 9 : d;
	}
	return sum % 10 == 0;
}

/* UnionPay and what the state's banks gave before it; the two big ones abroad; JCB. */
bool
number_begins_as_card(const struct figure *v, size_t n)
{
	static const char *const fronts[] = { "62", "60", "9558", "4", "5", "35" };
	for (size_t i = 0; i < COUNT(fronts); i++)
		if (n >= 16 && begins(v, fronts[i]))
			return true;
	return false;
}

/* GB 32100: 18 characters without I O S V Z, the last one a check after MOD 31 with weights 3^i. */
bool
number_is_credit_code(struct text t)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	int sum = 0, weight = 1, last = 0;
	for (size_t i = 0; i < 18; i++) {
		char c = t.p[i] >= 'a' && t.p[i] <= 'z' ? (char)(t.p[i] - 'a' + 'A') : t.p[i];
		const char *at = c != 0 ? strchr(alphabet, c) : NULL;
		if (at == NULL)
			return false;
		last = (int)(at - alphabet);
		sum += i < 17 ? last * weight : 0;
		weight = weight * 3 % 31;
	}
	return (31 - sum % 31) % 31 == last;
}

bool
number_is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
