using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace SamFast.Tests.Parameters;

/// <summary>Parameters in memory outside the garbage collector's heap.</summary>
public unsafe class MemoryTests
{
    private static readonly int s_count = Network.Layout.ParameterCount;

    [Fact]
    public void Native_memory_is_stepped_in_place()
    {
        float* start = (float*)NativeMemory.AlignedAlloc((nuint)s_count * sizeof(float), 64);
        try
        {
            var parameters = new Network(new UnmanagedMemory<float>(start, s_count).Memory);
            parameters.Values.Fill(0.5f);
            Step(parameters);
            Bits.AssertSame<float>(Expected(0.5f), new ReadOnlySpan<float>(start, s_count));
        }
        finally
        {
            NativeMemory.AlignedFree(start);
        }
    }

    [Fact]
    public void A_mapped_file_has_the_parameters_after_the_step()
    {
        string path = Path.GetTempFileName();
        try
        {
            long bytes = (long)s_count * sizeof(float);
            using (var file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, bytes))
            using (var view = file.CreateViewAccessor())
            {
                byte* start = null;
                view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
                try
                {
                    var memory = new UnmanagedMemory<float>((float*)(start + view.PointerOffset), s_count).Memory;
                    Step(new Network(memory));
                }
                finally
                {
                    view.SafeMemoryMappedViewHandle.ReleasePointer();
                }
            }

            Bits.AssertSame<float>(Expected(0), MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Separate_tensors_may_be_native_memory()
    {
        float* start = (float*)NativeMemory.AlignedAlloc((nuint)s_count * sizeof(float), 64);
        try
        {
            var whole = new UnmanagedMemory<float>(start, s_count).Memory;
            whole.Span.Clear();
            float[] gradients = new float[s_count];
            gradients.AsSpan().Fill(1);
            using (var tensors = new TensorBuffers<float>(Parts(whole), Parts(gradients)))
                new Train().Step(tensors);
            Bits.AssertSame<float>(Expected(0), whole.Span);
        }
        finally
        {
            NativeMemory.AlignedFree(start);
        }
    }

    [Fact]
    public void Unmanaged_memory_is_pinned_from_any_element_and_has_no_negative_length()
    {
        float* start = stackalloc float[4];
        var memory = new UnmanagedMemory<float>(start, 4).Memory;
        using var pin = memory[3..].Pin();
        Assert.Equal((nint)(start + 3), (nint)pin.Pointer);
        Assert.Equal(4, memory.Length);
        Assert.Equal("length", Assert.Throws<ArgumentOutOfRangeException>(() => new UnmanagedMemory<float>(null, -1)).ParamName);
    }

    private static Memory<float>[] Parts(Memory<float> whole) =>
        [.. Network.Layout.Select((tensor, i) => whole.Slice(Network.Layout.StartOf(i), tensor.Length))];

    private static void Step(Network parameters)
    {
        var gradients = new Network();
        gradients.Values.Fill(1);
        new Train().Step(parameters, gradients);
    }

    private static float[] Expected(float start)
    {
        var (parameters, gradients) = (new float[s_count], new float[s_count]);
        parameters.AsSpan().Fill(start);
        gradients.AsSpan().Fill(1);
        new TrainAny(Network.Layout).Step(parameters, gradients);
        return parameters;
    }
}
