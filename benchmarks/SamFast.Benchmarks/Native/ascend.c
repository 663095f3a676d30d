/* SAM's ascent: q = p + rho g / |g|. */
#include "norm.h"

void ascend(long n, const REAL *restrict p, const REAL *restrict g, REAL *restrict q)
{
    const REAL scale = (REAL)(0.05 / norm(n, g));
    for (long i = 0; i < n; i++)
        q[i] = p[i] + scale * g[i];
}
