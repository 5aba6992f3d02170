#include "number_parts.h"

/*
 * Numbers that identify: telephone and fax, post codes, accounts, filing
 * numbers, addresses of the net; and words and codes of letters and digits.
 */

enum {
    PHONE_GROUPS = 4,
    SHORTEST_LINE = 3, /* digits of 110 */
    TWO_DATES = 12     /* digits of two dates of which the page lost the marks, at least */
};

/* ---------------------------------------------------------------- contacts */

/* A telephone number's characters: groups of digits with - — ( ) and spaces. */
static size_t phone_end(gr_str text, size_t at)
{
    size_t end = gr_digits_end(text, at);
    for (int i = 0; i < PHONE_GROUPS; i++) {
        size_t next = end, step;
        uint32_t c;
        bool extension = false;
        while (gr_is_dash(c = gr_char_at(text, next, &step)) || c == ' ' || c == U'）' || c == U'转' ||
               c == '/') {
            extension = extension || c == U'转';
            next = step;
        }
        if (next == end || gr_digits_end(text, next) < next + (extension ? 1 : 2))
            break;
        end = gr_digits_end(text, next);
    }
    return end;
}

static bool goes_on_as_count(const gr_spot *p, size_t end)
{
    size_t at = gr_skip_space(p->text, end);
    uint32_t c = gr_char(p->text, at);
    gr_match unit = gr_unit_at(p->text, at);
    return (unit.found && unit.sense != GR_UNIT_NUMBER && unit.sense != GR_UNIT_STRUCTURE) || c == U'余' ||
           c == U'多' || gr_han_power(c) > 0 || c == U'月';
}

/* The end of a list of numbers: each of five digits and more, or as long as the
 * first (110、119), none counted. */
static size_t phones_end(const gr_spot *p, size_t at)
{
    size_t end = phone_end(p->text, at), shortest = end - at;
    for (;;) {
        size_t next = end, step;
        uint32_t c = gr_char_at(p->text, next, &step);
        if (c != U'、' && c != U'，' && c != U'；' && c != U'或' && c != U'及' && c != ' ')
            return end;
        next = gr_skip_space(p->text, step);
        size_t other = phone_end(p->text, next);
        if (other < next + (shortest < 5 ? shortest : 5) || goes_on_as_count(p, other))
            return end;
        end = other;
    }
}

/* Whether a word like 电话 or 邮编 stands before, with only ：, 为, brackets and
 * spaces between; *line where a measure word may still make a count of it. */
static bool is_announced(const gr_spot *p, bool *line)
{
    size_t at = p->at;
    gr_match cue = p->cue;
    for (int i = 0; i < 4; i++) {
        if (cue.found && (cue.sense == GR_CUE_CONTACT || cue.sense == GR_CUE_LINE)) {
            *line = cue.sense == GR_CUE_LINE;
            return true;
        }
        size_t start;
        uint32_t c = gr_char_before(p->text, at, &start);
        if (c != U'：' && c != U'为' && c != U'是' && c != U'（' && c != U'“' && c != '"' && c != ' ' &&
            c != '\t' && c != U'）' && c != U'第')
            return false;
        at = start;
        cue = gr_cue_before(p->text, at);
    }
    return false;
}

/* 89556电话, 89000热线: the number of a line of which only the kind is said. */
static bool is_short_line(gr_str text, size_t at)
{
    enum { DIGITS = 5 };
    size_t end = gr_digits_end(text, at);
    return end - at == DIGITS &&
           (gr_has_at(text, end, GR_LIT("电话")) || gr_has_at(text, end, GR_LIT("热线")));
}

static bool is_phone_shape(gr_str text, size_t at)
{
    if (is_short_line(text, at))
        return true;
    char c1 = text.ptr[at];
    if (c1 != '0' && c1 != '1' && c1 != '4' && c1 != '8')
        return false;
    size_t first = gr_digits_end(text, at), end = phone_end(text, at), next, digits = 0;
    for (size_t i = at; i < end; i++)
        digits += gr_is_digit((unsigned char)text.ptr[i]);
    if (digits == 11 && first == end && text.ptr[at] == '1' && text.ptr[at + 1] >= '3')
        return true;
    if (text.ptr[at] == '0' && (first - at == 3 || first - at == 4) && first < end)
        return digits >= 10 && digits <= 20;
    uint32_t c = gr_char_at(text, first, &next);
    return first - at == 3 && gr_is_dash(c) && (text.ptr[at] == '4' || text.ptr[at] == '8') &&
           text.ptr[at + 1] == '0' && digits == 10;
}

/* ------------------------------------------------- codes, addresses, URLs */

static bool is_code_char(uint32_t c)
{
    return gr_is_digit(c) || gr_is_letter(c);
}

