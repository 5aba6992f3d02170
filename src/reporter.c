#include "reporter.h"

#include "codepoint.h"

void gr_reporter_add_read(gr_reporter *r, gr_wording name, const gr_agency *agency, gr_name_source source)
{
    for (size_t i = 0; i < r->count; i++) {
        gr_reporter_name *known = &r->names[i];
        if (known->source == source && gr_str_equal(known->name.folded, name.folded)) {
            known->count++;
            return;
        }
    }
    if (r->count < GR_REPORTER_NAMES)
        r->names[r->count++] = (gr_reporter_name){name, *agency, source, 1};
}

void gr_reporter_add(gr_reporter *r, gr_wording name, gr_name_source source)
{
    gr_agency agency;
    if (gr_agency_read(name.folded, &agency))
        gr_reporter_add_read(r, name, &agency, source);
}

size_t gr_reporter_board(gr_str s)
{
    return gr_str_starts(s, GR_LIT("管委会"))       ? strlen("管委会")
           : gr_str_starts(s, GR_LIT("管理委员会")) ? strlen("管理委员会")
                                                    : 0;
}

/* ----------------------------------------------------------------- choosing */

static bool is_bare(const gr_reporter_name *n)
{
    return n->agency.body_start == n->name.folded.len;
}

bool gr_reporter_is_short(const gr_reporter_name *n)
{
    return is_bare(n) || gr_str_equal(gr_agency_body(n->name.folded, &n->agency), GR_LIT("政府"));
}

bool gr_reporter_is_placeless(const gr_reporter_name *n)
{
    return n->agency.relative || gr_agency_is_placeless(&n->agency);
}

bool gr_reporter_may_abbreviate(const gr_reporter_name *n)
{
    enum { BYTES = 5 * 3 };
    return n->agency.body == GR_BODY_DEPARTMENT && gr_agency_body(n->name.folded, &n->agency).len <= BYTES;
}

/* Whether a names the body better than b, which stands before it in the text. */
static bool is_better(const gr_reporter_name *a, const gr_reporter_name *b)
{
    if (a->source != b->source)
        return a->source < b->source;
    if (a->source == GR_NAME_SIGNATURE)
        return true; /* the last one signs */
    if (a->agency.relative != b->agency.relative)
        return b->agency.relative;
    if (is_bare(a) != is_bare(b))
        return is_bare(b);
    if (gr_str_ends(b->name.folded, a->name.folded) || gr_str_ends(a->name.folded, b->name.folded))
        return a->name.folded.len > b->name.folded.len;
    return a->count > b->count;
}

static const gr_reporter_name *best(const gr_reporter *r, gr_name_source from, gr_name_source to)
{
    const gr_reporter_name *found = NULL;
    for (size_t i = 0; i < r->count; i++) {
        const gr_reporter_name *n = &r->names[i];
        if (n->source >= from && n->source <= to && (found == NULL || is_better(n, found)))
            found = n;
    }
    return found;
}

const gr_reporter_name *gr_reporter_from(const gr_reporter *r, gr_name_source source)
{
    return best(r, source, source);
}

/* --------------------------------------------------------------- completing */

static gr_str place_str(const gr_reporter_name *n, size_t i)
{
    return gr_str_slice(n->name.folded, n->agency.places[i].start, n->agency.places[i].end);
}

static bool same_place(const gr_reporter_name *a, size_t i, const gr_reporter_name *b, size_t k)
{
    return gr_str_equal(place_str(a, i), place_str(b, k));
}

static void set_name(gr_reporter_name *n, gr_wording name)
{
    gr_reporter_name changed = *n;
    changed.name = name;
    if (gr_agency_read(name.folded, &changed.agency))
        *n = changed;
}

/* 泾河源镇 becomes 泾河源镇人民政府 where another name has it so. */
static void complete_body(const gr_reporter *r, gr_reporter_name *n, const gr_reporter_name *other)
{
    const gr_agency *a = &n->agency, *b = &other->agency;
    if (!gr_reporter_is_short(n) || gr_reporter_is_short(other) || b->body != GR_BODY_GOVERNMENT ||
        a->place_count == 0 || b->place_count == 0)
        return;
    if (!same_place(n, a->place_count - 1, other, b->place_count - 1))
        return;
    gr_wording tail = gr_wording_slice(other->name, b->body_start, other->name.folded.len);
    set_name(n, gr_wording_join(gr_wording_slice(n->name, 0, a->body_start), tail, r->arena));
}

/* 桥北新区 becomes 桥北新区管委会 where another name has it so. */
static void complete_zone(gr_reporter_name *n, const gr_reporter_name *other)
{
    if (!gr_str_starts(other->name.folded, n->name.folded))
        return;
    gr_str board = gr_str_slice(other->name.folded, n->name.folded.len, other->name.folded.len);
    if (board.len > 0 && gr_reporter_board(board) == board.len) {
        n->name = other->name;
        n->agency = other->agency;
    }
}

/* Whether the other name may lend its wider places.  Beside the title stands the
 * signature and the page; a sentence counts only for a name without any. */
static bool may_widen(const gr_reporter_name *n, const gr_reporter_name *other)
{
    bool stated = other->source <= GR_NAME_SIGNATURE || other->source == GR_NAME_HEAD;
    return stated || (n->agency.place_count == 1 && n->agency.level == GR_LEVEL_TOWNSHIP);
}

