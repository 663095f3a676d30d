using System.Buffers;
using System.Numerics;
using System.Reflection;

namespace SamFast.Tests.Checkpoints;

/// <summary>Steps, saves and loads optimizers of any kind.</summary>
internal static class Driver
{
    /// <summary>Tensors of all kinds: a matrix of more than one tile, one without elements, a number.</summary>
    public static Layout Layout { get; } =
    [
        new("w1", [7, 5], "body"), new("none", [0, 3], "body"), new("w2", [70, 61], "head"), new("b", [13], "head"),
        new("one", [], "body"), new("cube", [2, 3, 4], "head"),
    ];

    /// <summary>All optimizers of the assembly, wherever they are declared.</summary>
    public static TheoryData<Type> All =>
    [
        .. typeof(Driver).Assembly.GetTypes().Where(t => !t.IsAbstract && Declared.PrecisionOf(t) is not null)
            .OrderBy(t => t.FullName, StringComparer.Ordinal),
    ];

    public static Layout Of(params ReadOnlySpan<TensorShape> tensors) => Layout.Create(tensors);

    public static Optimizer<T> Make<T>(Type type, Layout? layout = null) where T : unmanaged =>
        (Optimizer<T>)Activator.CreateInstance(type, Grouped(type, layout ?? Layout))!;

    /// <summary>The same tensors in the groups that an optimizer is declared for, in turns; where it is no partition, some of
    /// them in none.</summary>
    public static Layout Grouped(Type type, Layout layout)
    {
        string[] groups = [.. GroupsOf(type).Distinct()];
        if (groups.Length == 0)
            return layout;
        string?[] turns = [.. groups, .. IsPartition(type) ? Array.Empty<string?>() : [null]];
        return
        [
            .. layout.Select((tensor, i) => new TensorShape(tensor.Name, tensor.Dimensions.AsSpan(), turns[i % turns.Length])),
            .. turns.Skip(layout.Count).Select((group, i) => new TensorShape($"none of {i}", [0], group)),
        ];
    }

    public static T[] Start<T>(int length, int seed = 1) where T : unmanaged, IFloatingPointIeee754<T> =>
        Vectors.Uniform<T>(length, seed);

    /// <summary>A step that depends on the parameters and on its number alone. Gates see a gradient that is not finite now
    /// and then.</summary>
    public static void Step<T>(Optimizer<T> optimizer, T[] parameters, int step) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gradients = new T[parameters.Length];
        Gradient(parameters, gradients, step);
        if (step % 5 == 3 && parameters.Length > 0 && optimizer.GetType().GetProperty("LastStepWasApplied") is not null)
            gradients[0] = T.NaN;
        double value = 3.0 / (1 + step);
        int evaluations = 0;
        switch (optimizer)
        {
            // One phase: a checkpoint may be saved in the middle of a period.
            case IGradientDrivenOptimizer<T> driven:
                driven.StepWithGradient(parameters, gradients, value);
                break;
            case IHessianOptimizer<T> { NeedsHessian: true } curved:
                curved.Step(parameters, gradients, Vectors.Uniform<T>(parameters.Length, step));
                break;
            case ILinesearchOptimizer<T> { LastGradient.IsEmpty: false } searching when step % 2 == 1:
                searching.Step(parameters, searching.LastGradient, searching.LastSearch.Value, Bowl);
                break;
            default:
                ((IOptimizer<T>)(object)optimizer).StepWith(
                    parameters, new T[parameters.Length], optimizer is ILinesearchOptimizer<T> ? Bowl : Prescribed);
                break;
        }

        double Prescribed(ReadOnlySpan<T> point, Span<T> gradient)
        {
            if (evaluations++ == 0)
                gradients.CopyTo(gradient);
            else
                Gradient(point, gradient, step);
            return value;
        }
    }

    public static void Steps<T>(Optimizer<T> optimizer, T[] parameters, int from, int to) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int step = from; step < to; step++)
            Step(optimizer, parameters, step);
    }

    public static byte[] Save<T>(Optimizer<T> optimizer, ReadOnlySpan<T> parameters = default, StateNames? names = null) where T : unmanaged
    {
        var buffer = new ArrayBufferWriter<byte>();
        optimizer.Save(buffer, parameters, names);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A loss that is the same in each step: it makes no difference whether the last gradient is still known.</summary>
    private static double Bowl<T>(ReadOnlySpan<T> point, Span<T> gradient) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < point.Length; i++)
        {
            double curvature = 1 + (i % 5), distance = double.CreateChecked(point[i]) - 0.25;
            sum += 0.5 * curvature * distance * distance;
            if (!gradient.IsEmpty)
                gradient[i] = T.CreateChecked(curvature * distance);
        }

        return sum;
    }

    private static bool IsPartition(Type type) => type.GetCustomAttributesData().Any(attribute =>
        attribute.AttributeType.Name.StartsWith("Partition", StringComparison.Ordinal)
        || attribute.AttributeType.GenericTypeArguments.Any(IsPartition));

    /// <summary>The groups that a declaration names, or those that it is made of.</summary>
    private static IEnumerable<string> GroupsOf(Type type) => type.GetCustomAttributesData().SelectMany(attribute =>
    {
        var given = attribute.Constructor.GetParameters().Zip(attribute.ConstructorArguments, (parameter, value) => (parameter.Name!, value.Value))
            .Concat(attribute.NamedArguments.Select(argument => (argument.MemberName, argument.TypedValue.Value)));
        return given.Where(argument => argument.Item1 is "group" or "groups" or "Freeze" || argument.Item1.EndsWith("Mask", StringComparison.Ordinal)
            || attribute.AttributeType.GetProperty(argument.Item1)?.IsDefined(typeof(SetsMaskAttribute)) == true)
            .SelectMany(argument => (argument.Value as string)?.TrimStart('!').Split(',', StringSplitOptions.TrimEntries) ?? [])
            .Concat(attribute.AttributeType.GenericTypeArguments.SelectMany(GroupsOf));
    });

    private static void Gradient<T>(ReadOnlySpan<T> point, Span<T> gradient, int step) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vectors.Gradient(gradient, step);
        var share = T.CreateChecked(0.125);
        for (int i = 0; i < gradient.Length; i++)
            gradient[i] += share * point[i];
    }
}
