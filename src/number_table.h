/*
 * Words that stand at a numeral, by the characters by which they are looked up:
 * the units, names and cues of data/, laid out by embed_numbers.c.
 */
#ifndef GR_NUMBER_TABLE_H
#define GR_NUMBER_TABLE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct gr_number_entry {
    const char *text;
    uint16_t length;
    uint8_t lead; /* bytes before the character that is looked up */
    uint8_t sense;
    char last; /* byte of text */
    uint32_t key;
} gr_number_entry;

enum { GR_NUMBER_SLOT_BITS = 11, GR_NUMBER_SLOTS = 1 << GR_NUMBER_SLOT_BITS };

typedef struct gr_number_index {
    const gr_number_entry *entries; /* those of one slot stand together */
    const uint16_t *slots;          /* its first entry; the next slot's is behind its last */
} gr_number_index;

static inline uint32_t gr_number_slot(uint32_t key)
{
    return (key * 2654435761U) >> (32 - GR_NUMBER_SLOT_BITS);
}

/* The key of two characters that stand together; `leads`: the second is a
 * phrase's first numeral. */
static inline uint32_t gr_number_pair(uint32_t first, uint32_t second, bool leads)
{
    return (first * 31 + second) * 2 + leads;
}

#endif
