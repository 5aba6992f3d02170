/*
 * Libraries that only some inputs need, found at run time so that the others do
 * not pay for their start.
 */
#ifndef GR_LIBRARY_H
#define GR_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* The first of the names that is there, or NULL. */
void *gr_library_open(const char *const *names, size_t count);

/* Sets *function, a pointer to a function, to the one of that name. */
bool gr_library_find(void *handle, const char *name, void *function);

#endif
