namespace SamFast.Tests;

/// <summary>Arguments that operations refuse, before they write anything.</summary>
public class OperationRefusalTests
{
    public static TheoryData<string> Names => [.. OperationCatalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_length_is_refused_before_anything_is_written(string name)
    {
        var operation = OperationCatalog.Cases<double>(name, 1)[^1];
        double[] output = Filled(operation.OutputLength), seeds = Filled(operation.OutputLength);
        double[][] tangents = [.. operation.Inputs.Select(input => Filled(input.Length))];
        for (int n = 0; n < operation.Inputs.Length; n++)
        {
            double[][] inputs = [.. operation.Inputs.Select((input, i) => i == n ? [.. input, 1.0] : input)];
            Assert.ThrowsAny<ArgumentException>(() => operation.Evaluate(inputs, output));
            double[][] adjoints = [.. operation.Inputs.Select((input, i) => Filled(input.Length + (i == n ? 1 : 0)))];
            Assert.ThrowsAny<ArgumentException>(() => operation.AddAdjoints(operation.Inputs, output, seeds, adjoints));
            Assert.ThrowsAny<ArgumentException>(
                () => operation.AddAdjointTangents(operation.Inputs, output, tangents, seeds, seeds, seeds, adjoints));
            Assert.All(adjoints.SelectMany(values => values), value => Assert.Equal(5, value));
        }

        // A number has no length.
        if (name != "CholeskyLogDeterminant")
        {
            double[] longer = Filled(operation.OutputLength + 1);
            Assert.ThrowsAny<ArgumentException>(() => operation.Evaluate(operation.Inputs, longer));
            Assert.ThrowsAny<ArgumentException>(() => operation.AddAdjoints(operation.Inputs, output, longer, tangents));
            Assert.ThrowsAny<ArgumentException>(() => operation.EvaluateTangent(operation.Inputs, output, tangents, longer));
            Assert.All(longer, value => Assert.Equal(5, value));
        }

        Assert.All(output, value => Assert.Equal(5, value));
        Assert.All(tangents.SelectMany(values => values), value => Assert.Equal(5, value));
    }

    [Fact]
    public void Messages_name_the_argument_and_the_remedy()
    {
        double[] four = new double[4], nine = new double[9];
        Check("b", "'b' has length 9, but inner × columns is 4. Pass a span of that length.",
            () => Dense.MatMul<double>(four, nine, 2, 2, 2, four));
        Check("aAdjoint", "'aAdjoint' has length 9, but batch × inner × rows is 8. Pass a span of that length.",
            () => Dense.BatchMatMulTNAdjoint<double>(new double[8], new double[8], 2, 2, 2, 2, new double[8], nine, default));
        Check("output", "'output' overlaps 'a' in memory. Use separate buffers.",
            () => Dense.MatMul<double>(four, new double[4], 2, 2, 2, four));
        Check("xAdjoint", "'xAdjoint' overlaps 'outputAdjoint' in memory. Use separate buffers.",
            () => Activations.TanhAdjoint<double>(new double[3], four.AsSpan(1), four.AsSpan(0, 3)));
        Check("rows", "'rows' is negative. Pass a number from 0.", () => Normalizations.Softmax<double>(four, -1, 4, new double[4]));
        Check("indices", "The table has 2 rows: pass indices from 0 to 1.", () => Embeddings.Lookup<double>(four, [1, 2], 2, new double[4]));
        Check("windows", "Stride of the windows must be at least 1.",
            () => Pooling.Max<double>(four, new ImageWindows(1, 2, 2, 1, 2, 2, 0), new double[1]));
        Check("windows", "Padding of the windows must be from 0 to less than the window.",
            () => Pooling.Max<double>(four, new ImageWindows(1, 2, 2, 1, 2, 2, 1, 2), new double[1]));
        Check("epsilon", "ε must be finite and at least 0; 1e-6 is usual.",
            () => Normalizations.LayerNorm<double>(four, new double[2], new double[2], 2, 2, double.NaN, new double[4]));

        static void Check(string argument, string message, Action action)
        {
            var exception = Assert.ThrowsAny<ArgumentException>(action);
            Assert.Equal(argument, exception.ParamName);
            Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        }
    }

    private static double[] Filled(int length)
    {
        double[] values = new double[length];
        Array.Fill(values, 5);
        return values;
    }
}
