namespace SamFast.Generators.Tests.Gradients;

/// <summary>Sums whose adjoints are known only after their loops.</summary>
public class ScaledSumTests
{
    [Theory]
    [InlineData("Real s = 0; for (int i = 0; i < n; i++) s += Maths.Exp(p[0] * x[i]) * p[1] - y[i]; return Maths.Sqrt(1 + s * s);")]
    [InlineData("Real s = p[2]; for (int i = 0; i < n; i++) { Real r = p[0] * x[i] - p[1]; s -= r * r; } return Maths.Tanh(s) * p[3];")]
    [InlineData("Real s = 0; for (int i = 0; i < n; i++) for (int j = 0; j < 5; j++) s += p[0] * x[i] * y[j % n] * p[1]; return s * s;")]
    [InlineData("Real a = 0, b = 0; for (int i = 0; i < n; i++) a += p[0] * p[0] * x[i]; for (int i = 0; i < n; i++) b += Maths.Cos(a * y[i] + p[1]); return a / (2 + b * b);")]
    public void Gradients_of_functions_of_sums_equal_derivatives_by_duals(string body)
    {
        var classes = new Dictionary<string, string> { ["Subject"] = Text(body) };
        var test = new LossTest<double>(new());
        Assert.Empty(test.Run(classes));
        Assert.Empty(test.Refusals);
        Assert.True(test.Compared > 0, "Nothing was compared.");
        Assert.Empty(new LossTest<float>(new(Vectorizes: false)).Run(classes));
    }

    [Fact]
    public void The_root_of_a_sum_takes_one_pass_over_the_data()
    {
        string text = LossCompiler.Generated<double>(
            Text("Real s = 0; for (int i = 0; i < n; i++) { Real r = p[0] * x[i] - y[i]; s += r * r; } return Maths.Sqrt(s / n);"), new());
        string gradient = text.Split(" LossGradientBody(")[1].Split(" LossHessianProductBody(")[0];
        Assert.Contains("// Values and adjoints together, in vectors.", gradient, StringComparison.Ordinal);
        Assert.DoesNotContain("// Adjoints", gradient, StringComparison.Ordinal);
    }

    private static string Text(string body) => $"public static partial class Subject {{ [Differentiable] {Corpus.Signature} {{ {body} }} }}";
}
