using System.Numerics;
using System.Reflection;
using SamFast.Tests.Transforms.Averaging;
using SamFast.Tests.Checkpoints;

namespace SamFast.Tests.Runtime;

/// <summary>Multiplies the update by a factor that it refuses where it is above 2.</summary>
public sealed class FastidiousAttribute(double factor = 1) : TransformAttribute
{
    /// <summary>The action during the computation.</summary>
    [field: ThreadStatic]
    internal static Action? Meanwhile { get; set; }

    public static void Prepare(double factor, out double share)
    {
        Meanwhile?.Invoke();
        share = factor <= 2 ? factor : throw new NotSupportedException();
    }

    public static L Update<L>(L update, L share) where L : ILanes<L> => share * update;
}

[Optimizer, Fastidious]
public sealed partial class Fastidious;

/// <summary>Cached coefficients are not recomputed in each step, without an effect on the result.</summary>
public class PreparationTests
{
    /// <summary>A power of 1/2 is 0 after these: 2⁻⁵⁴ is the last that 1 − βᵗ tells from nothing.</summary>
    private const int Steps = 60;

    public static TheoryData<Type> All => Driver.All;

    [Theory, MemberData(nameof(All))]
    public void Steps_are_those_of_an_optimizer_that_computes_everything_in_each(Type optimizer) => Declared.Visit(optimizer, new SettingCheck(0.5));

    /// <summary>With such a decay, coefficients stay from the third step on: between two restarts, too.</summary>
    [Fact]
    public void A_restart_of_the_state_recomputes_the_coefficients() =>
        Declared.Visit(typeof(AheadRestarting), new SettingCheck(1e-9));

    [Fact]
    public void Coefficients_are_computed_until_the_powers_are_zero()
    {
        var optimizer = new PlainAdamW(3) { B1 = 0.5, B2 = 0.25 };
        float[] parameters = [1, 2, 3], gradients = [1, -1, 2];
        int computed = 0;
        while (!IsPrepared(optimizer))
        {
            optimizer.Step(parameters, gradients);
            computed++;
        }

        // 0.5⁵⁴ is not below 2⁻⁵⁴, 0.5⁵⁵ is flushed, and the step after it finds nothing changed.
        Assert.Equal(56, computed);
        Assert.Equal(0, optimizer.Scalars.Single(s => s.Name == "b1Power").Value);
    }

    [Fact]
    public void Coefficients_without_state_are_computed_once()
    {
        var optimizer = new PlainSgd(3);
        Assert.False(IsPrepared(optimizer));
        optimizer.Step([1, 2, 3], [1, -1, 2]);
        Assert.True(IsPrepared(optimizer));
        optimizer.LearningRate /= 2;
        Assert.False(IsPrepared(optimizer));
    }

    [Fact]
    public void A_value_that_is_refused_changes_nothing()
    {
        var optimizer = new PlainSgd(3);
        optimizer.Step([1, 2, 3], [1, -1, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.LearningRate = double.NaN);
        Assert.True(IsPrepared(optimizer));
    }

    [Fact]
    public void A_value_that_Prepare_refuses_is_refused_in_every_step()
    {
        var optimizer = new Fastidious(2);
        float[] parameters = [1, 2];
        optimizer.Step(parameters, [1, 1]);
        optimizer.Factor = 3;
        Assert.Throws<NotSupportedException>(() => optimizer.Step(parameters, [1, 1]));
        Assert.Throws<NotSupportedException>(() => optimizer.Step(parameters, [1, 1]));
        Assert.Equal([2, 3], parameters);
        optimizer.Factor = 2;
        optimizer.Step(parameters, [1, 1]);
        Assert.Equal([4, 5], parameters);
    }

    [Fact]
    public void A_value_that_is_set_while_coefficients_are_computed_takes_effect_in_the_next_step()
    {
        var optimizer = new Fastidious(1);
        float[] parameters = [0];
        FastidiousAttribute.Meanwhile = () => optimizer.Factor = 2;
        optimizer.Step(parameters, [1]);
        FastidiousAttribute.Meanwhile = null;
        Assert.Equal(1, parameters[0]);
        optimizer.Step(parameters, [1]);
        Assert.Equal(3, parameters[0]);
    }

    private static bool IsPrepared<T>(Optimizer<T> optimizer) where T : unmanaged
    {
        return Number("PreparedVersion") == Number("HyperparameterVersion");

        long Number(string property) =>
            (long)typeof(Optimizer<T>).GetProperty(property, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(optimizer)!;
    }

    /// <summary>Of two that are the same, one computes everything in every step, since it is told that something was
    /// set.</summary>
    private sealed class SettingCheck(double decay) : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            Optimizer<T> optimizer = Driver.Make<T>(type), witness = Driver.Make<T>(type);
            T[] parameters = Driver.Start<T>(optimizer.ParameterCount), expected = [.. parameters];
            PropertyInfo[] hyperparameters =
            [
                .. optimizer.Scalars.Where(s => s.Kind == ScalarKind.Hyperparameter).Select(s => type.GetProperty(s.Name)!),
            ];
            foreach (var average in hyperparameters.Where(h => h.GetValue(optimizer) is >= 0.9 and < 1))
                Set(average, decay);

            for (int step = 0; step < Steps + (2 * hyperparameters.Length); step++)
            {
                if (step >= Steps && step % 2 == 0 && hyperparameters[(step - Steps) / 2] is var hyperparameter)
                {
                    double value = (double)hyperparameter.GetValue(optimizer)!;
                    Set(hyperparameter, value == Math.Floor(value) ? value : value * 0.75);
                }

                typeof(Optimizer<T>).GetProperty("PreparedVersion", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(witness, 0L);
                Driver.Step(optimizer, parameters, step);
                Driver.Step(witness, expected, step);
                Bits.AssertSame<T>(expected, parameters, $"{type.Name}, step {step}:");
            }

            void Set(PropertyInfo hyperparameter, double value)
            {
                hyperparameter.SetValue(optimizer, value);
                hyperparameter.SetValue(witness, value);
            }
        }
    }
}
