#include "fields_parts.h"

#include "codepoint.h"
#include "data.h"

static void vote_for_year(gr_fields *f, int year, int weight)
{
    for (size_t i = 0; i < YEARS; i++) {
        if (f->found.years[i].year != year && f->found.years[i].year != 0)
            continue;
        f->found.years[i].year = year;
        f->found.years[i].weight += weight;
        return;
    }
}

/* How clearly the year at s[start, end) is the report's: 截至2008年底, 2008年度,
 * not 2004年5月1日. */
static int year_weight(gr_str s, size_t start, size_t end)
{
    gr_date date;
    bool dated = gr_date_read(s, start, &date) != GR_NOT_FOUND && date.month > 0;
    if (dated)
        return date.month == 12 && date.day == 31 ? 3 : 0;
    if (gr_is_at(s, end, "底") || gr_is_at(s, end - HAN, "度"))
        return 3;
    return gr_is_at(s, end, "，") ? 2 : 1;
}

static void vote_for_years(gr_fields *f, gr_str s)
{
    size_t start, end;
    int year;
    for (size_t at = 0; (year = gr_title_year(s, at, &start, &end)) > 0; at = end)
        if (year_weight(s, start, end) > 0)
            vote_for_year(f, year, year_weight(s, start, end));
}

/* Where the clause that begins at `at` ends, at most at `limit`. */
static size_t clause_end(const gr_text *text, size_t at, size_t limit)
{
    for (size_t i = gr_text_token_at(text, at); i < text->tokens.len && text->tokens.ptr[i].start < limit;
         i++) {
        gr_class class = (gr_class)text->tokens.ptr[i].class;
        if (class >= GR_CLASS_STOP && class <= GR_CLASS_OPEN)
            return text->tokens.ptr[i].start;
    }
    return limit;
}

static size_t sentence_end(gr_str s, size_t at)
{
    size_t end = gr_find_han(s, GR_LIT("。"), at);
    return end == GR_NOT_FOUND ? s.len : end;
}

/* 由徐汇区人民政府办公室综合…编制: the office wrote for the whole government. */
static size_t without_office(gr_str s, size_t start, size_t end)
{
    gr_str name = gr_str_slice(s, start, end), office = GR_LIT("办公室");
    bool collects = gr_word_list_start(GR_FIELDWORDS_COLLECT, gr_str_slice(s, end, s.len)) > 0;
    return collects && gr_str_ends(name, GR_LIT("人民政府办公室")) ? end - office.len : end;
}

/* 规划局办公室 writes for the bureau: the bytes of its office, if the name has one. */
static size_t office_length(gr_str name)
{
    return gr_word_list_end(GR_FIELDWORDS_OFFICE_OF, name) > 0 ? strlen("办公室") : 0;
}

/* The names behind `lead`, and where that is asked before the year, in sentences that tell
 * who wrote the report. */
static void names_behind(gr_fields *f, const gr_text *text, gr_str s, gr_str lead, bool before_year)
{
    for (size_t at = 0; (at = gr_find_han(s, lead, at)) != GR_NOT_FOUND; at += lead.len) {
        size_t start = at + lead.len, sentence = sentence_end(s, start), end = clause_end(text, start, s.len);
        gr_agency agency;
        if (!gr_word_list_within(GR_FIELDWORDS_COMPILE, gr_str_slice(s, start, sentence)))
            continue;
        size_t name_end = gr_agency_read_prefix(s, start, end, &agency);
        if (name_end == GR_NOT_FOUND || gr_agency_is_placeless(&agency))
            continue; /* 党政办: an office of the body itself */
        if (before_year && !gr_is_at(s, name_end, "20"))
            continue; /* 根据市政府办公室的通知编制 */
        name_end = without_office(s, start, name_end);
        name_end -= office_length(gr_str_slice(s, start, name_end));
        gr_reporter_add(&f->reporter, gr_wording_make(text, start, name_end, f->arena), GR_NAME_COMPILED);
    }
}

/* 由绩溪县伏岭镇人民政府编制, 本报告是绩溪县伏岭镇人民政府编制的, 依据绩溪县水务局2010年
 * 政府信息公开情况编制 */
static void names_of_authors(gr_fields *f, const gr_text *text, gr_str s)
{
    names_behind(f, text, s, GR_LIT("由"), false);
    names_behind(f, text, s, GR_LIT("报告是"), false);
    names_behind(f, text, s, GR_LIT("年报是"), false);
    names_behind(f, text, s, GR_LIT("依据"), true);
    names_behind(f, text, s, GR_LIT("根据"), true);
}

/* Whether a name may begin at s[at]: with a listed place, what looks like one, or as
 * those of national bodies do. */
