namespace SamFast.Tests.Aliases;

/// <summary>The presets that bear torch's name, in both precisions, against its documented algorithms.</summary>
public partial class TorchTests
{
    private const int Length = 53;
    private const int Steps = 40;

    private static readonly Dictionary<Type, Func<TorchStep>> s_algorithms = new()
    {
        [typeof(Sgd)] = () => Torch.Sgd(1e-3),
        [typeof(Sgd64)] = () => Torch.Sgd(1e-3),
        [typeof(DecayedSgd)] = () => Torch.Sgd(0.1, lambda: 0.05),
        [typeof(DecayedSgd64)] = () => Torch.Sgd(0.1, lambda: 0.05),
        [typeof(DampenedSgd)] = () => Torch.Sgd(0.1, 0.9, 0.3, 0.05),
        [typeof(DampenedSgd64)] = () => Torch.Sgd(0.1, 0.9, 0.3, 0.05),
        [typeof(NesterovSgd)] = () => Torch.Sgd(0.1, 0.9, nesterov: true),
        [typeof(NesterovSgd64)] = () => Torch.Sgd(0.1, 0.9, nesterov: true),
        [typeof(Adam)] = () => Torch.Adam(1e-3, 0.9, 0.999, 1e-8),
        [typeof(Adam64)] = () => Torch.Adam(1e-3, 0.9, 0.999, 1e-8),
        [typeof(DecayedAdam)] = () => Torch.Adam(0.05, 0.8, 0.95, 1e-3, 0.1),
        [typeof(DecayedAdam64)] = () => Torch.Adam(0.05, 0.8, 0.95, 1e-3, 0.1),
        [typeof(AdamW)] = () => Torch.Adam(1e-3, 0.9, 0.999, 1e-8, 1e-2, isDecoupled: true),
        [typeof(AdamW64)] = () => Torch.Adam(1e-3, 0.9, 0.999, 1e-8, 1e-2, isDecoupled: true),
        [typeof(FastAdamW)] = () => Torch.Adam(0.1, 0.9, 0.999, 1e-8, 0.2, isDecoupled: true),
        [typeof(FastAdamW64)] = () => Torch.Adam(0.1, 0.9, 0.999, 1e-8, 0.2, isDecoupled: true),
        [typeof(AmsgradAdam)] = () => Torch.Adam(0.05, 0.8, 0.95, 1e-3, 0.1, amsgrad: true),
        [typeof(AmsgradAdam64)] = () => Torch.Adam(0.05, 0.8, 0.95, 1e-3, 0.1, amsgrad: true),
        [typeof(AmsgradAdamW)] = () => Torch.Adam(1e-3, 0.9, 0.999, 1e-8, 1e-2, isDecoupled: true, amsgrad: true),
        [typeof(AmsgradAdamW64)] = () => Torch.Adam(1e-3, 0.9, 0.999, 1e-8, 1e-2, isDecoupled: true, amsgrad: true),
        [typeof(Adagrad)] = () => Torch.Adagrad(1e-2),
        [typeof(Adagrad64)] = () => Torch.Adagrad(1e-2),
        [typeof(DecayedAdagrad)] = () => Torch.Adagrad(0.1, 0.25, 0.1, 0.5, 1e-3),
        [typeof(DecayedAdagrad64)] = () => Torch.Adagrad(0.1, 0.25, 0.1, 0.5, 1e-3),
        [typeof(NAdam)] = () => Torch.NAdam(2e-3),
        [typeof(NAdam64)] = () => Torch.NAdam(2e-3),
        [typeof(DecayedNAdam)] = () => Torch.NAdam(0.05, 0.8, 0.95, 1e-3, 0.1, 0.3),
        [typeof(DecayedNAdam64)] = () => Torch.NAdam(0.05, 0.8, 0.95, 1e-3, 0.1, 0.3),
        [typeof(RAdam)] = () => Torch.RAdam(1e-3),
        [typeof(RAdam64)] = () => Torch.RAdam(1e-3),
        [typeof(DecayedRAdam)] = () => Torch.RAdam(0.05, 0.8, 0.95, 1e-2, 0.1),
        [typeof(DecayedRAdam64)] = () => Torch.RAdam(0.05, 0.8, 0.95, 1e-2, 0.1),
        [typeof(NeverAdaptive)] = () => Torch.RAdam(0.05, b2: 0.6),
        [typeof(NeverAdaptive64)] = () => Torch.RAdam(0.05, b2: 0.6),
        [typeof(Rmsprop)] = () => Torch.RMSprop(1e-2),
        [typeof(Rmsprop64)] = () => Torch.RMSprop(1e-2),
        [typeof(MomentumRmsprop)] = () => Torch.RMSprop(0.05, 0.9, 1e-3, 0.1, 0.8),
        [typeof(MomentumRmsprop64)] = () => Torch.RMSprop(0.05, 0.9, 1e-3, 0.1, 0.8),
        [typeof(CenteredRmsprop)] = () => Torch.RMSprop(1e-2, eps: 1e-3, isCentered: true),
        [typeof(CenteredRmsprop64)] = () => Torch.RMSprop(1e-2, eps: 1e-3, isCentered: true),
        [typeof(CenteredMomentumRmsprop)] = () => Torch.RMSprop(0.05, 0.9, 1e-2, 0.1, 0.8, isCentered: true),
        [typeof(CenteredMomentumRmsprop64)] = () => Torch.RMSprop(0.05, 0.9, 1e-2, 0.1, 0.8, isCentered: true),
        [typeof(Adamax)] = () => Torch.Adamax(2e-3),
        [typeof(Adamax64)] = () => Torch.Adamax(2e-3),
        [typeof(DecayedAdamax)] = () => Torch.Adamax(0.05, 0.8, 0.95, 1e-3, 0.1),
        [typeof(DecayedAdamax64)] = () => Torch.Adamax(0.05, 0.8, 0.95, 1e-3, 0.1),
        [typeof(Adadelta)] = () => Torch.Adadelta(),
        [typeof(Adadelta64)] = () => Torch.Adadelta(),
        [typeof(DecayedAdadelta)] = () => Torch.Adadelta(0.5, 0.8, 1e-3, 0.1),
        [typeof(DecayedAdadelta64)] = () => Torch.Adadelta(0.5, 0.8, 1e-3, 0.1),
    };

