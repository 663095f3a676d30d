using System.Numerics;

namespace SamFast.Tests.Wrappers;

/// <summary>Every wrapped optimizer here: no allocation, and the same bits for any number of threads.</summary>
[Collection(AllocationTests.Alone)]
public class WrappedSafetyTests
{
    private const int Length = 40_003;

    public static TheoryData<Type> Steppers =>
    [
        .. typeof(WrappedSafetyTests).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(WrappedSafetyTests).Namespace && Implements(t, typeof(IGradientOptimizer<>))),
    ];

    [Theory, MemberData(nameof(Steppers))]
    public void A_step_allocates_nothing(Type optimizer) => Declared.Visit(optimizer, new NoAllocation());

    [Theory, MemberData(nameof(Steppers))]
    public void Any_number_of_threads_gives_the_same_bits(Type optimizer) => Declared.Visit(optimizer, new SameBits());

    private static bool Implements(Type type, Type contract) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == contract);

    /// <summary>Every third gradient has a NaN.</summary>
    private static T[] Gradient<T>(int step) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gradient = Vectors.Uniform<T>(Length, 2 + step);
        if (step % 3 == 2)
            gradient[12_345] = T.NaN;
        return gradient;
    }

    private sealed class SameBits : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var expected = Walk(1);
            foreach (int threads in (int[])[2, 3])
                Bits.AssertSame<T>(expected, Walk(threads), $"{threads} threads:");

            T[] Walk(int threads)
            {
                var optimizer = Declared.New<IGradientOptimizer<T>>(type, Length);
                ((Optimizer<T>)optimizer).ThreadCount = threads;
                var parameters = Vectors.Uniform<T>(Length, 1);
                for (int step = 0; step < 9; step++)
                    optimizer.Step(parameters, Gradient<T>(step));
                return parameters;
            }
        }
    }

    private sealed class NoAllocation : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var optimizer = Declared.New<IGradientOptimizer<T>>(type, Length);
            var parameters = Vectors.Uniform<T>(Length, 1);
            T[][] gradients = [Gradient<T>(0), Gradient<T>(1), Gradient<T>(2)];
            int step = 0;
            Assert.Equal(0, AllocationTests.AllocatedBy(() => optimizer.Step(parameters, gradients[step++ % 3])));
        }
    }
}