/* May stand inside a code or an address between letters and digits. */
static bool is_code_joint(uint32_t c)
{
    return c == '-' || c == '.' || c == '/' || c == '_' || c == '#' || c == '@' || c == '=' || c == '&' ||
           c == '%' || c == '~' || c == '+' || c == U'：' || c == U'？' || c == ':' || c == '?' || c == U'—';
}

/* The run of letters, digits and joints round text[at]: its beginning, at most
 * `reach` bytes away; joints at its ends are not of it. */
static size_t code_start(gr_str text, size_t at, size_t reach)
{
    size_t start = at, edge;
    for (size_t from = at; at - from < reach; from = edge) {
        uint32_t c = gr_char_before(text, from, &edge);
        if (is_code_char(c))
            start = edge;
        else if (!is_code_joint(c))
            break;
    }
    return start;
}

static size_t code_end(gr_str text, size_t at, size_t reach)
{
    size_t end = at, edge;
    for (size_t to = at; to - at < reach; to = edge) {
        uint32_t c = gr_char_at(text, to, &edge);
        if (is_code_char(c))
            end = edge;
        else if (!is_code_joint(c))
            break;
    }
    return end;
}

static bool contains(gr_str s, const char *word)
{
    return gr_str_find(s, gr_str_of(word), 0) != GR_NOT_FOUND;
}

static bool has_domain(gr_str s)
{
    static const char *const domains[] = {".com", ".cn",  ".net", ".org", ".gov",
                                          ".htm", "www.", "http", ".am"};
    for (size_t i = 0; i < GR_COUNT(domains); i++)
        if (contains(s, domains[i]))
            return true;
    return false;
}

static bool is_url(gr_str s)
{
    return contains(s, "//") || contains(s, "@") || has_domain(s);
}

/* Four numbers with dots. */
static bool is_ip(gr_str s)
{
    size_t at = 0;
    for (int i = 0; i < 4; i++) {
        size_t end = gr_digits_end(s, at);
        if (end == at || end - at > 3 || (i < 3 && (end >= s.len || s.ptr[end] != '.')))
            return false;
        at = end + 1;
    }
    return true;
}

static bool touches_code(const gr_spot *p)
{
    uint32_t after = gr_char(p->text, p->digits_end);
    return gr_is_letter(p->before) || is_code_joint(p->before) || gr_is_letter(after) || is_code_joint(after);
}

/* The end of groups of digits and letters joined by - . / and their like. */
static size_t joined_end(gr_str text, size_t at)
{
    size_t end = at, next;
    for (;;) {
        uint32_t c = gr_char_at(text, end, &next);
        if (!is_code_char(c) && !((c == '-' || c == '.' || c == '/' || c == '_' || c == '+' || c == U'×' ||
                                   c == '*' || c == '#' || c == U'：') &&
                                  is_code_char(gr_char(text, next))))
            return end;
        end = next;
    }
}

/* The 号-1 of a filing number. */
static size_t skip_file_suffix(gr_str text, size_t at)
{
    size_t after = at + strlen("号-");
    return gr_has_at(text, at, GR_LIT("号-")) ? gr_digits_end(text, after) : at;
}

bool gr_read_contact(const gr_spot *p, gr_numeral *out)
{
    gr_str text = p->text;
    if (touches_code(p)) {
        size_t start = code_start(text, p->at, GR_NUMBER_REACH), end = code_end(text, p->at, GR_NUMBER_REACH);
        gr_str run = gr_str_slice(text, start, end);
        if (is_url(run) || is_ip(run)) {
            end = code_end(text, p->at, SIZE_MAX);
            gr_numeral_set(out, GR_NUMERAL_CONTACT, p->at, end, end);
            return true;
        }
    }
    bool line = false, announced = is_announced(p, &line);
    if (!announced && (gr_is_letter(p->before) || !is_phone_shape(text, p->at)))
        return false;
    size_t end = phone_end(text, p->at);
    if ((line || !announced) && (goes_on_as_count(p, end) || goes_on_as_count(p, p->amount.end)))
        return false;
    if (announced && end < p->at + SHORTEST_LINE)
        return false; /* 当面1、传真0 */
    if (announced && gr_has_at(text, gr_skip_space(text, end), GR_LIT("年")))
        return false;
    end = skip_file_suffix(text, phones_end(p, p->at));
    bool point = gr_has_at(text, end, GR_LIT(".")) && gr_is_digit(gr_char(text, end + 1)); /* 6402.1371 */
    if (announced && (point || gr_is_letter(gr_char(text, end))))
        end = joined_end(text, end); /* 91110000MA… */
    gr_numeral_set(out, GR_NUMERAL_CONTACT, p->at, end, end);
    return true;
}

/* ------------------------------------------------------------------- codes */

/* CNY 1.25, HKD13.5: letters that say which money. */
static bool is_currency(gr_str text, size_t end)
{
    static const char *const codes[] = {"CNY", "RMB", "USD", "HKD", "EUR", "GBP", "JPY", "US"};
    return gr_any_before(text, end, codes, GR_COUNT(codes));
}

