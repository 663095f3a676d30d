using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SamFast.Tests.Checkpoints;

/// <summary>Processes that save: the program that this assembly is when it is run by itself.</summary>
internal static partial class SavingProcess
{
    private const uint Nobody = 65534;

    /// <summary>More than one tile, and files of more than one page.</summary>
    public static Layout Layout { get; } = [new("w", [100, 90]), new("b", [90])];

    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["save", var path]:
                SaveUntilKilled(path);
                return 0;
            case ["race", var path, var number]:
                Race(path, number);
                return 0;
            case ["as-nobody", var path]:
                SaveAsNobody(path);
                return 0;
            case ["abort"]:
                return Runtime.InterruptTests.AbortAgain();
            case [BitsProcess.Command]:
                return BitsProcess.Run(Console.Out);
            case [OperationBits.Command]:
                return OperationBits.Run(Console.Out);
            default:
                Console.Error.WriteLine("usage: save FILE | race FILE NUMBER | as-nobody FILE | bits | abort. The tests are run by dotnet test.");
                return 1;
        }
    }

    /// <summary>Starts one.</summary>
    public static Process Start(params string[] arguments)
    {
        string runtime = RuntimeEnvironment.GetRuntimeDirectory();
        string host = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return Process.Start(new ProcessStartInfo(host, ["exec", typeof(SavingProcess).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    public static float[] Start(Cyclic optimizer) => Driver.Start<float>(optimizer.ParameterCount);

    /// <summary>The number of calls of <c>Step</c>.</summary>
    public static int Calls(Cyclic optimizer) => (3 * (int)optimizer.StepCount) + optimizer.AscentStep;

    private static void SaveUntilKilled(string path)
    {
        var optimizer = new Cyclic(Layout);
        var parameters = Start(optimizer);
        int calls = 0;
        if (File.Exists(path))
        {
            optimizer.Load(path, parameters);
            calls = Calls(optimizer);
        }

        Console.WriteLine($"at {calls}");
        for (; ; calls++)
        {
            Driver.Step(optimizer, parameters, calls);
            optimizer.Save(path, parameters);
            Console.WriteLine("saved");
        }
    }

    /// <summary>Saves files that are told apart by a number until its input ends.</summary>
    private static void Race(string path, string number)
    {
        var racer = new Racer(path, int.Parse(number, null));
        bool isOver = false;
        var input = new Thread(() =>
        {
            _ = Console.In.ReadToEnd();
            Volatile.Write(ref isOver, true);
        });
        input.Start();
        while (!Volatile.Read(ref isOver))
            racer.Save();
        Console.WriteLine($"{racer.Saves} {string.Join(' ', racer.Unexpected)}");
    }

    /// <summary>Saves without the rights of root, and says what came of it.</summary>
    private static void SaveAsNobody(string path)
    {
        var optimizer = new Traced(3);
        // Whatever has to be loaded must be before the rights are gone.
        var exception = Record.Exception(() => optimizer.Save(Path.Combine(path, "none", "none"))) ?? new IOException();
        Console.WriteLine(exception.GetType().Name);
        _ = SetGroup(Nobody);
        _ = SetUser(Nobody);
        exception = Record.Exception(() => optimizer.Save(path));
        Console.WriteLine(exception is null ? "saved" : $"{exception.GetType().Name} {exception.Message}");
    }

    [LibraryImport("libc", EntryPoint = "setuid")]
    private static partial int SetUser(uint user);

    [LibraryImport("libc", EntryPoint = "setgid")]
    private static partial int SetGroup(uint group);
}

/// <summary>Saves files to one path that others save to as well.</summary>
internal sealed class Racer
{
    private readonly string _path;
    private readonly Traced _optimizer = new(SavingProcess.Layout);
    private readonly float[] _parameters;
    private readonly Dictionary<string, string> _metadata;

    public Racer(string path, int number)
    {
        (_path, Number) = (path, number);
        _parameters = new float[_optimizer.ParameterCount];
        _optimizer.Step(_parameters, new float[_parameters.Length]);
        Array.Fill(_parameters, number);
        _metadata = new() { ["saver"] = $"{number}", ["filling"] = new string('x', 50 * number) };
    }

    public int Number { get; }

    public int Saves { get; private set; }

    public List<string> Unexpected { get; } = [];

    /// <summary>Saves once. Nothing but an IOException that names the file may be thrown.</summary>
    public void Save()
    {
        try
        {
            _optimizer.Save(_path, _parameters, metadata: _metadata);
            Saves++;
        }
        catch (IOException exception) when (exception.Message.Contains(_path, StringComparison.Ordinal))
        {
        }
        catch (Exception exception)
        {
            Unexpected.Add(exception.ToString());
        }
    }

    /// <summary>Loads the file in every way that there is, and checks that all parts of it are of one saver.</summary>
    public static void Check(string path, int round)
    {
        var parameters = new Parameters<float>(SavingProcess.Layout);
        var metadata = (round % 4) switch
        {
            0 => new Traced(SavingProcess.Layout).Load(path, parameters.Values),
            1 => parameters.Load(path),
            2 => new Traced(SavingProcess.Layout).Load(File.ReadAllBytes(path), parameters.Values),
            _ => Checkpoint.ReadMetadata(path),
        };
        int number = int.Parse(metadata["saver"], null);
        Assert.Equal(50 * number, metadata["filling"].Length);
        if (round % 4 < 3)
            Assert.All(parameters.Values.ToArray(), x => Assert.Equal(number, x));
    }
}