static bool may_begin_name(gr_str s, size_t at)
{
    gr_division place;
    if (gr_division_read(s, at, &place))
        return place.listed || (place.level != GR_LEVEL_PROVINCE &&
                                place.end - place.start <= (place.level == GR_LEVEL_TOWNSHIP ? 6 : 4) * HAN);
    gr_str rest = gr_str_slice(s, at, s.len);
    return gr_is_at(s, at, "市") || gr_is_at(s, at, "县") || gr_is_at(s, at, "区") || gr_is_at(s, at, "省") ||
           gr_word_list_start(GR_FIELDWORDS_NATIONAL, rest) > 0;
}

/* The office of a government or of a town speaks for it. */
static size_t without_own_office(gr_str s, size_t start, size_t end, const gr_agency *agency)
{
    gr_str body = gr_agency_body(gr_str_slice(s, start, end), agency);
    if (gr_str_ends(body, GR_LIT("人民政府办公室")))
        return end - strlen("办公室");
    bool own = gr_str_starts(body, GR_LIT("人民政府")) || gr_str_starts(body, GR_LIT("办事处"));
    return agency->level == GR_LEVEL_TOWNSHIP && !own ? start + agency->body_start : end;
}

/* 请与岱山县卫生健康局联系: the body, or its office; whether one stands at `contact`. */
static bool name_of_contact(gr_fields *f, const gr_text *text, gr_str s, size_t contact)
{
    static const char *const before[] = {"与", "联系：", "向", "联系", "咨询"};
    size_t from = contact > CONTACT ? gr_utf8_back(s, contact - CONTACT) : 0;
    for (size_t i = 0; i < GR_COUNT(before); i++) {
        for (size_t at = from;
             (at = gr_find_han(s, gr_str_of(before[i]), at)) != GR_NOT_FOUND && at < contact + HAN;
             at += HAN) {
            size_t start = at + strlen(before[i]);
            gr_agency agency;
            size_t end = gr_agency_read_prefix(s, start, clause_end(text, start, s.len), &agency);
            if (end == GR_NOT_FOUND || agency.place_count == 0 || !may_begin_name(s, start))
                continue;
            end = without_own_office(s, start, end, &agency);
            end -= office_length(gr_str_slice(s, start, end));
            gr_reporter_add(&f->reporter, gr_wording_make(text, start, end, f->arena), GR_NAME_CONTACT);
            return true;
        }
    }
    return false;
}

/* 联系我局工作实际编写本报告。……如有疑问，请与岱山县卫生健康局联系: the first that names one. */
static void names_of_contacts(gr_fields *f, const gr_text *text, gr_str s)
{
    gr_str word = GR_LIT("联系");
    for (size_t at = 0; (at = gr_find_han(s, word, at)) != GR_NOT_FOUND; at += word.len)
        if (name_of_contact(f, text, s, at))
            return;
}

/* Whether what follows a name makes another thing of it: 人民政府网站. */
static bool goes_on_as_noun(gr_str s, size_t at)
{
    return gr_word_list_start(GR_FIELDWORDS_NOUN_AFTER, gr_str_slice(s, at, s.len)) > 0;
}

/* 临溪区 of 临溪区供销合作联社: what looks like a place, and no body that is known. */
static bool is_guessed_place(const gr_agency *agency, size_t length)
{
    return agency->place_count > 0 && !agency->places[agency->place_count - 1].listed &&
           agency->body_start == length && agency->level != GR_LEVEL_TOWNSHIP;
}

/* Whether a name of its own begins at s[at], as schools, companies and boards have them:
 * 合肥职业学院. */
static bool begins_institution(gr_str s, size_t at, size_t limit)
{
    enum { LONGEST = 60 };
    gr_str clause = gr_str_slice(s, 0, limit - at > LONGEST ? at + LONGEST : limit);
    for (size_t i = at; i < clause.len; i = gr_utf8_next(clause, i)) {
        gr_str rest = gr_str_slice(clause, i, clause.len);
        if (gr_word_list_start(GR_FIELDWORDS_PARTICLE, rest) > 0)
            return false;
        if (i >= at + 2 * HAN && gr_word_list_start(GR_FIELDWORDS_INSTITUTION, rest) > 0)
            return true;
    }
    return false;
}

/* The name at s[at]; `led` by a year or by what introduces the body. */
static void name_at(gr_fields *f, const gr_text *text, gr_str s, size_t at, size_t limit, bool led)
{
    gr_agency agency;
    if (limit - at < 2 * HAN || limit - at > 600 ||
        !(may_begin_name(s, at) || (led && begins_institution(s, at, limit))))
        return;
    size_t end = gr_agency_read_prefix(s, at, limit, &agency);
    if (end == GR_NOT_FOUND || (end == limit && !gr_is_at(s, end, "（以下简称")) || goes_on_as_noun(s, end) ||
        is_guessed_place(&agency, end - at))
        return;
    end -= office_length(gr_str_slice(s, at, end));
    gr_reporter_add(&f->reporter, gr_wording_make(text, at, end, f->arena), GR_NAME_SUBJECT);
}