    public static TheoryData<Type> Presets => [.. s_algorithms.Keys];

    [Theory, MemberData(nameof(Presets))]
    public void A_preset_follows_the_documented_algorithm(Type preset) => Declared.Visit(preset, new AlgorithmCheck());

    [Theory]
    [InlineData(typeof(Sgd), 0)]
    [InlineData(typeof(DecayedSgd), 0)]
    [InlineData(typeof(NesterovSgd), 4)]
    [InlineData(typeof(Adagrad), 4)]
    [InlineData(typeof(RAdam), 8)]
    [InlineData(typeof(Adam), 8)]
    [InlineData(typeof(AmsgradAdam), 12)]
    public void Disabled_options_take_no_state(Type preset, int bytes) =>
        Assert.Equal(bytes, ((OptimizerPlan)preset.GetProperty("Plan")!.GetValue(null)!).StateBytes);

    private sealed class AlgorithmCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            double tolerance = typeof(T) == typeof(float) ? 1e-5 : 1e-12;
            var optimizer = Declared.New<IGradientOptimizer<T>>(type, Length);
            var parameters = Vectors.Uniform<T>(Length, 1);
            double[] expected = Vectors.ToDouble<T>(parameters);
            var algorithms = expected.Select(_ => s_algorithms[type]()).ToArray();
            for (int t = 1; t <= Steps; t++)
            {
                var gradient = Vectors.Gradient<T>(Length, t);
                optimizer.Step(parameters, gradient);
                for (int i = 0; i < Length; i++)
                {
                    expected[i] = algorithms[i](expected[i], double.CreateChecked(gradient[i]), t);
                    double error = Math.Abs(double.CreateChecked(parameters[i]) - expected[i]);
                    Assert.True(error <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                        $"step {t}, element {i}: expected {expected[i]:R}, got {parameters[i]:R}");
                }
            }
        }
    }

    [Optimizer, TorchSgd]
    internal sealed partial class Sgd;

    [Optimizer<double>, TorchSgd]
    internal sealed partial class Sgd64;

    [Optimizer, TorchSgd(0.1, weightDecay: 0.05)]
    internal sealed partial class DecayedSgd;

    [Optimizer<double>, TorchSgd(0.1, weightDecay: 0.05)]
    internal sealed partial class DecayedSgd64;

    [Optimizer, TorchSgd(0.1, momentum: 0.9, dampening: 0.3, weightDecay: 0.05)]
    internal sealed partial class DampenedSgd;

    [Optimizer<double>, TorchSgd(0.1, momentum: 0.9, dampening: 0.3, weightDecay: 0.05)]
    internal sealed partial class DampenedSgd64;

    [Optimizer, TorchSgd(0.1, momentum: 0.9, nesterov: true)]
    internal sealed partial class NesterovSgd;

    [Optimizer<double>, TorchSgd(0.1, momentum: 0.9, nesterov: true)]
    internal sealed partial class NesterovSgd64;

    [Optimizer, TorchAdam]
    internal sealed partial class Adam;

    [Optimizer<double>, TorchAdam]
    internal sealed partial class Adam64;

    [Optimizer, TorchAdam(0.05, b1: 0.8, b2: 0.95, eps: 1e-3, weightDecay: 0.1)]
    internal sealed partial class DecayedAdam;

    [Optimizer<double>, TorchAdam(0.05, b1: 0.8, b2: 0.95, eps: 1e-3, weightDecay: 0.1)]
    internal sealed partial class DecayedAdam64;

    [Optimizer, TorchAdamW]
    internal sealed partial class AdamW;

    [Optimizer<double>, TorchAdamW]
    internal sealed partial class AdamW64;

    [Optimizer, TorchAdamW(0.1, weightDecay: 0.2)]
    internal sealed partial class FastAdamW;

    [Optimizer<double>, TorchAdamW(0.1, weightDecay: 0.2)]
    internal sealed partial class FastAdamW64;

    [Optimizer, TorchAdam(0.05, b1: 0.8, b2: 0.95, eps: 1e-3, weightDecay: 0.1, amsgrad: true)]
    internal sealed partial class AmsgradAdam;

    [Optimizer<double>, TorchAdam(0.05, b1: 0.8, b2: 0.95, eps: 1e-3, weightDecay: 0.1, amsgrad: true)]
    internal sealed partial class AmsgradAdam64;

    [Optimizer, TorchAdamW(amsgrad: true)]
    internal sealed partial class AmsgradAdamW;

    [Optimizer<double>, TorchAdamW(amsgrad: true)]
    internal sealed partial class AmsgradAdamW64;

    [Optimizer, TorchAdagrad]
    internal sealed partial class Adagrad;

    [Optimizer<double>, TorchAdagrad]
    internal sealed partial class Adagrad64;

    [Optimizer, TorchAdagrad(0.1, lrDecay: 0.25, weightDecay: 0.1, initialAccumulatorValue: 0.5, eps: 1e-3)]
    internal sealed partial class DecayedAdagrad;

    [Optimizer<double>, TorchAdagrad(0.1, lrDecay: 0.25, weightDecay: 0.1, initialAccumulatorValue: 0.5, eps: 1e-3)]
    internal sealed partial class DecayedAdagrad64;

    [Optimizer, TorchNAdam]
    internal sealed partial class NAdam;

    [Optimizer<double>, TorchNAdam]
    internal sealed partial class NAdam64;

    [Optimizer, TorchNAdam(0.05, b1: 0.8, b2: 0.95, eps: 1e-3, weightDecay: 0.1, momentumDecay: 0.3)]
    internal sealed partial class DecayedNAdam;

    [Optimizer<double>, TorchNAdam(0.05, b1: 0.8, b2: 0.95, eps: 1e-3, weightDecay: 0.1, momentumDecay: 0.3)]
    internal sealed partial class DecayedNAdam64;

    [Optimizer, TorchRAdam]
    internal sealed partial class RAdam;

    [Optimizer<double>, TorchRAdam]
    internal sealed partial class RAdam64;

    [Optimizer, TorchRAdam(0.05, b1: 0.8, b2: 0.95, eps: 1e-2, weightDecay: 0.1)]
    internal sealed partial class DecayedRAdam;

    [Optimizer<double>, TorchRAdam(0.05, b1: 0.8, b2: 0.95, eps: 1e-2, weightDecay: 0.1)]
    internal sealed partial class DecayedRAdam64;

    [Optimizer, TorchRAdam(0.05, b2: 0.6)]
    internal sealed partial class NeverAdaptive;

    [Optimizer<double>, TorchRAdam(0.05, b2: 0.6)]
    internal sealed partial class NeverAdaptive64;

    [Optimizer, TorchRmsprop]
    internal sealed partial class Rmsprop;

    [Optimizer<double>, TorchRmsprop]
    internal sealed partial class Rmsprop64;

    [Optimizer, TorchRmsprop(0.05, alpha: 0.9, eps: 1e-3, weightDecay: 0.1, momentum: 0.8)]
    internal sealed partial class MomentumRmsprop;

    [Optimizer<double>, TorchRmsprop(0.05, alpha: 0.9, eps: 1e-3, weightDecay: 0.1, momentum: 0.8)]
    internal sealed partial class MomentumRmsprop64;

    [Optimizer, TorchCenteredRmsprop(eps: 1e-3)]
    internal sealed partial class CenteredRmsprop;

    [Optimizer<double>, TorchCenteredRmsprop(eps: 1e-3)]
    internal sealed partial class CenteredRmsprop64;

    [Optimizer, TorchCenteredRmsprop(0.05, alpha: 0.9, eps: 1e-2, weightDecay: 0.1, momentum: 0.8)]
    internal sealed partial class CenteredMomentumRmsprop;

    [Optimizer<double>, TorchCenteredRmsprop(0.05, alpha: 0.9, eps: 1e-2, weightDecay: 0.1, momentum: 0.8)]
    internal sealed partial class CenteredMomentumRmsprop64;

    [Optimizer, TorchAdamax]
    internal sealed partial class Adamax;

    [Optimizer<double>, TorchAdamax]
    internal sealed partial class Adamax64;

    [Optimizer, TorchAdamax(0.05, b1: 0.8, b2: 0.95, eps: 1e-3, weightDecay: 0.1)]
    internal sealed partial class DecayedAdamax;

    [Optimizer<double>, TorchAdamax(0.05, b1: 0.8, b2: 0.95, eps: 1e-3, weightDecay: 0.1)]
    internal sealed partial class DecayedAdamax64;

    [Optimizer, TorchAdadelta]
    internal sealed partial class Adadelta;

    [Optimizer<double>, TorchAdadelta]
    internal sealed partial class Adadelta64;

    [Optimizer, TorchAdadelta(0.5, rho: 0.8, eps: 1e-3, weightDecay: 0.1)]
    internal sealed partial class DecayedAdadelta;

    [Optimizer<double>, TorchAdadelta(0.5, rho: 0.8, eps: 1e-3, weightDecay: 0.1)]
    internal sealed partial class DecayedAdadelta64;
}