/* 黄村镇 becomes 泾县黄村镇. */
static void complete_places(const gr_reporter *r, gr_reporter_name *n, const gr_reporter_name *other)
{
    if (n->agency.place_count == 0 || n->agency.places[0].start > 0 || !may_widen(n, other))
        return;
    for (size_t k = 1; k < other->agency.place_count; k++) {
        if (!same_place(n, 0, other, k) || other->agency.places[0].start > 0)
            continue;
        gr_wording wider = gr_wording_slice(other->name, 0, other->agency.places[k].start);
        set_name(n, gr_wording_join(wider, n->name, r->arena));
        return;
    }
}

/* 市统计局, and 公安局 alone, become 抚顺市统计局. */
static void complete_relative(gr_reporter_name *n, const gr_reporter_name *other)
{
    bool whole = gr_str_ends(other->name.folded, n->name.folded);
    if (!gr_reporter_is_placeless(n) || other->agency.place_count == 0 ||
        (!whole && (other->source == GR_NAME_SUBJECT || !n->agency.relative)))
        return;
    gr_str own = gr_agency_body(n->name.folded, &n->agency),
           body = gr_agency_body(other->name.folded, &other->agency);
    if (gr_str_equal(own, body)) {
        n->name = other->name;
        n->agency = other->agency;
    }
}

/* Whether all characters of brief stand in full in their order, from the first on, but
 * not side by side: 安监局 and 安全生产监督管理局, not 教育局 and 教育体育局. */
static bool abbreviates(gr_str brief, gr_str full)
{
    size_t last = gr_utf8_back(brief, brief.len), at = 0;
    gr_str stem = gr_str_slice(brief, 0, last);
    if (gr_str_starts(full, brief) && gr_str_ends(brief, GR_LIT("委")))
        return gr_str_equal(gr_str_slice(full, brief.len, full.len), GR_LIT("员会"));
    if (full.len <= brief.len || gr_str_find(full, stem, 0) != GR_NOT_FOUND)
        return false;
    for (size_t i = 0, next; i < brief.len; i = next) {
        next = gr_utf8_next(brief, i);
        size_t found = gr_str_find(full, gr_str_slice(brief, i, next), at);
        if (found == GR_NOT_FOUND || (i == 0 && found > 0))
            return false;
        at = found + (next - i);
    }
    return true;
}

/* 平罗县安监局 becomes 平罗县安全生产监督管理局 where another name has it so. */
static void complete_abbreviation(const gr_reporter *r, gr_reporter_name *n, const gr_reporter_name *other)
{
    const gr_agency *a = &n->agency, *b = &other->agency;
    if (is_bare(n) || is_bare(other) || b->place_count == 0 ||
        !abbreviates(gr_agency_body(n->name.folded, a), gr_agency_body(other->name.folded, b)))
        return;
    if (a->relative) {
        n->name = other->name;
        n->agency = *b;
    } else if (a->place_count > 0 && same_place(n, a->place_count - 1, other, b->place_count - 1)) {
        gr_wording tail = gr_wording_slice(other->name, b->body_start, other->name.folded.len);
        set_name(n, gr_wording_join(gr_wording_slice(n->name, 0, a->body_start), tail, r->arena));
    }
}

/* The only name of a body nearby that the opening's clauses have for subject: 市统计局
 * alone, among others, is one of many that the text speaks of. */
static const gr_reporter_name *relative_subject(const gr_reporter *r)
{
    const gr_reporter_name *found = NULL;
    for (size_t i = 0; i < r->count; i++) {
        const gr_reporter_name *n = &r->names[i];
        if (n->source != GR_NAME_SUBJECT || !n->agency.relative)
            continue;
        if (found != NULL)
            return NULL;
        found = n;
    }
    return found;
}

/* Who acts in the opening's clauses; a national body only gives orders where 市商务局 acts. */
static const gr_reporter_name *acting(const gr_reporter *r)
{
    const gr_reporter_name *subject = best(r, GR_NAME_SUBJECT, GR_NAME_SUBJECT);
    if (subject != NULL && subject->agency.relative)
        subject = NULL;
    if (subject != NULL && subject->agency.level != GR_LEVEL_NATIONAL)
        return subject;
    const gr_reporter_name *relative = relative_subject(r);
    return relative != NULL ? relative : subject;
}

bool gr_reporter_choose(const gr_reporter *r, gr_wording *name, gr_agency *agency)
{
    const gr_reporter_name *base = best(r, GR_NAME_TITLE, GR_NAME_PAGE);
    if (base == NULL)
        base = acting(r);
    if (base == NULL)
        base = best(r, GR_NAME_CONTACT, GR_NAME_TRAIL);
    if (base == NULL)
        return false;
    gr_reporter_name n = *base;
    for (gr_name_source source = GR_NAME_TITLE; source <= GR_NAME_MENTION; source++) {
        for (size_t i = 0; i < r->count; i++) {
            if (r->names[i].source != source)
                continue;
            complete_relative(&n, &r->names[i]);
            complete_abbreviation(r, &n, &r->names[i]);
            complete_body(r, &n, &r->names[i]);
            complete_zone(&n, &r->names[i]);
            if (source != GR_NAME_MENTION && source != GR_NAME_SUBJECT)
                complete_places(r, &n, &r->names[i]);
        }
    }
    *name = n.name;
    *agency = n.agency;
    return true;
}
