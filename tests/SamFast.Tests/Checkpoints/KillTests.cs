namespace SamFast.Tests.Checkpoints;

/// <summary>A process that is killed while it saves leaves the newest checkpoint or the one before, and resumes from it.
/// SAMFAST_KILLED_SAVES sets the number of saves.</summary>
public sealed class KillTests : IDisposable
{
    private static readonly int _saves = Campaign.Of("SAMFAST_KILLED_SAVES", 60);

    private readonly string _directory = Directory.CreateTempSubdirectory("samfast").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_newest_checkpoint_or_the_one_before_always_loads()
    {
        string path = Path.Combine(_directory, "checkpoint.safetensors");
        var random = new Random(1);
        var reference = new Cyclic(SavingProcess.Layout);
        var expected = SavingProcess.Start(reference);
        int saves = 0, calls = 0;
        while (saves < _saves)
        {
            int seen = SaveUntilKilled(path, random.Next(2, 12), random);
            saves += seen;

            var optimizer = new Cyclic(SavingProcess.Layout);
            var parameters = SavingProcess.Start(optimizer);
            optimizer.Load(path, parameters);
            int reached = SavingProcess.Calls(optimizer);
            Assert.True(reached >= calls + seen, $"{seen} saves were complete after {calls}, but the file is that of {reached}");
            Driver.Steps(reference, expected, calls, reached);
            calls = reached;
            Bits.AssertSame<float>(expected, parameters, $"after {calls} calls");
            Assert.Equal(Driver.Save(reference), Driver.Save(optimizer));
        }

        Assert.InRange(Directory.GetFiles(_directory).Length, 1, 3);
        Thread.Sleep(500);
        reference.Save(path, expected);
        Assert.Equal([path], Directory.GetFiles(_directory));
    }

    /// <summary>Starts a process, and kills it shortly after it has reported a number of saves.</summary>
    private static int SaveUntilKilled(string path, int saves, Random random)
    {
        using var process = SavingProcess.Start("save", path);
        try
        {
            Assert.StartsWith("at ", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
            for (int seen = 0; seen < saves; seen++)
                Assert.Equal("saved", process.StandardOutput.ReadLine());
            Thread.SpinWait(random.Next(200_000));
        }
        finally
        {
            process.Kill();
        }

        int more = process.StandardOutput.ReadToEnd().Split("saved\n").Length - 1;
        process.WaitForExit();
        return saves + more;
    }
}
