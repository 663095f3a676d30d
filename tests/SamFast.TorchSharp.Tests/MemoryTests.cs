using System.Diagnostics;
using static TorchSharp.torch;

namespace SamFast.Torch.Tests;

/// <summary>A step leaves no tensor and no memory behind.</summary>
public class MemoryTests
{
    [Fact]
    public void A_step_allocates_nothing()
    {
        using var model = new ConvNet(seed: 1);
        using var batch = new Batch(seed: 1);
        var parameters = TorchParameters.Bind<float>(model);
        var optimizer = new FloatAdamW(parameters.Layout);
        using (NewDisposeScope())
            batch.LossOf(model).backward();
        Assert.Equal(0, AllocatedBy(() => parameters.Step(optimizer)));
    }

    [Fact]
    public void Phases_of_transparent_sam_and_copies_allocate_nothing()
    {
        using var model = new ConvNet(seed: 1);
        using var batch = new Batch(seed: 1);
        var parameters = TorchParameters.Bind<float>(model);
        var (optimizer, flat) = (new PhasedSam(parameters.Layout), parameters.All());
        using (NewDisposeScope())
            batch.LossOf(model).backward();
        Assert.Equal(0, AllocatedBy(() =>
        {
            parameters.Step(optimizer);
            parameters.CopyTo(flat);
            parameters.CopyFrom(flat);
            parameters.CopyGradientsTo(flat);
        }));
    }

    [Fact]
    public void Ten_thousand_steps_leave_no_tensor_behind_and_no_memory()
    {
        using var model = new ConvNet(seed: 1);
        using var batch = new Batch(seed: 1, count: 2);
        var parameters = TorchParameters.Bind<float>(model);
        var phased = new TorchTrainer<float>(parameters, new PhasedSam(parameters.Layout));
        var whole = new TorchTrainer<float>(parameters, new WholeSam(parameters.Layout));
        var adamW = new FloatAdamW(parameters.Layout);
        void Train(int steps)
        {
            for (int step = 0; step < steps; step++)
            {
                // Backward makes new gradients each time.
                (step % 10 == 0 ? whole : phased).Step(() => batch.LossOf(model));
                parameters.Step(adamW);
            }
        }

        // Until allocators and just-in-time compilation have settled.
        Train(6000);
        var before = Measure();
        Train(10_000);
        var after = Measure();
        Assert.Equal(before.Tensors, after.Tensors);
        long more = after.Resident - before.Resident;
        Assert.True(more < 4 << 20, $"{more / 1024} KB more are in use");
    }

    private static (long Tensors, long Resident) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return (Tensor.TotalCount, process.WorkingSet64);
    }

    // A garbage collection counts the rest of the thread's buffer as allocated. A step that allocates
    // does so in every attempt.
    private static long AllocatedBy(Action step)
    {
        for (int i = 0; i < 100; i++)
            step();
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
                step();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