static size_t letters_before(gr_str text, size_t at)
{
    size_t start = at;
    while (start > 0 && at - start < 16 && gr_is_letter((unsigned char)text.ptr[start - 1]))
        start--;
    return at - start;
}

/* A4, H5, PM2.5, 5G, 1V1: letters and digits that make one word.  Not APP2个,
 * where a word is followed by a count, nor 25kg. */
static bool has_letters(const gr_spot *p, size_t end)
{
    gr_str text = p->text;
    size_t letters = letters_before(text, p->at);
    if (p->at > 1 && text.ptr[p->at - 1] == '-' && gr_is_letter((unsigned char)text.ptr[p->at - 2]))
        return true; /* COVID-19 */
    if (letters > 0 && !is_currency(text, p->at))
        return letters < 2 || !goes_on_as_count(p, end);
    return gr_is_letter(gr_char(text, end)) && !gr_unit_at(text, end).found;
}

/* How many groups of digits the - . / of text[start, end) part, and whether
 * some group begins with 0. */
static int count_groups(gr_str text, size_t start, size_t end, bool *zero)
{
    int groups = 0;
    *zero = false;
    for (size_t at = start; at < end;) {
        size_t group = gr_digits_end(text, at);
        if (group > at) {
            groups++;
            *zero = *zero || (text.ptr[at] == '0' && group - at > 1);
        }
        at = group > at ? group : at + 1;
    }
    return groups;
}

static bool is_times(uint32_t c)
{
    return c == '+' || c == U'×' || c == '*' || c == '#' || c == U'＋';
}

/* 1+6, 1+N, 7×24, 5#2; 78：96. */
static bool is_formula(gr_str text, size_t at, size_t end)
{
    size_t next, start, previous;
    uint32_t after = gr_char_at(text, end, &next), before = gr_char_before(text, at, &start);
    uint32_t right = gr_char(text, next), left = gr_char_before(text, start, &previous);
    if (is_times(after) && (is_code_char(right) || gr_is_han(right)))
        return true;
    if (is_times(before) && (is_code_char(left) || left == U'”'))
        return true;
    return (after == U'：' && gr_is_digit(right)) || (before == U'：' && gr_is_digit(left));
}

/* January 1 2010: a number in a passage in another language, whose words it stands between. */
static bool is_among_words(gr_str text, size_t at, size_t end)
{
    enum { WORD = 3, NUMBERS = 12 };
    static const char numbers[] = " ,.0123456789";
    size_t start = at, limit = at > NUMBERS ? at - NUMBERS : 0, letters;
    while (start > limit && strchr(numbers, text.ptr[start - 1]) != NULL)
        start--;
    letters = letters_before(text, start);
    if (letters < WORD || start == at || start == letters)
        return false;
    for (start -= letters; start > 0 && strchr(" ,", text.ptr[start - 1]) != NULL;)
        start--;
    while (end < text.len && end < at + NUMBERS && strchr(numbers, text.ptr[end]) != NULL)
        end++;
    return letters_before(text, start) > 0 && !gr_is_han(gr_char(text, end));
}

/* Words and codes that are written with digits, and digits with joints that
 * make neither a range nor a fraction. */
bool gr_read_code(const gr_spot *p, gr_numeral *out)
{
    gr_str text = p->text;
    size_t end = p->digits_end, joined;
    bool word = has_letters(p, end) || is_formula(text, p->at, end) || is_among_words(text, p->at, end);
    joined = joined_end(text, p->at);
    bool zero = false;
    int groups = word || joined == end ? 1 : count_groups(text, p->at, joined, &zero);
    bool dots = gr_has_at(text, end, GR_LIT("..")) && gr_is_digit(gr_char(text, end + 2));
    if (dots)
        joined = gr_digits_end(text, end + 2);
    bool leading_zero = text.ptr[p->at] == '0' && end - p->at > 1 && !goes_on_as_count(p, end);
    bool dates = end - p->at >= TWO_DATES && gr_has_at(text, p->at, GR_LIT("20")) && end < text.len &&
                 gr_unit_at(text, end).sense != GR_UNIT_MONEY; /* 20091120091231间 */
    if (!word && !dots && !dates && groups < 3 &&
        !(groups == 2 && zero && !gr_has_at(text, end, GR_LIT("."))) && !leading_zero)
        return false;
    size_t digits = 0;
    for (size_t i = p->at; i < joined; i++)
        digits += gr_is_digit((unsigned char)text.ptr[i]);
    bool contact = digits >= 6 || (leading_zero && !word);
    gr_numeral_set(out, contact ? GR_NUMERAL_CONTACT : GR_NUMERAL_NAME, p->at, joined, joined);
    return true;
}
