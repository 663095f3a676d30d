using CsCheck;
using SamFast.Tests.Transforms.Averaging;
using SamFast.Tests.Linesearches;
using SamFast.Tests.Parameters;
using SamFast.Tests.Declarations;
using SamFast.Tests.Optimizers;
using SamFast.Tests.Wrappers;

namespace SamFast.Tests.Checkpoints;

/// <summary>Resuming is bit-exact: for every optimizer of this assembly, so that no kind of state can be forgotten.</summary>
public class ResumeTests
{
    private static readonly Type[] s_chosen =
    [
        typeof(PlainAdamW), typeof(PlainAdamW64), typeof(GatheredClipped), typeof(GatheredAdam), typeof(TwiceGathered),
        typeof(Cyclic), typeof(Cyclic64), typeof(PlainLamb), typeof(PlainLamb64), typeof(StochasticAdamW),
        typeof(NearestMuAdamW), typeof(StochasticSam), typeof(OpaqueStochasticSam), typeof(GuardedAdam), typeof(GuardedSharp),
        typeof(GatheredSharpKeep), typeof(KeptOpaque), typeof(AdaptiveMomentum), typeof(Rows), typeof(Rows64), typeof(Factors),
        typeof(BodyAndHead), typeof(ConsumingParts), typeof(SamOfParts), typeof(MuonAndOthers), typeof(ShapesOfSome), typeof(NormsOfSome),
        typeof(FrozenSam), typeof(FrozenOpaqueSam), typeof(GatheredBody), typeof(NovogradRestarting), typeof(TwiceRestarting), typeof(SophiaRestarting),
        typeof(EverythingOfSharp), typeof(FreeAdamW), typeof(GatheredMechanic), typeof(Lbfgs32), typeof(PlainLbfgs), typeof(FrozenLbfgs),
        typeof(ZoomingProdigy), typeof(NarrowSearch), typeof(ScheduledSearch), typeof(BacktrackingLamb),
    ];

    private static readonly Gen<Layout> s_layouts = Gen.Int[0, 9].Array[1, 4].Select(
        lengths => Layout.Create([.. lengths.Select((length, i) => new TensorShape($"t{i}", i % 2 == 0 ? [length] : [length, 3]))]));

    public static TheoryData<Type> All => Driver.All;

    [Theory, MemberData(nameof(All))]
    public void Every_optimizer_resumes_bit_for_bit(Type optimizer) =>
        Declared.Visit(optimizer, new Resuming { Cuts = [0, 1, 2, 3, 4, 5, 6, 9] });

    [Fact]
    public void Any_layout_is_resumed_after_any_number_of_steps() =>
        Gen.Select(Gen.Int[0, s_chosen.Length - 1], s_layouts, Gen.Int[0, 20], Gen.Int[2, 1000]).Sample(
            (type, layout, cut, seed) => Declared.Visit(s_chosen[type], new Resuming { Cuts = [cut], Layout = layout, Seed = seed }), iter: 300);

    [Theory, MemberData(nameof(All))]
    public void A_copy_is_independent_of_the_original(Type optimizer) => Declared.Visit(optimizer, new CopyCheck());

    [Theory, MemberData(nameof(All))]
    public void Reset_is_the_state_of_a_new_optimizer(Type optimizer) => Declared.Visit(optimizer, new ResetCheck());

    private sealed class CopyCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            var optimizer = Driver.Make<T>(type);
            var parameters = Driver.Start<T>(optimizer.ParameterCount);
            Driver.Steps(optimizer, parameters, 0, 4);
            var copy = (Optimizer<T>)((IOptimizer<T>)(object)optimizer).Clone();
            Assert.IsType(type, type.GetMethod("Clone")!.Invoke(optimizer, null));
            Assert.IsType(type, copy);
            T[] copied = [.. parameters];
            byte[] before = Driver.Save(optimizer);
            Driver.Steps(copy, copied, 4, 8);
            Assert.Equal(before, Driver.Save(optimizer));
            Driver.Steps(optimizer, parameters, 4, 8);
            Bits.AssertSame<T>(parameters, copied);
            Assert.Equal(Driver.Save(optimizer), Driver.Save(copy));
        }
    }

    private sealed class ResetCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            Optimizer<T> fresh = Driver.Make<T>(type), used = Driver.Make<T>(type);
            T[] expected = Driver.Start<T>(fresh.ParameterCount), actual = [.. expected];
            Driver.Steps(used, Driver.Start<T>(fresh.ParameterCount, 2), 0, 4);
            used.Reset();
            Assert.Equal(Driver.Save(fresh), Driver.Save(used));
            Driver.Steps(fresh, expected, 0, 4);
            Driver.Steps(used, actual, 0, 4);
            Bits.AssertSame<T>(expected, actual);
        }
    }
}
