namespace SamFast.Tests.Checkpoints;

/// <summary>A hundred thousand damaged files: an error that says why, no crash, no hang, no modification, and no more memory
/// than the file is worth.</summary>
public class MutationTests
{
    private const int Files = 100_000, Shares = 4;

    private static readonly Layout s_layout = [new("w", [2, 3]), new("b", [1]), new("e", [0, 2])];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Shares)];

    [Theory, MemberData(nameof(Seeds))]
    public void Damaged_files_are_refused_and_change_nothing(int seed)
    {
        var saved = new Cyclic(s_layout);
        var parameters = new float[7];
        for (int step = 0; step < 5; step++)
            saved.Step(parameters, [1, 2, 3, 4, 5, 6, 7]);
        byte[] file = Driver.Save(saved, parameters);

        var victim = new Cyclic(s_layout);
        victim.Step(parameters, [7, 6, 5, 4, 3, 2, 1]);
        byte[] before = Driver.Save(victim, parameters);
        var mutator = new Mutator(file, seed);
        var problems = new HashSet<CheckpointProblem>();
        int accepted = 0;
        for (int i = 0; i < Files / Shares; i++)
        {
            byte[] damaged = mutator.Next();
            // A stream may go on after the checkpoint.
            bool isSigned = damaged.AsSpan().StartsWith(file) || IsSigned(damaged);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                if (i % 2 == 0)
                    victim.Load(damaged, parameters);
                else
                    victim.Load(new Forward(damaged), parameters);
                Assert.True(isSigned, $"seed {seed}, file {i}: accepted without the right checksums");
                accepted++;
                victim.Load(before, parameters);
            }
            catch (CheckpointException exception)
            {
                problems.Add(exception.Problem);
                Assert.StartsWith(i % 2 == 0 ? "the buffer: " : "the stream: ", exception.Message, StringComparison.Ordinal);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Assert.True(allocated < 200_000 + (100L * damaged.Length), $"seed {seed}, file {i}: {allocated} bytes for {damaged.Length}");
            if (i % 8 == 0)
                Assert.True(before.AsSpan().SequenceEqual(Driver.Save(victim, parameters)), $"seed {seed}, file {i} or one of the 7 before: modified");
        }

        Assert.True(before.AsSpan().SequenceEqual(Driver.Save(victim, parameters)), $"seed {seed}: modified");
        Assert.InRange(accepted, 1, Files / Shares / 10);
        Assert.Equal(
            Enum.GetValues<CheckpointProblem>().Except([CheckpointProblem.OtherChain]).Order(), problems.Except([CheckpointProblem.OtherChain]).Order());
    }

    /// <summary>The same of parameters alone, and of the user's metadata.</summary>
    [Theory, MemberData(nameof(Seeds))]
    public void Damaged_files_of_weights_are_refused_and_change_nothing(int seed)
    {
        var saved = s_layout.Allocate<float>();
        saved.Values.Fill(1);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        saved.Save(buffer, new Dictionary<string, string> { ["epoch"] = "17", ["note"] = "é" });
        var mutator = new Mutator(buffer.WrittenSpan.ToArray(), seed);
        var victim = s_layout.Allocate<float>();
        int refused = 0;
        for (int i = 0; i < Files / Shares / 10; i++)
        {
            byte[] damaged = mutator.Next();
            victim.Values.Fill(2);
            var exception = Record.Exception(() => _ = i % 2 == 0 ? victim.Load(damaged) : victim.Load(new Forward(damaged)));
            if (exception is not null)
            {
                refused++;
                Assert.IsType<CheckpointException>(exception);
                Assert.StartsWith(i % 2 == 0 ? "the buffer: " : "the stream: ", exception.Message, StringComparison.Ordinal);
                Assert.All(victim.Values.ToArray(), x => Assert.Equal(2, x));
            }

            if (Record.Exception(() => Checkpoint.ReadMetadata(damaged)) is { } other)
                Assert.StartsWith("the buffer: ", Assert.IsType<CheckpointException>(other).Message, StringComparison.Ordinal);
        }

        Assert.InRange(refused, Files / Shares / 20, Files / Shares / 10);
    }

    /// <summary>True if the checksums match the content: only then is a change intended.</summary>
    private static bool IsSigned(byte[] file)
    {
        try
        {
            var (header, data) = Handmade.Parts(file);
            return file.AsSpan().StartsWith(Handmade.Signed(header, data));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
