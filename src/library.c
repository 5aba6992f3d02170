#include "library.h"

#include <dlfcn.h>
#include <string.h>

#ifndef RTLD_NODELETE
#define RTLD_NODELETE 0
#endif

/* What has been loaded stays so: the next input would load it again, and
 * libraries may keep data for each thread. */
void *gr_library_open(const char *const *names, size_t count)
{
    void *handle = NULL;
    for (size_t i = 0; i < count && handle == NULL; i++)
        handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    return handle;
}

/* dlsym() gives an object pointer; C has no cast from that to a function's. */
bool gr_library_find(void *handle, const char *name, void *function)
{
    void *symbol = dlsym(handle, name);
    memcpy(function, &symbol, sizeof symbol);
    return symbol != NULL;
}
