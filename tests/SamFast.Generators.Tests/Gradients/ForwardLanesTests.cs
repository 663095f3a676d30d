namespace SamFast.Generators.Tests.Gradients;

/// <summary>Gradients of recurrences with few parameters, whose derivatives are in the lanes of a register.</summary>
public class ForwardLanesTests
{
    public static TheoryData<string> Recurrences =>
    [
        "Real v = p[0]; for (int i = 0; i < n; i++) v = Maths.Sin(v * p[1] + x[i]) * p[2] - v / (2 + v * v); return v;",
        "Real v = p[5], w = p[3]; for (int i = 0; i < n; i++) { Real t = v * w - p[1]; w = v + x[i] * p[4]; v = Maths.Tanh(t); } return v * w + p[0];",
        "Real v = p[0]; for (int i = 0; i < n; i++) { if (v > p[1]) v = v * p[2]; else v = (p[3] + v) * y[i]; } return v * v;",
        "Real v = p[0]; int t = 0; while (t < 3 && v < 8) { v += Maths.Exp(p[1] * v - p[2]); t++; } return v;",
        "Real v = 1; for (int i = 0; i < n; i++) { for (int j = 0; j < 2; j++) v = p[0] * v + p[2] * x[i] * c * (j - p[1]); if (v > 2) break; } return -v;",
        "Real v = p[0]; for (int i = 0; i < n; i++) { if (v * x[i] > p[1]) return p[2] * v; v = v - (p[3] - v) * (x[i] - p[4]); } return v - v * p[5];",
        "Real s = 0, v = p[0]; for (int i = 0; i < n; i++) { v = (p[1] * v + p[2]) * (p[3] - v) * (p[4] + x[i]); v = Maths.Max(Maths.Min(v, p[5]), -2); s += v * v + v; } return s;",
        "Real v = 1; for (int i = 0; i < n; i++) { v = v * Maths.Pow(p[0] * p[0] + 1, x[i]) / (1 + v * v); v += v; } return v;",
    ];

    [Theory]
    [MemberData(nameof(Recurrences))]
    public void Gradients_in_forward_lanes_equal_derivatives_by_duals(string body)
    {
        var classes = Classes(body);
        foreach (bool hasLanes in new[] { true, false })
        {
            var test = new LossTest<double>(new(Lanes: hasLanes));
            Assert.Empty(test.Run(classes));
            Assert.Empty(test.Refusals);
            Assert.True(test.Compared > 0, "Nothing was compared.");
        }

        Assert.Empty(new LossTest<float>(new()).Run(classes));
    }

    [Theory]
    [MemberData(nameof(Recurrences))]
    public void Forward_lanes_take_no_tape(string body)
    {
        string text = Gradient(body);
        Assert.Contains("D.Broadcast(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tape", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Real s = 0; for (int i = 0; i < n; i++) s += Maths.Exp(p[0] * x[i]) * p[1]; return s * s;")]
    [InlineData("Real v = p[0]; for (int i = 0; i < n; i++) v = v * p[k[i]]; return v;")]
    [InlineData("Span<Real> a = stackalloc Real[2]; a[0] = p[0]; for (int i = 0; i < n; i++) a[0] = a[0] * p[1] + a[1]; return a[0];")]
    [InlineData("return p[0] * p[1];")]
    public void Other_losses_are_reversed(string body) =>
        Assert.DoesNotContain("D.Broadcast(", Gradient(body), StringComparison.Ordinal);

    /// <summary>The generated methods of the gradient.</summary>
    private static string Gradient(string body) =>
        LossCompiler.Generated<double>(Classes(body)["Subject"], new()).Split(" LossGradientBody(")[1].Split(" LossHessianProductBody(")[0];

    private static Dictionary<string, string> Classes(string body) =>
        new() { ["Subject"] = $"public static partial class Subject {{ [Differentiable] {Corpus.Signature} {{ {body} }} }}" };
}
