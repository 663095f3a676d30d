/* Blocks that stay in L1 until their norms are taken; then the step. */
#include "adam.h"
#include "norm.h"

void lamb(long n, REAL *restrict p, const REAL *restrict g, REAL *const *state, const double *decay)
{
    REAL *restrict u = state[2];
    double parameters = 0, updates = 0;
    for (long i = 0; i < n; i += 1024) {
        long length = n - i < 1024 ? n - i : 1024;
        adam_direct(length, p + i, g + i, state[0] + i, state[1] + i, u + i, decay);
        parameters += squares(length, p + i);
        updates += squares(length, u + i);
    }

    REAL rate = (REAL)(parameters == 0 || updates == 0 ? 1e-3 : 1e-3 * sqrt(parameters / updates));
    for (long i = 0; i < n; i++)
        p[i] -= rate * u[i];
}
