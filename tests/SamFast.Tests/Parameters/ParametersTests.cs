using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast.Tests.Parameters;

/// <summary>Named tensors in one flat vector, declared or made at run time.</summary>
[Collection(AllocationTests.Alone)]
public class ParametersTests
{
    private static readonly Layout s_layout = [new("w", [3, 4], "decay"), new("b", [4]), new("scale", []), new("cube", [2, 3, 2])];

    [Fact]
    public void A_declared_layout_has_the_tensors_in_the_order_of_the_source()
    {
        Assert.Equal(["W1", "B1", "layers.1.weight", "Scale"], Network.Layout.Select(tensor => tensor.Name));
        Assert.Equal([2112, 33, 330, 1], Network.Layout.Select(tensor => tensor.Length));
        Assert.Equal(["weights", null, "weights", null], Network.Layout.Select(tensor => tensor.Group));
        Assert.Equal<int>([64, 33], Network.Layout[0].Dimensions);
        Assert.Same(Network.Layout, ((Parameters<float>)new Network()).Layout);
    }

    [Fact]
    public void The_tensors_of_a_declared_layout_are_views_of_the_flat_vector()
    {
        var network = new Network();
        for (int i = 0; i < network.Values.Length; i++)
            network.Values[i] = i;

        Assert.Equal(33 + 2, network.W1[1, 2]);
        Assert.Equal(2112, network.B1[0]);
        Assert.Equal(2112 + 33 + 10 + 3, network.W2[1, 3]);
        Assert.Equal(2475, network.Scale[0]);
        network.W2[0, 0] = -1;
        network.Scale[0] = -2;
        Assert.Equal(-1, network.Values[2145]);
        Assert.Equal(-2, network.Values[^1]);
    }

    [Fact]
    public void A_tensor_has_its_shape_and_is_dense()
    {
        var wide = new Wide();
        Assert.Equal([2, 3, 4, 2, 2], wide.Kernel.Lengths.ToArray());
        Assert.True(wide.Kernel.IsDense);
        Assert.Equal(5, wide.Bias.Length);
        Assert.Equal([64, 33], new Network().W1.Lengths.ToArray());
    }