/* Whether a year stands right before s[at]: 2022年，合肥职业学院… */
static bool is_behind_year(gr_str s, size_t at)
{
    static const char *const years[] = {"年", "年，", "年度", "年度，"};
    return gr_str_ends_any(gr_str_slice(s, 0, at), years, GR_COUNT(years));
}

/* The subject of the clause at s[at], and who follows the year in it. */
static void name_of_subject(gr_fields *f, const gr_text *text, gr_str s, size_t at)
{
    size_t start, end, from = at, limit = clause_end(text, at, s.len);
    gr_date date;
    at += gr_word_list_start(GR_FIELDWORDS_PRESENTS, gr_str_slice(s, at, s.len));
    size_t dated = gr_date_read(s, at, &date);
    if (dated != GR_NOT_FOUND && dated < limit)
        at = gr_is_at(s, dated, "起") ? dated + HAN : dated;
    gr_str clause = gr_str_slice(s, 0, limit);
    if (gr_title_year(clause, at, &start, &end) > 0) {
        if (start > at)
            name_at(f, text, s, at, limit, at > from);
        at = end;
    }
    name_at(f, text, s, at, limit, at > from || is_behind_year(s, at));
}

/* 2024年，番禺区人民政府办公室严格对照…: who acts in the clauses of the opening. */
static void names_of_subjects(gr_fields *f, const gr_text *text, gr_str s, size_t from)
{
    name_of_subject(f, text, s, from);
    for (size_t i = gr_text_token_at(text, from); i < text->tokens.len && text->tokens.ptr[i].end < s.len;
         i++) {
        const gr_token *t = &text->tokens.ptr[i];
        if (t->class == GR_CLASS_COMMA || t->class == GR_CLASS_STOP || t->class == GR_CLASS_SEMICOLON)
            name_of_subject(f, text, s, t->end);
    }
}

/* The wider places that stand right before the body's own: 淮安市洪泽区. */
static void note_wider_places(gr_fields *f, const gr_text *text, gr_str s, gr_str own, size_t at)
{
    gr_division place;
    while (f->found.above_count < REGIONS && gr_division_before(s, at, &place)) {
        if (gr_str_equal(gr_str_slice(s, place.start, at), own))
            return;
        f->found.above[f->found.above_count] = gr_wording_make(text, place.start, place.end, f->arena);
        f->found.above_levels[f->found.above_count++] = place.level;
        at = place.start;
    }
}

/* The board of a zone that the title names alone: 桥北新区管委会. */
static void mention_of_board(gr_fields *f, const gr_text *text, gr_str s, gr_str zone)
{
    for (size_t at = 0; (at = gr_find_han(s, zone, at)) != GR_NOT_FOUND; at += zone.len) {
        size_t end = at + zone.len, board = gr_reporter_board(gr_str_slice(s, end, s.len));
        if (board == 0)
            continue;
        gr_reporter_add(&f->reporter, gr_wording_make(text, at, end + board, f->arena), GR_NAME_MENTION);
        return;
    }
}

/* 《榆泉市水利局政府信息公开指南》: the place of 市水利局, as the title or the opening says. */
static void mention_of_place(gr_fields *f, const gr_text *text, gr_str s, gr_str name)
{
    gr_division place;
    for (size_t at = 0; (at = gr_find_han(s, name, at)) != GR_NOT_FOUND; at += name.len) {
        if (!gr_division_before(s, at + HAN, &place) || place.start >= at)
            continue;
        gr_reporter_add(&f->reporter, gr_wording_make(text, place.start, at + name.len, f->arena),
                        GR_NAME_MENTION);
        return;
    }
}

