#include "pattern_parse.h"

#include "codepoint.h"

bool gr_pattern_is_special(char c)
{
    switch (c) {
    case '\0':
    case '\\':
    case '^':
    case '$':
    case '.':
    case '[':
    case '|':
    case '(':
    case ')':
    case '?':
    case '*':
    case '+':
    case '{':
        return true;
    default:
        return false;
    }
}

gr_str gr_pattern_literal_prefix(gr_str s)
{
    size_t end = 0;
    while (end < s.len && !gr_pattern_is_special(s.ptr[end]) && (end == 0 || s.ptr[end] != '#'))
        end++;
    if (end < s.len && (s.ptr[end] == '?' || s.ptr[end] == '*' || s.ptr[end] == '{'))
        end = gr_utf8_back(s, end);
    return gr_str_slice(s, 0, end);
}

size_t gr_pattern_class_end(gr_str pattern, size_t at)
{
    size_t i = at + 1;
    if (i < pattern.len && pattern.ptr[i] == '^')
        i++;
    do
        i += i < pattern.len && pattern.ptr[i] == '\\' ? 2 : 1;
    while (i < pattern.len && pattern.ptr[i] != ']');
    return i < pattern.len ? i + 1 : pattern.len;
}

size_t gr_pattern_part_end(gr_str pattern, size_t at)
{
    size_t end = pattern.ptr[at] == '['    ? gr_pattern_class_end(pattern, at)
                 : pattern.ptr[at] == '\\' ? at + 2
                                           : gr_utf8_next(pattern, at);
    return end < pattern.len ? end : pattern.len;
}

size_t gr_pattern_group_end(gr_str s)
{
    int depth = 0;
    for (size_t i = 0; i < s.len; i = gr_pattern_part_end(s, i)) {
        if (s.ptr[i] == '(')
            depth++;
        else if (s.ptr[i] == ')' && --depth == 0)
            return i;
    }
    return 0;
}

gr_str gr_pattern_behind_quantifier(gr_str s, bool *optional)
{
    size_t end = 0;
    *optional = s.len > 0 && strchr("?*{", s.ptr[0]) != NULL;
    if (s.len > 0 && s.ptr[0] == '{') {
        end = gr_str_find(s, GR_LIT("}"), 0);
        end = end == GR_NOT_FOUND ? s.len : end + 1;
    } else if (*optional || (s.len > 0 && s.ptr[0] == '+')) {
        end = 1;
    }
    if (end > 0 && end < s.len && (s.ptr[end] == '?' || s.ptr[end] == '+'))
        end++;
    return gr_str_slice(s, end, s.len);
}

bool gr_pattern_is_look(gr_str group)
{
    size_t at = gr_str_starts(group, GR_LIT("(?<")) ? 3 : 2;
    return gr_str_starts(group, GR_LIT("(?")) && at < group.len &&
           (group.ptr[at] == '!' || group.ptr[at] == '=');
}