    [Fact]
    public void A_layout_made_at_run_time_gives_the_tensors_by_name_and_by_place()
    {
        var parameters = s_layout.Allocate<double>();
        for (int i = 0; i < parameters.Values.Length; i++)
            parameters.Values[i] = i;

        Assert.Equal([3, 4], parameters.Tensor("w").Lengths.ToArray());
        Assert.Equal(6, parameters.Tensor("w")[1, 2]);
        Assert.Equal([12, 13, 14, 15], parameters.Span("b").ToArray());
        Assert.Equal([1], parameters.Tensor("scale").Lengths.ToArray());
        Assert.Equal(16, parameters.Tensor("scale")[0]);
        Assert.Equal(17 + 6 + 4 + 1, parameters.Tensor(3)[1, 2, 1]);
        Assert.Equal(17, s_layout.StartOf(3));
        Assert.Equal(3, s_layout.IndexOf("cube"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(1024)]
    [InlineData(100_003)]
    public unsafe void The_flat_vector_is_cleared_and_aligned_to_a_cache_line_and_stays_where_it_is(int length)
    {
        Layout layout = [new("w", [length])];
        var single = layout.Allocate<float>();
        var twice = layout.Allocate<double>();
        nint before = Address(single.Values);

        Assert.Equal(length, single.Values.Length);
        Assert.Equal(length, twice.Values.Length);
        Assert.True(single.Values.IndexOfAnyExcept(0f) < 0);
        if (length > 0)
        {
            Assert.Equal(0, before % 64);
            Assert.Equal(0, Address(twice.Values) % 64);
        }

        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        Assert.Equal(before, Address(single.Values));
    }

    [Fact]
    public void The_vector_lives_as_long_as_a_span_of_it_is_used()
    {
        var values = Orphan(out var vector);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.True(vector.IsAlive);
        Assert.Equal(7, values[0]);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Span<float> Orphan(out WeakReference vector)
        {
            var parameters = s_layout.Allocate<float>();
            parameters.Values[0] = 7;
            Assert.True(MemoryMarshal.TryGetArray<float>(parameters.Memory, out var array));
            vector = new WeakReference(array.Array);
            return parameters.Values;
        }
    }

    [Fact]
    public void Reading_a_tensor_allocates_nothing()
    {
        var network = new Network();
        var parameters = s_layout.Allocate<float>();
        float sum = 0;
        Assert.Equal(0, AllocationTests.AllocatedBy(() =>
            sum += network.W1[3, 2] + network.B1[1] + parameters.Tensor("cube")[1, 1, 1] + parameters.Span("b")[2]));
    }

    [Fact]
    public void An_unknown_name_is_refused_with_those_that_there_are()
    {
        var parameters = s_layout.Allocate<float>();
        var exception = Assert.Throws<ArgumentException>(() => parameters.Span("W").Length);
        Assert.Equal("name", exception.ParamName);
        Assert.Contains("no tensor 'W'. The layout has 'w', 'b', 'scale', 'cube'", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => parameters.Span(null!).Length);
        Assert.Contains("no tensors", Assert.Throws<ArgumentException>(() => Layout.Create([]).IndexOf("w")).Message, StringComparison.Ordinal);
        Assert.EndsWith("'11', …. (Parameter 'name')", Assert.Throws<ArgumentException>(() => Layout.Of(new int[13]).IndexOf("w")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_of_another_length_is_refused_with_the_remedy()
    {
        var exception = Assert.Throws<ArgumentException>(() => new Network(new float[2477]));
        Assert.Equal("memory", exception.ParamName);
        Assert.Contains("2476 parameters, but the memory has 2477 elements", exception.Message, StringComparison.Ordinal);
        Assert.Contains("memory.Slice(start, 2476)", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new Parameters<float>(null!));
        Assert.Throws<ArgumentNullException>(() => new Parameters<float>(null!, default));
    }

    [Fact]
    public void A_vector_that_is_longer_than_an_array_is_refused_with_the_remedy()
    {
        Layout layout = [new("w", [int.MaxValue])];
        Assert.Contains("Lay the tensors over native memory", Assert.Throws<ArgumentOutOfRangeException>(
            () => layout.Allocate<float>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layout_over_memory_of_the_callers_is_that_memory()
    {
        float[] memory = [.. Enumerable.Range(0, 3000).Select(i => (float)i)];
        var network = new Network(memory.AsMemory(100, 2476));
        network.B1[0] += 0.5f;
        Assert.Equal(2212.5f, memory[2212]);
        Assert.Equal(99, memory[99]);
        Assert.Equal(100, network.W1[0, 0]);
    }

    [Fact]
    public void An_optimizer_for_a_layout_steps_its_objects_as_the_same_chain_steps_flat_vectors()
    {
        Network parameters = Filled(1), gradients = Filled(2);
        float[] expected = parameters.Values.ToArray(), gradient = gradients.Values.ToArray();
        var (optimizer, plain) = (new Train(), new TrainAny(Network.Layout));
        for (int step = 0; step < 3; step++)
        {
            optimizer.Step(parameters, gradients);
            plain.Step(expected, gradient);
        }

        Bits.AssertSame<float>(expected, parameters.Values, "");
        Assert.Same(Network.Layout, optimizer.Layout);
        Assert.Throws<ArgumentNullException>(() => optimizer.Step((Network)null!, gradients));
        Assert.Throws<ArgumentNullException>(() => optimizer.Step(parameters, (Network)null!));
        Assert.Throws<ArgumentException>(() => optimizer.Step(parameters, parameters));
    }

    [Fact]
    public void SAM_around_an_optimizer_for_a_layout_is_for_it_as_well()
    {
        Network phases = Filled(1), whole = Filled(1), gradients = new();
        var transparent = new TrainSharp();
        for (int phase = 0; phase < 4; phase++)
        {
            Gradient(phases.Values, gradients.Values);
            transparent.Step(phases, gradients);
        }

        var opaque = new TrainSharpAtOnce();
        opaque.Step(whole, Gradient);
        Gradient(whole.Values, gradients.Values);
        opaque.Step(whole, gradients, Gradient);
        Bits.AssertSame<float>(phases.Values, whole.Values, "");

        static void Gradient(ReadOnlySpan<float> point, Span<float> gradient) => TensorPrimitives.Multiply(point, 0.5f, gradient);
    }

    [Fact]
    public void Each_group_of_a_declared_layout_has_its_chain()
    {
        var (parameters, gradients) = (new Wide(), new Wide());
        gradients.Values.Fill(1);
        new TrainWide().Step(parameters, gradients);
        Assert.Equal(-0.1, parameters.Kernel[0, 0, 0, 0, 0], 1e-15);
        Assert.Equal(-0.1, parameters.Bias[4], 1e-8);
        Assert.NotEqual(parameters.Kernel[0, 0, 0, 0, 0], parameters.Bias[4]);
    }

    [Fact]
    public void A_step_with_objects_of_a_layout_allocates_nothing()
    {
        Network parameters = Filled(1), gradients = Filled(2);
        var (train, sharp, loss) = (new Train(), new TrainSharp(), new TrainWithLoss());
        Assert.Equal(0, AllocationTests.AllocatedBy(() => train.Step(parameters, gradients)));
        Assert.Equal(0, AllocationTests.AllocatedBy(() => sharp.Step(parameters, gradients)));
        Assert.Equal(0, AllocationTests.AllocatedBy(() => loss.Step(parameters, gradients, 0.5)));
    }

    private static Network Filled(int seed)
    {
        var network = new Network();
        Vectors.Uniform<float>(network.Values.Length, seed).CopyTo(network.Values);
        return network;
    }

    private static unsafe nint Address<T>(Span<T> values) where T : unmanaged =>
        (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(values));
}