/* What the text adds to the name in the title: its places and its body. */
static void mentions(gr_fields *f, const gr_text *text, gr_str s)
{
    const gr_reporter_name *n = gr_fields_title_name(f);
    if (n != NULL && n->agency.body == GR_BODY_ZONE)
        mention_of_board(f, text, s, n->name.folded);
    const gr_reporter_name *near = n != NULL ? n : gr_reporter_from(&f->reporter, GR_NAME_SUBJECT);
    if (near != NULL && near->agency.relative)
        mention_of_place(f, text, s, near->name.folded);
    if (n == NULL || n->agency.place_count == 0)
        return;
    const gr_division *first = &n->agency.places[0], *last = &n->agency.places[n->agency.place_count - 1];
    gr_str top = gr_str_slice(n->name.folded, first->start, first->end);
    gr_str own = gr_str_slice(n->name.folded, last->start, last->end);
    size_t at = first->start == 0 && first->level != GR_LEVEL_PROVINCE && f->found.above_count == 0
                    ? gr_find_han(s, top, 0)
                    : GR_NOT_FOUND;
    for (; at != GR_NOT_FOUND && f->found.above_count == 0; at = gr_find_han(s, top, at + top.len))
        note_wider_places(f, text, s, top, at);
    if (!gr_reporter_is_short(n))
        return;
    for (at = 0; (at = gr_find_han(s, own, at)) != GR_NOT_FOUND; at += own.len) {
        size_t end = at + own.len;
        const char *body = gr_is_at(s, end, "人民政府") ? "人民政府"
                           : gr_is_at(s, end, "办事处") ? "办事处"
                                                        : NULL;
        if (body == NULL)
            continue;
        gr_reporter_add(&f->reporter, gr_wording_make(text, at, end + strlen(body), f->arena),
                        GR_NAME_MENTION);
        return;
    }
}

/* 公安局 and 平罗县安监局 may have one in the clauses of the text. */
static bool may_have_fuller_name(const gr_reporter_name *n)
{
    return gr_reporter_is_placeless(n) || gr_reporter_may_abbreviate(n);
}

/* Whether the title leaves room for a fuller name. */
static bool may_need_names(const gr_reporter_name *n)
{
    return n == NULL || gr_reporter_is_short(n) || may_have_fuller_name(n) ||
           (n->agency.place_count == 1 && n->agency.level == GR_LEVEL_TOWNSHIP);
}

/* Where the name begins that ends at s[end]: at the first place in its clause. */
static size_t name_start(const gr_text *text, gr_str s, size_t end)
{
    gr_agency agency;
    gr_division place;
    size_t from = end > GR_AGENCY_MAX ? gr_utf8_back(s, end - GR_AGENCY_MAX + 1) : 0;
    for (size_t at = from; at < end; at = gr_utf8_next(s, at)) {
        bool listed = gr_division_read(s, at, &place) && place.listed && place.end <= end;
        if (listed && clause_end(text, at, end) == end && gr_agency_read(gr_str_slice(s, at, end), &agency))
            return at;
    }
    return GR_NOT_FOUND;
}

/* 马鞍山市花山区水利局（以下简称“区水利局”）: the names that are shortened from there on. */
static void note_aliases(gr_fields *f, const gr_text *text, gr_str s)
{
    gr_str open = GR_LIT("（以下简称");
    for (size_t at = 0; f->found.alias_count < ALIASES && (at = gr_find_han(s, open, at)) != GR_NOT_FOUND;
         at += open.len) {
        size_t from = at + open.len, close = gr_find_han(s, GR_LIT("）"), from);
        size_t start = close != GR_NOT_FOUND ? name_start(text, s, at) : GR_NOT_FOUND;
        if (start == GR_NOT_FOUND)
            continue;
        bool quoted = gr_is_at(s, from, "“") && gr_str_ends(gr_str_slice(s, 0, close), GR_LIT("”"));
        gr_wording brief =
            gr_wording_make(text, quoted ? from + HAN : from, quoted ? close - HAN : close, f->arena);
        f->found.aliases[f->found.alias_count++] =
            (gr_alias){brief, gr_wording_make(text, start, at, f->arena)};
    }
}

/* What the opening says of who reports. */
static void names_of_opening(gr_fields *f, const gr_text *text, gr_str opening, size_t from)
{
    const gr_reporter_name *n = gr_fields_title_name(f);
    note_aliases(f, text, opening);
    if (may_need_names(n)) {
        names_of_authors(f, text, opening);
        names_of_contacts(f, text, opening);
    }
    if (n == NULL || may_have_fuller_name(n))
        names_of_subjects(f, text, opening, from);
    mentions(f, text, opening);
}

/* What running text says of the fields. */
void gr_fields_text(gr_fields *f, const gr_text *text, size_t from)
{
    gr_str s = gr_text_str(text);
    if (f->found.text_bytes < SEARCHED && f->found.period.score < STATED_PERIOD)
        gr_period_read(text, &f->found.period);
    if (f->found.text_bytes < SEARCHED &&
        (gr_fields_best_title(f) == NULL || gr_fields_best_title(f)->title.year == 0))
        vote_for_years(f, s);
    if (f->found.text_bytes < OPENING) {
        gr_str opening = gr_str_slice(s, 0, s.len > OPENING ? gr_utf8_back(s, OPENING) : s.len);
        if (f->title_count == 0)
            gr_fields_title_from_text(f, text);
        names_of_opening(f, text, opening, from);
    }
    f->found.text_bytes += s.len;
}
