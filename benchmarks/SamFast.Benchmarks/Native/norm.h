/* The Euclidean norm: sixteen partial sums over each block of 4,096, the blocks in double. */
#include <math.h>

static inline double norm(long n, const REAL *restrict x)
{
    double total = 0;
    for (long start = 0; start < n; start += 4096) {
        long end = start + 4096 < n ? start + 4096 : n;
        long i = start;
        REAL sums[16] = {0};
        for (; i + 16 <= end; i += 16)
            for (int lane = 0; lane < 16; lane++)
                sums[lane] += x[i + lane] * x[i + lane];
        for (; i < end; i++)
            sums[0] += x[i] * x[i];
        for (int lane = 0; lane < 16; lane++)
            total += sums[lane];
    }
    return sqrt(total);
}
