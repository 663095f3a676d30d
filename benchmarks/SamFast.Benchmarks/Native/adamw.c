#include "adam.h"

void adamw(long n, REAL *p, const REAL *g, REAL *const *state, const double *decay)
{
    adam_step(n, p, g, state[0], state[1], 1, decay);
}
