using System.Numerics;

namespace SamFast.Tests;

/// <summary>Both modes of SAM walk the same path, bit for bit.</summary>
public class ModeTests
{
    private const int OuterSteps = 300;

    public static TheoryData<Type> Transparent => Declared.Theory(Declared.Transparent);

    public static TheoryData<Type> PeriodOne =>
        Declared.Theory(Declared.All.Where(t => Declared.SamOf(t) is { SyncPeriod: 1 }));

    [Theory, MemberData(nameof(Transparent))]
    public void Transparent_equals_opaque(Type transparent) => Declared.Visit(transparent, new TwinCheck());

    [Theory, MemberData(nameof(PeriodOne))]
    public void A_period_of_one_is_the_outer_optimizer_alone(Type optimizer) => Declared.Visit(optimizer, new PeriodOneCheck());

    private sealed class TwinCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var twin = Declared.Opaque.Single(t => t.Name == "Opaque" + type.Name);
            int period = Declared.SamOf(type)!.SyncPeriod;
            foreach (int length in (int[])[2, 5, 19, 1000])
            {
                var transparent = Declared.New<IGradientOptimizer<T>>(type, length);
                var opaque = Declared.New<IOpaqueSam<T>>(twin, length);
                var known = Declared.New<IOpaqueSam<T>>(twin, length);
                T[] ours = Vectors.Uniform<T>(length, 1), theirs = [.. ours], knowing = [.. ours], start = [.. ours];
                var gradient = new T[length];
                var function = new Surface.Function<T>();

                for (int step = 1; step <= OuterSteps; step++)
                {
                    Surface.Gradient(knowing, gradient.AsSpan());
                    known.Step(knowing, gradient, Surface.Gradient);
                    opaque.Step(theirs, ref function);
                    for (int i = 0; i < period; i++)
                    {
                        Surface.Gradient(ours, gradient.AsSpan());
                        transparent.Step(ours, gradient);
                    }

                    Bits.AssertSame<T>(theirs, ours, $"{length} parameters, step {step}, transparent:");
                    Bits.AssertSame<T>(theirs, knowing, $"{length} parameters, step {step}, first gradient known:");
                    Assert.Equal(step, ((Optimizer<T>)transparent).StepCount);
                    Assert.Equal(step, opaque.StepCount);
                }

                Assert.NotEqual(start, ours);
                Assert.All(ours, x => Assert.True(T.IsFinite(x)));
            }
        }
    }

    private sealed class PeriodOneCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            const int Length = 37;
            var sharp = Declared.New<object>(type, Length);
            var outer = Declared.New<IGradientOptimizer<T>>(Declared.SamOf(type)!.Outer, Length);
            T[] ours = Vectors.Uniform<T>(Length, 1), theirs = [.. ours];
            var gradient = new T[Length];
            for (int step = 0; step < OuterSteps; step++)
            {
                Surface.Gradient(theirs, gradient.AsSpan());
                outer.Step(theirs, gradient);
                if (sharp is IOpaqueSam<T> opaque)
                {
                    opaque.Step(ours, Surface.Gradient);
                }
                else
                {
                    Surface.Gradient(ours, gradient.AsSpan());
                    ((IGradientOptimizer<T>)sharp).Step(ours, gradient);
                }

                Bits.AssertSame<T>(theirs, ours, $"step {step}:");
            }
        }
    }
}
