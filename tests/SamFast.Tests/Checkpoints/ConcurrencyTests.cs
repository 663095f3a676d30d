using System.Collections.Concurrent;

namespace SamFast.Tests.Checkpoints;

/// <summary>Any number of savers and readers of one path, in one process or in several: at any time it is the old file or the
/// new one. Longer with SAMFAST_FILE_SECONDS.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    private const int Savers = 10, Readers = 10, Processes = 2;

    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(Campaign.Of("SAMFAST_FILE_SECONDS", 1.0));

    private readonly string _directory = Directory.CreateTempSubdirectory("samfast").FullName;
    private readonly ConcurrentQueue<string> _failures = [];
    private bool _isOver;

    private string Target => Path.Combine(_directory, "checkpoint.safetensors");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Every_read_is_complete_while_ten_threads_save_and_ten_read()
    {
        var racers = Enumerable.Range(1, Savers).Select(i => new Racer(Target, i)).ToArray();
        racers[0].Save();
        int reads = Run(racers);

        Assert.Empty(_failures);
        Assert.All(racers, racer => Assert.Empty(racer.Unexpected));
        Assert.All(racers, racer => Assert.True(racer.Saves > 0));
        Assert.True(reads > Readers);
        Assert.Equal([Target], Directory.GetFiles(_directory));
    }

    [Fact]
    public void Every_read_is_complete_while_several_processes_save()
    {
        var own = new Racer(Target, 1);
        own.Save();
        var processes = Enumerable.Range(2, Processes).Select(i => SavingProcess.Start("race", Target, $"{i}")).ToArray();
        try
        {
            Run([own]);
            foreach (var process in processes)
            {
                process.StandardInput.Close();
                string[] words = process.StandardOutput.ReadToEnd().Trim().Split(' ', 2);
                process.WaitForExit();
                Assert.Single(words);
                Assert.True(int.Parse(words[0], null) > 0);
            }
        }
        finally
        {
            foreach (var process in processes)
            {
                process.Kill();
                process.Dispose();
            }
        }

        Assert.Empty(_failures);
        Assert.Empty(own.Unexpected);
        Racer.Check(Target, 0);
        Assert.Equal([Target], Directory.GetFiles(_directory));
    }

    [Fact]
    public void Files_of_a_killed_saver_are_deleted_by_the_next_one_and_those_of_a_running_saver_are_kept()
    {
        var racer = new Racer(Target, 1);
        string Leftover(char digit) => Path.Combine(_directory, $".samfast.{new string(digit, 32)}.tmp");
        string abandoned = Leftover('a'), inUse = Leftover('b'), link = Leftover('c'), other = Path.Combine(_directory, "other");
        File.WriteAllText(abandoned, "half a file");
        File.WriteAllText(inUse, "half a file");
        File.WriteAllText(other, "theirs");
        File.CreateSymbolicLink(link, other);
        foreach (string file in (string[])[abandoned, inUse])
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddSeconds(-10));
        using (new FileStream(inUse, FileMode.Open, FileAccess.Write, FileShare.Read))
            racer.Save();
        Assert.Equal(((string[])[inUse, link, other, Target]).Order(), Directory.GetFiles(_directory).Order());
        Assert.Equal("theirs", File.ReadAllText(other));
        racer.Save();
        Assert.False(File.Exists(inUse));
        Assert.Equal(2, racer.Saves);
    }

    [Fact]
    public void A_file_that_is_being_read_can_be_replaced()
    {
        var racer = new Racer(Target, 1);
        racer.Save();
        byte[] first = File.ReadAllBytes(Target), read = new byte[first.Length];
        using (var stream = new FileStream(Target, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete))
        {
            new Racer(Target, 2).Save();
            stream.ReadExactly(read);
        }

        Assert.Equal(first, read);
        Assert.Equal("2", Checkpoint.ReadMetadata(Target)["saver"]);
    }

    /// <summary>Lets all of them save, and ten threads read.</summary>
    /// <returns>How many files were read.</returns>
    private int Run(Racer[] racers)
    {
        int reads = 0;
        var threads = racers.Select(racer => new Thread(() =>
        {
            while (!Volatile.Read(ref _isOver))
                racer.Save();
        })).Concat(Enumerable.Range(0, Readers).Select(reader => new Thread(() =>
        {
            for (int round = reader; !Volatile.Read(ref _isOver); round++)
            {
                if (Record.Exception(() => Racer.Check(Target, round)) is { } exception)
                    _failures.Enqueue(exception.ToString());
                Interlocked.Increment(ref reads);
            }
        }))).ToArray();
        foreach (var thread in threads)
            thread.Start();
        Thread.Sleep(s_time);
        Volatile.Write(ref _isOver, true);
        foreach (var thread in threads)
            thread.Join();
        return reads;
    }
}
