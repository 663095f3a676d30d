using System.Globalization;
using System.Numerics;

namespace SamFast.Tests.Runtime;

/// <summary>Throws where an update is above 1,000, with the update in the message.</summary>
public sealed class FailOnLargeAttribute : TransformAttribute
{
    public static L Update<L>(L update) where L : ILanes<L>
    {
        for (int lane = 0; lane < L.Count; lane++)
        {
            double element = LaneElements.Get(update, lane);
            if (element > 1_000)
                throw new ArithmeticException(element.ToString(CultureInfo.InvariantCulture));
        }

        return update;
    }
}

/// <summary>The same in a transform of whole tensors.</summary>
public sealed class FailInTensorAttribute : TransformAttribute
{
    public static void Transform<T>(Span<T> update) where T : unmanaged, INumber<T>
    {
        foreach (T element in update)
        {
            if (element > T.CreateChecked(1_000))
                throw new ArithmeticException(element.ToString(null, CultureInfo.InvariantCulture));
        }
    }
}

[Optimizer, FailOnLarge, Scale(-1)]
internal sealed partial class Failing;

[Optimizer, FailInTensor, Scale(-1)]
internal sealed partial class FailingInTensor;

/// <summary>A kernel that throws: the caller gets that exception from any thread, and no thread writes
/// afterwards.</summary>
[Collection(AllocationTests.Alone)]
public class FailingTests
{
    private const int Tile = 4096, Tiles = 64, Attempts = 100;

    [Theory, InlineData(1), InlineData(2), InlineData(7)]
    public void Of_several_exceptions_the_caller_gets_that_of_the_first_tile_as_it_was_thrown(int threads)
    {
        var optimizer = new Failing(Tiles * Tile) { ThreadCount = threads };
        float[] parameters = new float[Tiles * Tile], gradients = new float[Tiles * Tile];
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            gradients.AsSpan().Fill(-1);
            int first = attempt % Tiles;
            for (int tile = first; tile < Tiles; tile += 1 + (attempt % 3))
                gradients[(tile * Tile) + 17] = 1_001 + tile;

            var exception = Assert.Throws<ArithmeticException>(() => optimizer.Step(parameters, gradients));
            Assert.Equal($"{1_001 + first}", exception.Message);
            Assert.Contains($"{nameof(Failing)}.", exception.StackTrace, StringComparison.Ordinal);
            float[] left = [.. parameters];
            Thread.SpinWait(1_000);
            Bits.AssertSame<float>(left, parameters);
        }

        Assert.Equal(0, optimizer.StepCount);
        gradients.AsSpan().Fill(-1);
        parameters.AsSpan().Clear();
        optimizer.Step(parameters, gradients);
        Assert.False(parameters.AsSpan().ContainsAnyExcept(1));
        Assert.Equal(1, optimizer.StepCount);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(7)]
    public void Of_several_tensors_the_caller_gets_the_exception_of_the_first(int threads)
    {
        var optimizer = new FailingInTensor([.. Enumerable.Repeat(Tile, Tiles)]) { ThreadCount = threads };
        float[] parameters = new float[Tiles * Tile], gradients = new float[Tiles * Tile];
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            gradients.AsSpan().Fill(-1);
            int first = attempt % Tiles;
            for (int tensor = first; tensor < Tiles; tensor++)
                gradients[(tensor * Tile) + 17] = 1_001 + tensor;
            Assert.Equal(
                $"{1_001 + first}", Assert.Throws<ArithmeticException>(() => optimizer.Step(parameters, gradients)).Message);
        }

        gradients.AsSpan().Fill(-1);
        optimizer.Step(parameters, gradients);
        Assert.Equal(1, optimizer.StepCount);
    }
}
