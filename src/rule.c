#include "rule.h"

static bool read_kind(gr_rule *rule, gr_str kind)
{
    static const char *const names[] = {"figure", "zero", "scope"};
    for (size_t i = 0; i < GR_COUNT(names); i++) {
        if (!gr_str_is(kind, names[i]))
            continue;
        rule->kind = (gr_rule_kind)i;
        return true;
    }
    return false;
}

static bool read_scope(gr_rule *rule, gr_str name)
{
#define NAME(id, name) name,
    static const char *const names[] = {GR_SCOPES(NAME)};
#undef NAME
    for (size_t i = 0; i < GR_COUNT(names); i++) {
        if (!gr_str_is(name, names[i]))
            continue;
        rule->scope = (gr_scope)i;
        return true;
    }
    return false;
}

const char *gr_rule_read(gr_rule *rule, const gr_tsv *row, gr_str *code)
{
    *rule = (gr_rule){.units = gr_tsv_cell(row, "unit"),
                      .after = gr_tsv_cell(row, "after"),
                      .example = gr_tsv_cell(row, "example"),
                      .expect = gr_tsv_cell(row, "expect")};
    gr_str indicator = gr_tsv_cell(row, "indicator");
    *code = GR_LIT("");
    if (!read_kind(rule, gr_tsv_cell(row, "kind")))
        return "kind is not figure, zero or scope";
    if (rule->kind == GR_RULE_SCOPE && !gr_str_equal(indicator, GR_LIT("-")))
        return read_scope(rule, indicator) ? NULL : "no such scope";
    if (!gr_str_equal(indicator, GR_LIT("-")))
        *code = indicator;
    return NULL;
}

bool gr_rule_is_of(const gr_rule *rule, const char *family)
{
    return rule != NULL && gr_str_starts(gr_str_of(rule->id), gr_str_of(family));
}
