namespace SamFast.Generators.Tests;

/// <summary>Declarations that several tests use.</summary>
internal static class Declared
{
    public const string Outer = "[Optimizer, Sgd(0.1)] public sealed partial class Outer;\n";

    public const string Ascent = "[Optimizer, Normalize, Sgd(0.1)] public sealed partial class Ascent;\n";

    /// <summary>A layout with two groups and a tensor without a group.</summary>
    public const string Network =
        "[Layout] public sealed partial class Network { [Tensor(3, 2, Group = \"weights\")] public partial Span<float> W { get; } "
        + "[Tensor(2, Group = \"bias\")] public partial Span<float> B { get; } [Tensor(1)] public partial Span<float> Scale { get; } }\n";

    /// <summary>A transform of whole tensors with every kind of parameter.</summary>
    public const string Rows =
        """
        public sealed class RowsAttribute([Interval("[0, 1)")] double decay = 0.5, int spare = 1) : TransformAttribute
        {
            public static int RowsLength(TensorShape shape, int spare) => spare * shape.Dimensions[0];

            public static int WorkspaceLength(TensorShape shape) => 1 + shape.Dimensions[0];

            public static void CheckShape(TensorShape shape)
            {
                if (shape.Rank != 2)
                    throw new ArgumentException($"Rows needs a matrix, and {shape} is none.", nameof(shape));
            }

            public static void Prepare(double decay, long count, out double share) => share = (1 - decay) * (count + 1);

            public static void Transform<T>(
                Span<T> update, ReadOnlySpan<T> parameter, TensorShape shape, [StartsAt(0.25)] Span<T> rows,
                [StartsAt(0.5)] Span<T> all, double decay, double share, Span<T> workspace)
                where T : unmanaged, System.Numerics.IFloatingPoint<T>
            {
                int length = update.Length / rows.Length;
                for (int i = 0; i < update.Length; i++)
                {
                    all[i] += update[i] * parameter[i];
                    rows[i / length] += T.CreateChecked(share) * update[i];
                }

                rows.CopyTo(workspace);
                for (int i = 0; i < update.Length; i++)
                    update[i] -= T.CreateChecked(decay) * (workspace[i / length] + all[i]);
            }
        }

        """;

    /// <summary>A transform with the given kernels, and an optimizer that uses it.</summary>
    public static string Transform(string kernels, string parameters = "") =>
        $"public sealed class OddAttribute({parameters}) : TransformAttribute {{ {kernels} }}\n"
        + "[Optimizer, Odd] public sealed partial class Subject;\n";

    /// <summary>A layout with the given members.</summary>
    public static string Layout(string members) => $"[Layout] public sealed partial class Subject {{ {members} }}\n";

    /// <summary>A line search with the given methods, and an optimizer that uses it.</summary>
    public static string Linesearch(string methods) =>
        $"public sealed class OddAttribute(double tol = 1, int depth = 2) : LinesearchAttribute {{ {methods} }}\n"
        + "[Optimizer, Sgd(0.1), Odd] public sealed partial class Subject;\n";

    /// <summary>A gate with the given methods, and an optimizer that uses it.</summary>
    public static string Gate(string methods) =>
        $"public sealed class OddAttribute : ConditionallyMaskAttribute {{ {methods} }}\n"
        + "[Optimizer, Odd, Sgd(0.1)] public sealed partial class Subject;\n";
}
